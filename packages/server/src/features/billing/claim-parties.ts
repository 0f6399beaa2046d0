import type { components } from "@vitaledge/contract/schema";
import type { LocalDate } from "../../platform/civil.js";
import { madeOnce } from "../../platform/made-once.js";
import { primaryCoverage } from "../patients/patients.policy.js";
import type { Evaluation } from "./evaluate.js";
import { claimLines, compareLines, lineOutcomes, type ClaimLine, type LineOutcome } from "./lines.js";
import type { LoadedPatient } from "./load-facts.js";
import type { AddressOnClaim, ClaimParties, CoverageOnClaim, OrganizationOnClaim } from "./parties.js";

export type BillingOrganization = components["schemas"]["Organization"];

type Coverage = LoadedPatient["patient"]["coverages"][number];
type GivenAddress = { readonly [K in keyof AddressOnClaim]?: string | null };

const addressOf = (address: GivenAddress | null): AddressOnClaim | null =>
  address && {
    line1: address.line1 ?? null, line2: address.line2 ?? null, city: address.city ?? null,
    state: address.state ?? null, postalCode: address.postalCode ?? null, country: address.country ?? null,
  };

const SEX_ON_CLAIMS = { MALE: "M", FEMALE: "F", OTHER: "U", UNKNOWN: "U" } as const;

/** The organization as the claims of a month name it. */
export const organizationOnClaims = madeOnce((organization: BillingOrganization): OrganizationOnClaim => {
  const { id, name, legalName, npi, taxonomyCode, taxId, taxIdType, billingContact, submitterId, acceptsAssignment, clearinghouse } = organization;
  return {
    id, npi, taxonomyCode, taxId, taxIdType, submitterId, acceptsAssignment,
    name: legalName ?? name,
    address: addressOf(organization.address),
    contact: { name: billingContact?.name ?? null, phone: billingContact?.phone ?? null },
    receiver: { name: clearinghouse?.receiverName ?? null, id: clearinghouse?.receiverId ?? null },
    senderQualifier: clearinghouse?.senderQualifier ?? null,
    usage: clearinghouse?.usage ?? null,
  };
});

const coverageOf = (coverage: Coverage): CoverageOnClaim => ({
  payerName: coverage.payerName ?? null,
  payerId: coverage.payerId ?? null,
  memberId: coverage.memberId ?? null,
  groupNumber: coverage.groupNumber ?? null,
  filingCode: coverage.filingCode ?? null,
  relationship: coverage.relationship ?? null,
  subscriber: coverage.subscriber ? { lastName: coverage.subscriber.lastName ?? null, firstName: coverage.subscriber.firstName ?? null } : null,
});

const partiesWith = (
  organization: BillingOrganization, { patient, rows, practitioners, devices, charges, signOffs }: LoadedPatient, enrollmentId: string, coverage: Coverage | undefined,
): ClaimParties => {
  const row = rows.get(enrollmentId);
  return {
    organization: organizationOnClaims(organization),
    patient: {
      id: patient.id,
      lastName: patient.lastName,
      firstName: patient.firstName,
      birthDate: patient.birthDate,
      sex: patient.sex && SEX_ON_CLAIMS[patient.sex],
      mrn: patient.mrn,
      address: addressOf(patient.address),
      coverage: coverage ? coverageOf(coverage) : null,
    },
    service: {
      rendering: practitioners.get(row?.rendering_practitioner_id ?? "") ?? null,
      ordering: practitioners.get(row?.ordering_practitioner_id ?? "") ?? null,
      supervising: practitioners.get(row?.supervising_practitioner_id ?? "") ?? null,
      placeOfService: row?.place_of_service ?? "11",
      modifiers: row?.modifiers ?? [],
      signOffs: (signOffs.get(enrollmentId) ?? []).map(({ practitionerId, at }) => ({ practitionerId, at: at.toISOString() })),
    },
    devices,
    charges,
  };
};

/** Who stands on the claims of an enrollment for services of one day. */
export const partiesOn = (organization: BillingOrganization, loaded: LoadedPatient, enrollmentId: string, day: LocalDate): ClaimParties =>
  partiesWith(organization, loaded, enrollmentId, primaryCoverage(loaded.patient.coverages, day));

/** What `make` makes of an evaluation's lines, each with the coverage of its own day of service. */
const byCoverage = <Line extends { dosTo: LocalDate }>(
  organization: BillingOrganization, loaded: LoadedPatient, evaluation: Evaluation, make: (parties: ClaimParties) => Line[],
): Line[] => {
  const { coverages } = loaded.patient;
  const covers = new Map<LocalDate, Coverage | undefined>();
  for (const { lines } of evaluation.codes) for (const { dosTo } of lines) if (!covers.has(dosTo)) covers.set(dosTo, primaryCoverage(coverages, dosTo));
  const under = (coverage: Coverage | undefined): Line[] => make(partiesWith(organization, loaded, evaluation.enrollment.id, coverage));
  const [first, ...others] = new Set(covers.values());
  if (others.length === 0) return covers.size > 0 ? under(first) : [];
  return [first, ...others].flatMap((coverage) => under(coverage).filter(({ dosTo }) => covers.get(dosTo) === coverage));
};

/** The lines of an evaluation. */
export const linesOf = (organization: BillingOrganization, loaded: LoadedPatient, evaluation: Evaluation): ClaimLine[] =>
  byCoverage(organization, loaded, evaluation, (parties) => claimLines(evaluation, parties)).sort(compareLines);

/** What becomes of them. */
export const outcomesOf = (organization: BillingOrganization, loaded: LoadedPatient, evaluation: Evaluation): LineOutcome[] =>
  byCoverage(organization, loaded, evaluation, (parties) => lineOutcomes(evaluation, parties));
