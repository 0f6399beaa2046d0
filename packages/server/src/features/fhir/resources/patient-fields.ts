import { schemas } from "@vitaledge/contract/validators";
import type { Address, ContactPoint, HumanName, Identifier, Patient } from "fhir/r4.js";
import type { LocalDate } from "../../../platform/civil.js";
import type { PatientFields } from "../../patients/patients.service.js";
import { FHIR_ID, HL7, LANGUAGES, mrnSystem, ROW_ID } from "./systems.js";

const first = <T>(list: readonly T[] | undefined, ...tests: readonly ((one: T) => boolean)[]): T | undefined => {
  for (const test of tests) {
    const found = list?.find(test);
    if (found) return found;
  }
  return undefined;
};

const any = (): boolean => true;
const isCurrent = ({ use }: { use?: string | undefined }): boolean => use !== "old" && use !== "maiden";
const used = (use: string) => (one: { use?: string | undefined }): boolean => one.use === use;

/** Of several, the ones that the columns hold: what else was sent stays as it was sent. */
export const chosenName = (names: readonly HumanName[] | undefined): HumanName | undefined =>
  first(names, used("official"), used("usual"), isCurrent, any);

export const chosenTelecom = (telecoms: readonly ContactPoint[] | undefined, system: "phone" | "email"): ContactPoint | undefined => {
  const current = (telecoms ?? []).filter((one) => one.system === system && isCurrent(one) && one.value);
  return current.toSorted((one, other) => (one.rank ?? Infinity) - (other.rank ?? Infinity))[0];
};

export const chosenAddress = (addresses: readonly Address[] | undefined): Address | undefined => first(addresses, used("home"), isCurrent, any);

const isMedicalRecordNumber = ({ type }: Identifier): boolean =>
  type?.coding?.some(({ system, code }) => system === `${HL7}/v2-0203` && code === "MR") ?? false;

/** The organization's own number, else the first that says it is a medical record number. */
export const chosenMrn = (identifiers: readonly Identifier[] | undefined, organizationId: string): Identifier | undefined =>
  first(identifiers?.filter(({ value }) => value), ({ system }) => system === mrnSystem(organizationId), isMedicalRecordNumber);

export const isExternal = ({ system, value }: Identifier, organizationId: string): boolean =>
  Boolean(system && value) && system !== mrnSystem(organizationId) && system !== ROW_ID && system !== FHIR_ID;

const SEXES = { male: "MALE", female: "FEMALE", other: "OTHER", unknown: "UNKNOWN" } as const;

const addressOf = (address: Address | undefined): PatientFields["address"] => address === undefined ? null : {
  line1: address.line?.[0] ?? null,
  line2: address.line?.slice(1).join(", ") || null,
  city: address.city ?? null,
  state: address.state ?? null,
  postalCode: address.postalCode ?? null,
  country: address.country ?? null,
};

const languageOf = (communication: Patient["communication"]): string | null => {
  const spoken = first(communication, ({ preferred }) => preferred === true, any)?.language.coding;
  return first(spoken, ({ system }) => system === LANGUAGES)?.code ?? null;
};

/** A day that has been: of a year or a month alone there is no birth date in the column. */
const birthDateOf = (text: string | undefined, today: LocalDate): LocalDate | null =>
  text !== undefined && text.length === 10 && text <= today ? text : null;

/** As many as the contract lets a patient have. */
const MOST_EXTERNAL_IDS = 20;

type Known = { organizationId: string; today: LocalDate; fhirId: string | undefined };

/** What the columns say of a patient as FHIR sent it. What a column's own rule does not let in is not among it. */
export const fieldsOfPatient = (patient: Patient, { organizationId, today, fhirId }: Known): Partial<PatientFields> => {
  const name = chosenName(patient.name);
  return whatFits({
    mrn: chosenMrn(patient.identifier, organizationId)?.value ?? null,
    firstName: name?.given?.join(" ") || null,
    lastName: name?.family ?? null,
    birthDate: birthDateOf(patient.birthDate, today),
    sex: patient.gender ? SEXES[patient.gender] : null,
    email: chosenTelecom(patient.telecom, "email")?.value ?? null,
    phone: chosenTelecom(patient.telecom, "phone")?.value ?? null,
    address: addressOf(chosenAddress(patient.address)),
    language: languageOf(patient.communication),
    status: patient.active === false ? "INACTIVE" : "ACTIVE",
    externalIds: [
      ...(fhirId === undefined ? [] : [{ system: FHIR_ID, value: fhirId }]),
      ...(patient.identifier ?? []).filter((one) => isExternal(one, organizationId)).map(({ system = "", value = "" }) => ({ system, value })),
    ],
  });
};

type Tree = { [name: string]: unknown };

/** Without what the contract refuses, one thing after the other. */
const whatFits = (fields: Partial<PatientFields>): Partial<PatientFields> => {
  const fitting: Tree = structuredClone(fields);
  const known = (): Tree => Object.fromEntries(Object.entries(fitting).filter(([, value]) => value !== null));
  while (!schemas.PatientPatch?.(known())) {
    const [error] = schemas.PatientPatch?.errors ?? [];
    const path = error?.instancePath.split("/").slice(1) ?? [];
    if (!path[0]) throw new Error("the contract has no such field of a patient");
    empty(fitting, path);
  }
  return fitting;
};

const empty = (tree: Tree, [name = "", ...inner]: string[]): void => {
  const value = tree[name];
  if (Array.isArray(value)) tree[name] = inner[0] === undefined ? value.slice(0, MOST_EXTERNAL_IDS) : value.toSpliced(Number(inner[0]), 1);
  else if (typeof value === "object" && inner.length) empty(value as Tree, inner);
  else tree[name] = null;
};
