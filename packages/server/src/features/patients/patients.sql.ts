import type { components } from "@vitaledge/contract/schema";
import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow, changeRows, earlierForms, type EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { ContactWarning } from "./contact.js";

type Patient = components["schemas"]["Patient"];

/** What changes with the patient's fields. Coverages hold their member ids sealed. */
export type PatientColumns = {
  mrn: string | null;
  first_name: string | null;
  last_name: string | null;
  birth_date: string | null;
  sex: Patient["sex"];
  email: string | null;
  phone_sealed: string | null;
  line1_sealed: string | null;
  line2_sealed: string | null;
  city: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
  timezone: string | null;
  language: string | null;
  status: Patient["status"];
  diagnoses: Patient["diagnoses"];
  coverages: Patient["coverages"];
  alignments: Patient["alignments"];
  external_ids: Patient["externalIds"];
  metadata_sealed: string | null;
  warnings: ContactWarning[];
  name_key: string;
};

export type PatientRow = PatientColumns & {
  id: string;
  merged_into: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
};

const COLUMNS = sql`p.id, p.mrn, p.first_name, p.last_name, p.birth_date, p.sex, p.email, p.phone_sealed, p.line1_sealed,
  p.line2_sealed, p.city, p.state, p.postal_code, p.country, p.timezone, p.language, p.diagnoses, p.coverages, p.alignments,
  p.external_ids, p.metadata_sealed, p.warnings, p.name_key, p.status, p.merged_into, p.version, p.created_at, p.updated_at`;

const mine = (tx: TenantTx): Statement => sql`p.organization_id = ${tx.organizationId} and p.deleted_at is null`;

export const selectPatient = (tx: TenantTx, id: string): Promise<PatientRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from patients p where ${mine(tx)} and p.id = ${id}`);

/** Held until the transaction ends, also against enrollments of the patient that are being made. */
export const lockPatient = (tx: TenantTx, id: string): Promise<PatientRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from patients p where ${mine(tx)} and p.id = ${id} for update`);

/** Two patients and those that were merged into the second one, locked in the one order in which many patients are. */
export const lockToMerge = (tx: TenantTx, id: string, duplicateId: string): Promise<PatientRow[]> =>
  tx.query(sql`
    select ${COLUMNS} from patients p where ${mine(tx)} and (p.id = any(${[id, duplicateId]}::text[]) or p.merged_into = ${duplicateId})
     order by p.id for update`);

/** What was merged into one patient is merged into another one now. */
export const mergeOnwards = (tx: TenantTx, from: string, to: string): Promise<unknown> =>
  changeRows(tx, "patients", sql`t.merged_into = ${from}`, { merged_into: to });

export const selectMergedInto = (tx: TenantTx, id: string): Promise<PatientRow[]> =>
  tx.query(sql`select ${COLUMNS} from patients p where ${mine(tx)} and p.merged_into = ${id} order by p.id`);

export const selectPatients = (tx: TenantTx, ids: readonly string[]): Promise<PatientRow[]> =>
  tx.query(sql`select ${COLUMNS} from patients p where ${mine(tx)} and p.id = any(${ids}::text[])`);

/** What a month of billing reads of a patient. */
export type BilledColumns = Pick<PatientRow,
  | "id" | "first_name" | "last_name" | "birth_date" | "sex" | "mrn" | "line1_sealed" | "line2_sealed" | "city" | "state" | "postal_code" | "country"
  | "coverages" | "alignments">;

export const selectBilled = (tx: TenantTx, ids: readonly string[]): Promise<BilledColumns[]> =>
  tx.query(sql`
    select p.id, p.first_name, p.last_name, p.birth_date, p.sex, p.mrn, p.line1_sealed, p.line2_sealed, p.city, p.state, p.postal_code, p.country,
           p.coverages, p.alignments
      from patients p where ${mine(tx)} and p.id = any(${ids}::text[])`);

export type PatientName = { id: string; firstName: string | null; lastName: string | null; mrn: string | null };

export const selectNames = (tx: TenantTx, ids: readonly string[]): Promise<PatientName[]> =>
  tx.query(sql`
    select p.id, p.first_name as "firstName", p.last_name as "lastName", p.mrn
      from patients p where ${mine(tx)} and p.id = any(${ids}::text[])`);

export const selectDiagnoses = (tx: TenantTx, ids: readonly string[]): Promise<Pick<PatientRow, "id" | "diagnoses">[]> =>
  tx.query(sql`select p.id, p.diagnoses from patients p where ${mine(tx)} and p.id = any(${ids}::text[])`);

// pg makes an array of PostgreSQL of a list; these columns take JSON.
const valueOf = (value: unknown): unknown => (Array.isArray(value) ? JSON.stringify(value) : value);

const stored = (columns: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, valueOf(value)]));

export const insertPatient = async (tx: TenantTx, id: string, columns: PatientColumns): Promise<void> => {
  const entries = Object.entries(columns);
  const names = sql.join(entries.map(([name]) => sql.id(name)), sql`, `);
  const values = sql.join(entries.map(([, value]) => sql`${valueOf(value)}`), sql`, `);
  await tx.query(sql`
    insert into patients (organization_id, id, ${names}, created_at, updated_at)
    values (${tx.organizationId}, ${id}, ${values}, ${tx.now}, ${tx.now})`);
};

/** Undefined where the row is not of this version any more. */
export const changePatient = (
  tx: TenantTx, { id, version }: Pick<PatientRow, "id" | "version">, columns: Partial<PatientColumns & Pick<PatientRow, "merged_into">>,
): Promise<PatientRow | undefined> =>
  changeRow(tx, "patients", { id }, stored(columns), sql`t.version = ${version} and t.deleted_at is null`);

/** Deleted or not, held. */
export const lockEvenDeleted = (tx: TenantTx, id: string): Promise<(PatientRow & { deleted_at: Date | null }) | undefined> =>
  tx.first(sql`select ${COLUMNS}, p.deleted_at from patients p where p.organization_id = ${tx.organizationId} and p.id = ${id} for update`);

/** Takes a patient out of sight, or brings one back. */
export const setDeleted = (
  tx: TenantTx, { id, version }: Pick<PatientRow, "id" | "version">, columns: Partial<PatientColumns> & { deleted_at: Date | null },
): Promise<PatientRow | undefined> => changeRow(tx, "patients", { id }, stored(columns), sql`t.version = ${version}`);

export type PatientKey = { kind: "WORD" | "EXTERNAL"; key: string };

/** Makes these the keys the patient is found by; what stays is not touched. */
export const setPatientKeys = async (tx: TenantTx, id: string, keys: readonly PatientKey[]): Promise<void> => {
  const kinds = keys.map(({ kind }) => kind);
  const texts = keys.map(({ key }) => key);
  await tx.query(sql`
    delete from patient_keys k where k.organization_id = ${tx.organizationId} and k.patient_id = ${id}
       and not exists (select 1 from unnest(${kinds}::text[], ${texts}::text[]) n (kind, key) where n.kind = k.kind and n.key = k.key)`);
  await tx.query(sql`
    insert into patient_keys (organization_id, patient_id, kind, key)
    select ${tx.organizationId}, ${id}, n.kind, n.key from unnest(${kinds}::text[], ${texts}::text[]) n (kind, key)
    on conflict do nothing`);
};

export type PatientFilter = {
  /** Folded beginnings, each of which a word of the patient must have; an empty list finds nobody. */
  words?: readonly string[];
  status?: readonly string[];
  updatedSince?: string;
  mrn?: string;
  /** `system|value`. */
  externalId?: string;
};

const LAST_CHARACTER = "\u{10ffff}";

// A range, for the index serves one under row-level security and does not serve `like`.
const hasWord = (tx: TenantTx, word: string): Statement => sql`exists (
  select 1 from patient_keys k where k.organization_id = ${tx.organizationId} and k.patient_id = p.id
     and k.kind = 'WORD' and k.key >= ${word} and k.key < ${word + LAST_CHARACTER})`;

const hasExternalId = (tx: TenantTx, key: string): Statement => sql`exists (
  select 1 from patient_keys k where k.organization_id = ${tx.organizationId} and k.patient_id = p.id
     and k.kind = 'EXTERNAL' and k.key = ${key})`;

const conditionsOf = (tx: TenantTx, { words, status, updatedSince, mrn, externalId }: PatientFilter): (Statement | undefined)[] => [
  mine(tx),
  words?.length === 0 ? sql`false` : undefined,
  ...(words ?? []).map((word) => hasWord(tx, word)),
  status === undefined ? undefined : sql`p.status = any(${status}::text[])`,
  updatedSince === undefined ? undefined : sql`p.updated_at >= ${updatedSince}::timestamptz`,
  mrn === undefined ? undefined : sql`p.mrn = ${mrn}`,
  externalId === undefined ? undefined : hasExternalId(tx, externalId),
];

export type PatientOrder = { column: "name_key" | "created_at" | "updated_at"; descending: boolean };

export const listPatients = (
  tx: TenantTx, filter: PatientFilter, { column, descending }: PatientOrder, after: readonly string[] | undefined, limit: number,
): Promise<PatientRow[]> => {
  const by = sql`p.${sql.id(column)}`;
  const direction = descending ? sql`desc` : sql`asc`;
  const place = after && sql`(${by}, p.id) ${descending ? sql`<` : sql`>`} (${after[0]}, ${after[1]})`;
  return tx.query(sql`
    select ${COLUMNS} from patients p where ${all([...conditionsOf(tx, filter), place])}
     order by ${by} ${direction}, p.id ${direction} limit ${limit}`);
};

export const countPatients = async (tx: TenantTx, filter: PatientFilter): Promise<number> =>
  (await tx.first<{ total: number }>(sql`select count(*)::integer as total from patients p where ${all(conditionsOf(tx, filter))}`))?.total ?? 0;

export const earlierPatients = (tx: TenantTx, ids: readonly string[]): AsyncGenerator<EarlierForm<PatientRow>[]> =>
  earlierForms(tx, "patients", sql`v.id = any(${ids}::text[])`, ["created_at", "updated_at"]);
