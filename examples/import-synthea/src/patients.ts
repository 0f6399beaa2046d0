import type { Patient, PatientInput, VitalEdge } from "@vitaledge/sdk";
import { codesOf } from "./fhir.js";
import type { Identifier, Patient as FhirPatient } from "./fhir.js";

const SYNTHEA = "https://github.com/synthetichealth/synthea";
const IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";
const LANGUAGE = "urn:ietf:bcp:47";
const SEX: Record<string, PatientInput["sex"]> = { male: "MALE", female: "FEMALE", other: "OTHER", unknown: "UNKNOWN" };

export type FoundPatient = { patient: Patient; created: boolean };

/** The patient with the record's identifier, made where there is none; undefined where the record lacks what a patient needs. */
export const findOrCreatePatient = async (ve: VitalEdge, record: FhirPatient): Promise<FoundPatient | undefined> => {
  const input = toPatient(record);
  const externalId = input?.externalIds?.[0];
  if (input === undefined || externalId === undefined) return undefined;
  const found = await ve.patients.search({ externalId: `${externalId.system}|${externalId.value}` }).first();
  if (found !== undefined) return { patient: found, created: false };
  return { patient: await ve.patients.create(input), created: true };
};

const toPatient = (record: FhirPatient): PatientInput | undefined => {
  const name = record.name?.find(({ use }) => use === "official") ?? record.name?.[0];
  const firstName = name?.given?.join(" ");
  const identifier = record.identifier?.find(({ system }) => system === SYNTHEA);
  if (!firstName || !name?.family || record.birthDate === undefined || identifier?.value === undefined) return undefined;
  return {
    firstName,
    lastName: name.family,
    birthDate: record.birthDate,
    mrn: record.identifier?.find(isRecordNumber)?.value ?? null,
    sex: SEX[record.gender ?? ""] ?? null,
    // As they stand: the platform reads numbers and states of any form.
    phone: record.telecom?.find(({ system }) => system === "phone")?.value ?? null,
    address: toAddress(record),
    language: record.communication?.flatMap(({ language }) => codesOf(language, LANGUAGE))[0] ?? null,
    externalIds: [{ system: SYNTHEA, value: identifier.value }],
  };
};

const isRecordNumber = ({ type }: Identifier): boolean => codesOf(type, IDENTIFIER_TYPE).includes("MR");

const toAddress = ({ address }: FhirPatient): PatientInput["address"] => {
  const [home] = address ?? [];
  if (home === undefined) return null;
  const { line = [], city = null, state = null, postalCode = null, country = null } = home;
  const [line1 = null, ...more] = line;
  return { line1, line2: more.join(", ") || null, city, state, postalCode, country };
};
