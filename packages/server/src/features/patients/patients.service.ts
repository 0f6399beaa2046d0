import { schemas } from "@vitaledge/contract/validators";
import { rowForms } from "../../db/row-forms.js";
import { decodeCursor, decodeTimeCursor, pageOf, type Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { expectValid } from "../../http/validate.js";
import { localDateOf } from "../../platform/civil.js";
import { hasOpenEnrollments } from "../enrollments/enrollments.service.js";
import { mergePatch } from "../organizations/merge-patch.js";
import { readOrganization, timezoneOf } from "../organizations/organizations.service.js";
import { nameKeys, searchWords } from "./name-keys.js";
import { columnsOf, fieldsOf, openAddress, openCoverages, type Opener } from "./patient-columns.js";
import {
  completeFields, expectBorn, expectPatient, normalizeFields, type PatientFields, type PatientInput, type PatientPatch,
} from "./patients.policy.js";
import {
  changePatient, countPatients, insertPatient, listPatients, lockEvenDeleted, lockPatient, selectBilled, selectDiagnoses, selectNames, selectPatient, selectPatients,
  setDeleted, setPatientKeys, type BilledColumns, type PatientColumns, type PatientFilter, type PatientKey, type PatientName, type PatientOrder, type PatientRow,
} from "./patients.sql.js";

export { earlierPatients, selectMergedInto as duplicatesOf } from "./patients.sql.js";
export { AS_SEALED, fieldsOf, type Opener } from "./patient-columns.js";
export type { PatientFields } from "./patients.policy.js";
export type { PatientName, PatientRow } from "./patients.sql.js";

// Folding can make many letters of one: what an index holds has an end.
const MOST_KEY = 100;
const shorten = (word: string): string => [...word].slice(0, MOST_KEY).join("");

/** What a patient is found by. */
export const keysOf = (fields: PatientFields): PatientKey[] => [
  ...nameKeys(fields.firstName, fields.lastName, fields.mrn, fields.email).map((word) => ({ kind: "WORD" as const, key: shorten(word) })),
  ...fields.externalIds.map(({ system, value }) => ({ kind: "EXTERNAL" as const, key: `${system}|${value}` })),
];

export const missing = (): never => fail("patient_not_found", { detail: "No patient of this organization has this id." });

export const getPatient = async (tx: TenantTx, id: string): Promise<PatientRow> => (await selectPatient(tx, id)) ?? missing();

const prepare = async (tx: TenantTx, id: string, given: PatientFields): Promise<{ fields: PatientFields; columns: PatientColumns }> => {
  const country = given.phone || given.address?.state ? ((await readOrganization(tx)).address?.country ?? null) : null;
  const { fields, warnings } = normalizeFields(given, country);
  return { fields, columns: columnsOf(tx, id, fields, warnings) };
};

/** Today is the patient's: a day begins in the east while it is yesterday here. */
const expectPossible = async (tx: TenantTx, given: PatientPatch, timezone: string | null): Promise<void> => {
  expectPatient(given);
  expectBorn(given, localDateOf(tx.now, given.timezone ?? timezone ?? (await timezoneOf(tx))));
};

const insert = async (tx: TenantTx, given: PatientFields): Promise<PatientRow> => {
  const id = tx.newId("patient");
  const { fields, columns } = await prepare(tx, id, given);
  await insertPatient(tx, id, columns);
  await setPatientKeys(tx, id, keysOf(fields));
  return getPatient(tx, id);
};

export const createPatient = async (tx: TenantTx, input: PatientInput): Promise<PatientRow> => {
  await expectPossible(tx, input, null);
  return insert(tx, completeFields(input));
};

/** The row as it is now, held; it has to be the version that the caller has seen. */
const holdPatient = async (tx: TenantTx, id: string, ifMatch: number | undefined): Promise<PatientRow> => {
  const row = (await lockPatient(tx, id)) ?? missing();
  expectVersion(row.version, ifMatch);
  return row;
};

/** Open enrollments of an inactive patient would go on billing. */
const expectNoOpenEnrollments = async (tx: TenantTx, id: string): Promise<void> => {
  if (await hasOpenEnrollments(tx, id)) fail("open_enrollments", { detail: "The patient has open enrollments. End them first." });
};

const storeFields = async (tx: TenantTx, row: PatientRow, given: PatientFields): Promise<PatientRow> => {
  expectValid(schemas.Metadata, given.metadata ?? {}, "/metadata");
  if (given.status === "INACTIVE" && row.status !== "INACTIVE") await expectNoOpenEnrollments(tx, row.id);
  const { fields, columns } = await prepare(tx, row.id, given);
  const changed = (await changePatient(tx, row, columns)) ?? fail("version_mismatch");
  await setPatientKeys(tx, row.id, keysOf(fields));
  return changed;
};

export const replacePatient = async (tx: TenantTx, id: string, input: PatientInput, ifMatch: number | undefined): Promise<PatientRow> => {
  const row = await holdPatient(tx, id, ifMatch);
  await expectPossible(tx, input, null);
  return storeFields(tx, row, completeFields(input));
};

export const updatePatient = async (tx: TenantTx, id: string, patch: PatientPatch, ifMatch: number | undefined): Promise<PatientRow> => {
  const row = await holdPatient(tx, id, ifMatch);
  await expectPossible(tx, patch, row.timezone);
  return storeFields(tx, row, completeFields(mergePatch(fieldsOf(tx, row), patch) as Partial<PatientFields>));
};

/** Its readings are still accepted. Again changes nothing. */
export const deactivatePatient = async (tx: TenantTx, id: string, ifMatch: number | undefined): Promise<void> => {
  const row = await holdPatient(tx, id, ifMatch);
  if (row.status === "INACTIVE") return;
  await expectNoOpenEnrollments(tx, id);
  await changePatient(tx, row, { status: "INACTIVE" });
};

/** Archived forms too, and those of deleted patients. */
export const patientForms = rowForms<PatientRow>("patients");

/** From where a patient need have neither name nor birth date: the fields keep every rule of the contract. */
export const registerPatient = (tx: TenantTx, fields: Partial<PatientFields>): Promise<PatientRow> => insert(tx, completeFields(fields));

/** The same of a patient who is there; a deleted one comes back. What `fields` does not name stays. */
export const rewritePatient = async (tx: TenantTx, id: string, fields: Partial<PatientFields>): Promise<PatientRow> => {
  const row = (await lockEvenDeleted(tx, id)) ?? missing();
  const given = { ...fieldsOf(tx, row), ...fields };
  if (row.deleted_at === null) return storeFields(tx, row, given);
  const back = await prepare(tx, id, given);
  await setPatientKeys(tx, id, keysOf(back.fields));
  return (await setDeleted(tx, row, { ...back.columns, deleted_at: null })) ?? missing();
};

/** Out of sight for REST, and not found by anything any more; the row stays, and what belongs to it. */
export const erasePatient = async (tx: TenantTx, id: string): Promise<void> => {
  const row = await holdPatient(tx, id, undefined);
  await expectNoOpenEnrollments(tx, id);
  await setDeleted(tx, row, { deleted_at: tx.now, status: "INACTIVE" });
  await setPatientKeys(tx, id, []);
};

export const isMrnFree = async (tx: TenantTx, mrn: string, id: string | undefined): Promise<boolean> =>
  (await listPatients(tx, { mrn }, ORDERS.name, undefined, 2)).every((row) => row.id === id);

export type PatientSort = "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";

const ORDERS: Record<PatientSort, PatientOrder> = {
  name: { column: "name_key", descending: false },
  "-name": { column: "name_key", descending: true },
  createdAt: { column: "created_at", descending: false },
  "-createdAt": { column: "created_at", descending: true },
  updatedAt: { column: "updated_at", descending: false },
  "-updatedAt": { column: "updated_at", descending: true },
};

const placeOf = (cursor: string | undefined, sort: PatientSort): string[] | undefined =>
  ORDERS[sort].column === "name_key" ? decodeCursor(cursor, sort, 2) : decodeTimeCursor(cursor, sort);

const sortValue = (row: PatientRow, { column }: PatientOrder): string => {
  const value = row[column];
  return value instanceof Date ? value.toISOString() : value;
};

type Asked = Omit<PatientFilter, "words"> & { search?: string; sort?: PatientSort; limit?: number; cursor?: string; includeTotal?: boolean };

export const findPatients = async (tx: TenantTx, asked: Asked): Promise<Page<PatientRow> & { total?: number }> => {
  const { search, sort = "name", limit = 50, cursor, includeTotal, ...filter } = asked;
  const words = search === undefined ? undefined : searchWords(search).map(shorten);
  const rows = await listPatients(tx, { ...filter, words }, ORDERS[sort], placeOf(cursor, sort), limit + 1);
  const page = pageOf(rows, limit, sort, (row) => [sortValue(row, ORDERS[sort]), row.id]);
  return includeTotal ? { ...page, total: await countPatients(tx, { ...filter, words }) } : page;
};

/** Those of the ids that are patients of the organization. */
export const existingPatients = async (tx: TenantTx, ids: readonly string[]): Promise<Set<string>> =>
  new Set(ids.length ? (await selectNames(tx, ids)).map(({ id }) => id) : []);

/** Whose record goes on for each of them: their own, or that of whom they were merged into. */
export const survivorsOf = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(ids.length ? (await selectPatients(tx, ids)).map(({ id, merged_into }) => [id, merged_into ?? id]) : []);

export const patientNames = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, PatientName>> =>
  new Map(ids.length ? (await selectNames(tx, ids)).map((name) => [name.id, name]) : []);

/** Where the patient's days begin and end: the patient's own zone, else the organization's. */
export const timezoneOfPatient = async (tx: TenantTx, id: string): Promise<string> => (await getPatient(tx, id)).timezone ?? timezoneOf(tx);

/** ICD-10-CM codes, the first listed first. */
export const diagnosesOfPatients = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, string[]>> => {
  const rows = ids.length ? await selectDiagnoses(tx, ids) : [];
  return new Map(rows.map(({ id, diagnoses }) => [id, diagnoses.toSorted((one, other) => one.rank - other.rank).map(({ code }) => code)]));
};

export type BilledPatient = Pick<PatientFields, "firstName" | "lastName" | "birthDate" | "sex" | "mrn" | "coverages" | "alignments"> & {
  id: string;
  address: ReturnType<typeof openAddress>;
};

/** What claim lines tell of patients, in clear unless the opener leaves it sealed: opened when it is asked for. `primaryCoverage` chooses by the day of service. */
export const patientsForBilling = async (
  tx: TenantTx, ids: readonly string[], opener: Opener = tx,
): Promise<(id: string) => BilledPatient | undefined> => {
  const rows = ids.length ? await selectBilled(tx, ids) : [];
  const found = new Map(rows.map((row) => [row.id, row]));
  return (id) => {
    const row = found.get(id);
    return row && billedPatient(row, opener);
  };
};

const billedPatient = (row: BilledColumns, opener: Opener): BilledPatient => ({
  id: row.id,
  firstName: row.first_name,
  lastName: row.last_name,
  birthDate: row.birth_date,
  sex: row.sex,
  mrn: row.mrn,
  address: openAddress(opener, row),
  coverages: openCoverages(opener, row),
  alignments: row.alignments,
});
