import type { Coverage } from "fhir/r4.js";
import { sql } from "../../../db/sql.js";
import { fieldsOf, patientForms, type PatientFields, type PatientRow } from "../../patients/patients.service.js";
import { referTo, type Refer } from "./refer.js";
import { rowIdOf, rowSource, type RowType } from "./row-source.js";
import { HL7, ownCodes, ownIds, usCore } from "./systems.js";

const RELATIONSHIPS: Readonly<Record<string, string>> = { SELF: "self", SPOUSE: "spouse", CHILD: "child", PARENT: "parent" };

type Insurance = PatientFields["coverages"][number];

const periodOf = ({ from, to }: Insurance) => (from || to ? { period: { ...(from && { start: from }), ...(to && { end: to }) } } : {});

const memberNumber = (memberId: string) => ({
  identifier: [{ type: { coding: [{ system: `${HL7}/v2-0203`, code: "MB", display: "Member Number" }] }, system: ownIds("member"), value: memberId }],
  subscriberId: memberId,
});

const coverageOf = (insurance: Insurance, patient: Refer, patientId: string): Coverage => {
  const { order, memberId, relationship, payerName, payerId, groupNumber, filingCode } = insurance;
  const holder = RELATIONSHIPS[(relationship ?? "SELF").toUpperCase()] ?? "other";
  return {
    resourceType: "Coverage",
    ...(memberId && { meta: { profile: [usCore("coverage")] }, ...memberNumber(memberId) }),
    status: "active",
    ...(filingCode && { type: { coding: [{ system: ownCodes("filing-code"), code: filingCode }], text: filingCode } }),
    ...(holder === "self" && { subscriber: patient(patientId) }),
    beneficiary: patient(patientId),
    relationship: { coding: [{ system: `${HL7}/subscriber-relationship`, code: holder }] },
    ...periodOf(insurance),
    payor: [{ ...(payerId && { identifier: { system: ownIds("payer"), value: payerId } }), display: payerName ?? payerId ?? "not on record" }],
    ...(groupNumber && { class: [{ type: { coding: [{ system: `${HL7}/coverage-class`, code: "group" }] }, value: groupNumber }] }),
    order,
  };
};

export const coverages: RowType<PatientRow> = {
  type: "Coverage",
  forms: patientForms,
  elements: {
    of: ({ coverages: list }) => list.map((_, index) => String(index + 1)),
    keys: sql`select c.n::text from jsonb_array_elements(t.coverages) with ordinality c (coverage, n)`,
  },
  patientIds: ({ id }) => [id],

  maker: async (tx, forms) => {
    const patient = await referTo(tx, "Patient", forms.map(({ id }) => id));
    return (form, key) => {
      const insurance = fieldsOf(tx, form).coverages[Number(key.slice(rowIdOf(key).length + 1)) - 1];
      if (!insurance) throw new Error("a coverage is not there");
      return coverageOf(insurance, patient, form.id);
    };
  },
};

/** Insurances of patients, in the order that they are written in. */
export const coverageSource = rowSource(coverages);
