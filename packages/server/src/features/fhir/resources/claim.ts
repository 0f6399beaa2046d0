import type { ChargeItem, Claim, CodeableConcept, Money, Reference } from "fhir/r4.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { claimForms, type ClaimRow } from "../../claims/claims.service.js";
import { AS_SEALED, patientsForBilling, type BilledPatient } from "../../patients/patients.service.js";
import { primaryCoverage } from "../../patients/patients.policy.js";
import { organizationOf, referOwn, referTo, type Refer } from "./refer.js";
import { rowSource, type RowType } from "./row-source.js";
import { CPT, HCPCS, HL7, ownIds } from "./systems.js";

/** Codes that begin with a letter are of HCPCS's second level. */
const procedure = (code: string): CodeableConcept => ({ coding: [{ system: /^[A-Z]/.test(code) ? HCPCS : CPT, code }] });

const moneyOf = ({ charge_cents }: ClaimRow): Money | undefined =>
  charge_cents === null ? undefined : { value: Number(charge_cents) / 100, currency: "USD" };

const STATUSES = { RECORDED: "billable", SUBMITTED: "billed", PAID: "billed", DENIED: "billed", VOIDED: "aborted" } as const;

const chargeOf = (row: ClaimRow, patient: Reference, organization: Reference): ChargeItem => {
  const price = moneyOf(row);
  return {
    resourceType: "ChargeItem",
    ...(row.line_control_number && { identifier: [{ system: ownIds("line-control-number"), value: row.line_control_number }] }),
    status: STATUSES[row.status],
    code: procedure(row.code),
    subject: patient,
    context: referOwn("EpisodeOfCare")(row.enrollment_id),
    occurrencePeriod: { start: row.dos_from, end: row.dos_to },
    performingOrganization: organization,
    quantity: { value: row.units },
    ...(price && { priceOverride: price }),
    enteredDate: row.created_at.toISOString(),
    supportingInformation: [referOwn("Claim")(row.id)],
  };
};

const charges: RowType<ClaimRow> = {
  type: "ChargeItem",
  forms: claimForms,
  patientIds: ({ patient_id }) => [patient_id],
  maker: async (tx, forms) => {
    const patient = await referTo(tx, "Patient", forms.map(({ patient_id }) => patient_id));
    return (form) => chargeOf(form, patient(form.patient_id), organizationOf(tx));
  },
};

/** Who paid first when the service was done, by what is on record of it now. */
const coverageOf = (patient: BilledPatient | undefined, day: string): Reference => {
  const coverage = patient && primaryCoverage(patient.coverages, day);
  return patient && coverage
    ? referOwn("Coverage")(`${patient.id}.${patient.coverages.indexOf(coverage) + 1}`)
    : { display: "none on record" };
};

type Around = { patient: Refer; coverage: Reference; organization: Reference };

const claimOf = (row: ClaimRow, { patient, coverage, organization }: Around): Claim => {
  const charge = moneyOf(row);
  return {
    resourceType: "Claim",
    ...(row.patient_control_number && { identifier: [{ system: ownIds("patient-control-number"), value: row.patient_control_number }] }),
    status: row.status === "VOIDED" ? "cancelled" : "active",
    type: { coding: [{ system: `${HL7}/claim-type`, code: "professional" }] },
    use: "claim",
    patient: patient(row.patient_id),
    billablePeriod: { start: row.dos_from, end: row.dos_to },
    created: row.created_at.toISOString(),
    provider: organization,
    priority: { coding: [{ system: `${HL7}/processpriority`, code: "normal" }] },
    insurance: [{ sequence: 1, focal: true, coverage, ...(row.payer_claim_number && { preAuthRef: [row.payer_claim_number] }) }],
    item: [{
      sequence: 1, productOrService: procedure(row.code), servicedPeriod: { start: row.dos_from, end: row.dos_to }, quantity: { value: row.units },
      ...(charge && { net: charge }),
    }],
    ...(charge && { total: charge }),
  };
};

const aroundOf = async (tx: TenantTx, forms: readonly ClaimRow[]) => {
  const patientIds = [...new Set(forms.map(({ patient_id }) => patient_id))];
  return { patient: await referTo(tx, "Patient", patientIds), billed: await patientsForBilling(tx, patientIds, AS_SEALED), organization: organizationOf(tx) };
};

const claims: RowType<ClaimRow> = {
  type: "Claim",
  forms: claimForms,
  patientIds: ({ patient_id }) => [patient_id],
  maker: async (tx, forms) => {
    const { billed, ...around } = await aroundOf(tx, forms);
    return (form) => claimOf(form, { ...around, coverage: coverageOf(billed(form.patient_id), form.dos_to) });
  },
};

export const chargeSource = rowSource(charges);
export const claimSource = rowSource(claims);
