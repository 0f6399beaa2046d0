import type { components } from "@vitaledge/contract/schema";
import { fail } from "../../http/problem.js";
import { isTimeZone, type LocalDate } from "../../platform/civil.js";
import { normalizePhone, normalizeState, type ContactWarning } from "./contact.js";
import { normalizeIcd10Cm } from "./icd10.js";
import { normalizeMemberId } from "./member-id.js";

type Schemas = components["schemas"];

/** What people may set, in clear; null and [] where nothing was. */
export type PatientFields = Omit<Schemas["Patient"],
  "id" | "organizationId" | "mergedInto" | "warnings" | "version" | "createdAt" | "updatedAt">;

export type PatientInput = Schemas["PatientInput"];
export type PatientPatch = Schemas["PatientPatch"];
export type Diagnosis = Schemas["Diagnosis"];

const refuse = (code: "invalid_timezone" | "invalid_icd10" | "invalid_member_id", pointer: string, detail: string): never =>
  fail(code, { detail, errors: [{ pointer, code, message: detail }] });

/** For every resource that carries diagnoses. */
export const expectDiagnoses = (diagnoses: readonly Diagnosis[], pointer = "/diagnoses"): void => {
  const wrong = diagnoses.findIndex(({ code }) => normalizeIcd10Cm(code) === undefined);
  if (wrong >= 0) refuse("invalid_icd10", `${pointer}/${wrong}/code`, "A diagnosis needs a code of ICD-10-CM, such as I10 or E11.9.");
};

export const normalizeDiagnoses = (diagnoses: readonly Diagnosis[]): Diagnosis[] =>
  diagnoses.map((diagnosis) => ({ ...diagnosis, code: normalizeIcd10Cm(diagnosis.code) ?? diagnosis.code }));

/** The rules that the schema cannot say, for what was sent: what was stored before is not held against a patch. */
export const expectPatient = ({ timezone, diagnoses, coverages }: PatientPatch): void => {
  if (timezone && !isTimeZone(timezone)) {
    refuse("invalid_timezone", "/timezone", "The time zone is none of the IANA database, such as America/New_York.");
  }
  expectDiagnoses(diagnoses ?? []);
  const wrong = (coverages ?? []).findIndex(({ memberId, filingCode }) => memberId && normalizeMemberId(memberId, filingCode) === undefined);
  if (wrong >= 0) {
    refuse("invalid_member_id", `/coverages/${wrong}/memberId`,
      "With the filing code MB the member id is a Medicare Beneficiary Identifier: 11 places as on the card, without S, L, O, I, B and Z.");
  }
};

/** A day of birth ahead of today is a slip of the pen, the patient's own and that of who is insured alike. */
export const expectBorn = ({ birthDate, coverages }: PatientPatch, today: LocalDate): void => {
  const days = [["/birthDate", birthDate], ...(coverages ?? []).map(({ subscriber }, index) => [`/coverages/${index}/subscriber/birthDate`, subscriber?.birthDate])] as const;
  const errors = days.filter(([, day]) => day && day > today).map(([pointer]) => ({ pointer: pointer!, code: "future", message: "lies ahead" }));
  if (errors.length) fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors });
};

export const completeFields = (input: Partial<PatientFields>): PatientFields => ({
  mrn: input.mrn ?? null,
  firstName: input.firstName ?? null,
  lastName: input.lastName ?? null,
  birthDate: input.birthDate ?? null,
  sex: input.sex ?? null,
  email: input.email ?? null,
  phone: input.phone ?? null,
  address: input.address ?? null,
  timezone: input.timezone ?? null,
  language: input.language ?? null,
  status: input.status ?? "ACTIVE",
  diagnoses: input.diagnoses ?? [],
  coverages: input.coverages ?? [],
  alignments: input.alignments ?? [],
  externalIds: input.externalIds ?? [],
  metadata: input.metadata ?? null,
});

/** As it is stored, with a warning for each thing that may not be what was meant. `country` is the organization's. */
export const normalizeFields = (fields: PatientFields, country: string | null): { fields: PatientFields; warnings: ContactWarning[] } => {
  const { address } = fields;
  const phone = fields.phone === null ? undefined : normalizePhone(fields.phone, country);
  return {
    fields: {
      ...fields,
      phone: phone?.phone ?? null,
      address: address?.state ? { ...address, state: normalizeState(address.state, address.country ?? country) } : address,
      diagnoses: normalizeDiagnoses(fields.diagnoses),
      coverages: fields.coverages.map(normalizeCoverage),
    },
    warnings: phone?.warning ? [phone.warning] : [],
  };
};

const normalizeCoverage = (coverage: Schemas["Coverage"]): Schemas["Coverage"] => {
  const memberId = coverage.memberId && normalizeMemberId(coverage.memberId, coverage.filingCode);
  return memberId ? { ...coverage, memberId } : coverage;
};

type Covered = { order: number; from?: LocalDate | null; to?: LocalDate | null };

/** The coverage that is billed first on a day. */
export const primaryCoverage = <C extends Covered>(coverages: readonly C[], day: LocalDate): C | undefined =>
  coverages.reduce<C | undefined>((first, one) => {
    const holds = (!one.from || one.from <= day) && (!one.to || day <= one.to);
    return holds && (first === undefined || one.order < first.order) ? one : first;
  }, undefined);
