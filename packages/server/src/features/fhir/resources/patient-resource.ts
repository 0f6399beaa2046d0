import type { Address, ContactPoint, HumanName, Identifier, Patient } from "fhir/r4.js";
import type { PatientFields } from "../../patients/patients.service.js";
import { chosenAddress, chosenMrn, chosenName, chosenTelecom } from "./patient-fields.js";
import { FHIR_ID, HL7, LANGUAGES, mrnSystem, ROW_ID, usCore } from "./systems.js";

const GENDERS = { MALE: "male", FEMALE: "female", OTHER: "other", UNKNOWN: "unknown" } as const;

const UNKNOWN = { extension: [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "unknown" }] };

/** A patient's id of REST, as an identifier. */
export const rowIdentifier = (rowId: string): Identifier => ({ system: ROW_ID, value: rowId });

const nameOf = ({ firstName, lastName }: PatientFields): HumanName =>
  firstName || lastName
    ? { use: "official", ...(lastName && { family: lastName }), ...(firstName && { given: [firstName] }) }
    : UNKNOWN;

const telecomsOf = ({ phone, email }: PatientFields): ContactPoint[] => [
  ...(phone ? [{ system: "phone" as const, value: phone }] : []),
  ...(email ? [{ system: "email" as const, value: email }] : []),
];

const addressesOf = ({ address }: PatientFields): Address[] => {
  if (!address) return [];
  const { line1, line2, city, state, postalCode, country } = address;
  const line = [line1, line2].filter((text) => typeof text === "string" && text !== "") as string[];
  return [{
    ...(line.length && { line }), ...(city && { city }), ...(state && { state }), ...(postalCode && { postalCode }), ...(country && { country }),
  }];
};

const medicalRecord = { coding: [{ system: `${HL7}/v2-0203`, code: "MR", display: "Medical record number" }] };

/** An identifier that FHIR sent is given as it came. */
const identifiersOf = (fields: PatientFields, organizationId: string, rowId: string, sent: readonly Identifier[]): Identifier[] => {
  const asItCame = (one: Identifier): Identifier => sent.find(({ system, value }) => system === one.system && value === one.value) ?? one;
  const foreign = chosenMrn(sent, organizationId);
  const mrn = fields.mrn === null || (foreign?.value === fields.mrn && foreign.system !== mrnSystem(organizationId))
    ? []
    : [{ type: medicalRecord, system: mrnSystem(organizationId), value: fields.mrn }];
  const external = fields.externalIds.filter(({ system }) => system !== FHIR_ID);
  const nameless = sent.filter((one) => !one.system || !one.value);
  return [...mrn.map(asItCame), ...external.map(asItCame), ...nameless, rowIdentifier(rowId)];
};

export type PatientAs = {
  fields: PatientFields;
  rowId: string;
  organizationId: string;
  /** The FHIR id of the patient that this one was merged into. */
  mergedInto: string | undefined;
  /** As FHIR sent it: names, telephones and addresses that no column holds are of it still. */
  sent: Patient | undefined;
};

const without = <T>(list: readonly T[] | undefined, ...chosen: (T | undefined)[]): T[] => (list ?? []).filter((one) => !chosen.includes(one));

export const patientResource = ({ fields, rowId, organizationId, mergedInto, sent }: PatientAs): Patient => {
  const phones = (["phone", "email"] as const).map((system) => chosenTelecom(sent?.telecom, system));
  const telecom = [...telecomsOf(fields), ...without(sent?.telecom, ...phones)];
  const address = [...addressesOf(fields), ...without(sent?.address, chosenAddress(sent?.address))];
  return {
    resourceType: "Patient",
    meta: { profile: [usCore("patient")] },
    identifier: identifiersOf(fields, organizationId, rowId, sent?.identifier ?? []),
    active: fields.status === "ACTIVE",
    name: [nameOf(fields), ...without(sent?.name, chosenName(sent?.name))],
    ...(telecom.length && { telecom }),
    gender: fields.sex === null ? "unknown" : GENDERS[fields.sex],
    ...(fields.birthDate && { birthDate: fields.birthDate }),
    ...(address.length && { address }),
    ...(fields.language && { communication: [{ language: { coding: [{ system: LANGUAGES, code: fields.language }] }, preferred: true }] }),
    managingOrganization: { reference: `Organization/${organizationId.replaceAll("_", "-")}` },
    ...(mergedInto && { link: [{ other: { reference: `Patient/${mergedInto}` }, type: "replaced-by" as const }] }),
  };
};
