import type { components } from "@vitaledge/contract/schema";
import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate, Month } from "../../platform/civil.js";
import { firstDay, lastDay } from "../../platform/civil.js";
import type { Pause } from "./enrollment-dates.js";
import type { EnrollmentStatus, Program } from "./enrollments.policy.js";

type Schemas = components["schemas"];

/** What of a row a caller writes, all of it. */
export type EnrollmentColumns = {
  status: EnrollmentStatus;
  start_date: LocalDate;
  end_date: LocalDate | null;
  end_reason: string | null;
  pauses: Pause[];
  timezone: string;
  consent: Schemas["Consent"] | null;
  device_setup_date: LocalDate | null;
  ordering_practitioner_id: string | null;
  rendering_practitioner_id: string | null;
  supervising_practitioner_id: string | null;
  diagnoses: Schemas["Diagnosis"][];
  place_of_service: string;
  modifiers: string[];
  metric_definition_ids: string[];
  billing_facts: Schemas["BillingFacts"];
  warnings: Schemas["Warning"][];
};

export type EnrollmentRow = EnrollmentColumns & {
  id: string;
  patient_id: string;
  program: Program;
  changed_by: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
};

const COLUMNS = sql`id, patient_id, program, status, start_date, end_date, end_reason, pauses, timezone, consent,
  device_setup_date, ordering_practitioner_id, rendering_practitioner_id, supervising_practitioner_id, diagnoses,
  place_of_service, modifiers, metric_definition_ids, billing_facts, warnings, changed_by, version, created_at, updated_at`;

const JSON_COLUMNS = new Set(["pauses", "consent", "diagnoses", "modifiers", "metric_definition_ids", "billing_facts", "warnings"]);

// pg writes a list as an array of PostgreSQL, which jsonb does not take.
const stored = (columns: Partial<EnrollmentColumns>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).map(([name, value]) =>
    [name, JSON_COLUMNS.has(name) && value !== null ? JSON.stringify(value) : value]));

type NewEnrollment = { id: string; patientId: string; program: Program; columns: EnrollmentColumns };

export const insertEnrollment = (tx: TenantTx, { id, patientId, program, columns }: NewEnrollment): Promise<EnrollmentRow | undefined> => {
  const given = Object.entries({ ...stored(columns), changed_by: tx.actorId });
  return tx.first<EnrollmentRow>(sql`
    insert into enrollments (organization_id, id, patient_id, program, created_at, updated_at,
      ${sql.join(given.map(([name]) => sql.id(name)), sql`, `)})
    values (${tx.organizationId}, ${id}, ${patientId}, ${program}, ${tx.now}, ${tx.now},
      ${sql.join(given.map(([, value]) => sql`${value}`), sql`, `)})
    returning ${COLUMNS}`);
};

/** Undefined where the row is not of the version named any more. */
export const changeEnrollment = (tx: TenantTx, id: string, version: number, columns: Partial<EnrollmentColumns>): Promise<EnrollmentRow | undefined> =>
  changeRow<EnrollmentRow>(tx, "enrollments", { id }, { ...stored(columns), changed_by: tx.actorId }, sql`t.version = ${version}`);

export const selectEnrollment = (tx: TenantTx, id: string): Promise<EnrollmentRow | undefined> =>
  tx.first<EnrollmentRow>(sql`select ${COLUMNS} from enrollments where organization_id = ${tx.organizationId} and id = ${id}`);

export type EnrollmentFilter = { patientId?: string; program?: string; status?: readonly string[] };

const conditionOf = (tx: TenantTx, { patientId, program, status }: EnrollmentFilter): Statement =>
  all([
    sql`organization_id = ${tx.organizationId}`,
    patientId === undefined ? undefined : sql`patient_id = ${patientId}`,
    program === undefined ? undefined : sql`program = ${program}`,
    status === undefined ? undefined : sql`status = any(${status})`,
  ]);

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectEnrollments = (tx: TenantTx, filter: EnrollmentFilter, before: Statement, limit: number): Promise<EnrollmentRow[]> =>
  tx.query<EnrollmentRow>(sql`
    select ${COLUMNS} from enrollments where ${conditionOf(tx, filter)} and ${before}
     order by created_at desc, id desc limit ${limit + 1}`);

export const countEnrollments = async (tx: TenantTx, filter: EnrollmentFilter): Promise<number> =>
  (await tx.first<{ count: number }>(sql`select count(*)::integer as count from enrollments where ${conditionOf(tx, filter)}`))?.count ?? 0;

export const selectOfPatients = (tx: TenantTx, patientIds: readonly string[]): Promise<EnrollmentRow[]> =>
  tx.query<EnrollmentRow>(sql`
    select ${COLUMNS} from enrollments where organization_id = ${tx.organizationId} and patient_id = any(${patientIds})
     order by patient_id, id`);

/** What readings and other enrollments are held against. */
export type EnrollmentSketch = Pick<EnrollmentRow,
  "id" | "patient_id" | "program" | "status" | "start_date" | "end_date" | "pauses" | "timezone" | "metric_definition_ids">;

/** Joined, for hundreds of patients: a list of them that is only known when the plan is made would be gone through for each row. */
export const selectSketches = (tx: TenantTx, patientIds: readonly string[]): Promise<EnrollmentSketch[]> =>
  tx.query<EnrollmentSketch>(sql`
    select e.id, e.patient_id, e.program, e.status, e.start_date, e.end_date, e.pauses, e.timezone, e.metric_definition_ids
      from unnest(${patientIds}::text[]) p (id)
      join enrollments e on e.organization_id = ${tx.organizationId} and e.patient_id = p.id
     order by e.patient_id, e.id`);

/** What a month of billing reads of an enrollment. */
export type BilledEnrollment = Pick<EnrollmentRow,
  | "id" | "patient_id" | "program" | "timezone" | "start_date" | "end_date" | "pauses" | "consent" | "device_setup_date" | "diagnoses" | "billing_facts"
  | "ordering_practitioner_id" | "rendering_practitioner_id" | "supervising_practitioner_id" | "place_of_service" | "modifiers" | "updated_at">;

/** All of each patient's; of ten thousand, every column more is read and parsed ten thousand times. */
export const selectBilled = (tx: TenantTx, patientIds: readonly string[]): Promise<BilledEnrollment[]> =>
  tx.query<BilledEnrollment>(sql`
    select id, patient_id, program, timezone, start_date, end_date, pauses, consent, device_setup_date, diagnoses, billing_facts,
           ordering_practitioner_id, rendering_practitioner_id, supervising_practitioner_id, place_of_service, modifiers, updated_at
      from enrollments where organization_id = ${tx.organizationId} and patient_id = any(${patientIds}) order by patient_id, id`);

export const selectActive = (tx: TenantTx, after: string, limit: number): Promise<EnrollmentRow[]> =>
  tx.query<EnrollmentRow>(sql`
    select ${COLUMNS} from enrollments where organization_id = ${tx.organizationId} and status = 'ACTIVE' and id > ${after} order by id limit ${limit}`);

export const selectByIds = (tx: TenantTx, ids: readonly string[]): Promise<EnrollmentRow[]> =>
  tx.query<EnrollmentRow>(sql`select ${COLUMNS} from enrollments where organization_id = ${tx.organizationId} and id = any(${ids})`);

export const existsOpen = async (tx: TenantTx, patientId: string): Promise<boolean> =>
  (await tx.first(sql`
    select 1 from enrollments
     where organization_id = ${tx.organizationId} and patient_id = ${patientId} and status in ('PENDING', 'ACTIVE', 'PAUSED')
     limit 1`)) !== undefined;

type EnrolledRow = { program: Program; changes: number; changedAt: Date; patientIds: string[] };

/** Versions only grow: their sum tells one state of a program's enrollments from another. */
export const selectEnrolled = (tx: TenantTx): Promise<EnrolledRow[]> =>
  tx.query(sql`
    select program, sum(version)::integer as changes, max(updated_at) as "changedAt",
           coalesce(array_agg(distinct patient_id order by patient_id) filter (where status in ('PENDING', 'ACTIVE', 'PAUSED')), '{}') as "patientIds"
      from enrollments where organization_id = ${tx.organizationId} group by program`);

/** Patients with an enrollment that touches the month, in the order of their ids' bytes, from after one id on. */
export const selectPatientIdsOfMonth = async (tx: TenantTx, month: Month, after: string, limit: number): Promise<string[]> => {
  const rows = await tx.query<{ patient_id: string }>(sql`
    select patient_id from (
      select distinct patient_id collate "C" as patient_id from enrollments
       where organization_id = ${tx.organizationId} and start_date <= ${lastDay(month)}::date
         and (end_date is null or end_date >= ${firstDay(month)}::date)) p
     where patient_id > ${after} order by patient_id limit ${limit}`);
  return rows.map((row) => row.patient_id);
};

/** One form the enrollment had: columns as JSON, so instants are text. */
export type EnrollmentForm = { version: number; content: Omit<EnrollmentRow, "created_at" | "updated_at"> & { updated_at: string } };

/** The forms of an enrollment, the newest first, from before one version on. */
export const selectForms = (tx: TenantTx, id: string, before: number | undefined, limit: number): Promise<EnrollmentForm[]> =>
  tx.query<EnrollmentForm>(sql`
    select version, content from (
      select version, content from enrollments_versions where organization_id = ${tx.organizationId} and id = ${id}
      union all
      select version, to_jsonb(e) from enrollments e where organization_id = ${tx.organizationId} and id = ${id}) forms
     where version < ${before ?? 2_147_483_647} order by version desc limit ${limit}`);

/** Gives enrollments to a patient, each with the warnings it has among that patient's. */
export const moveRows = (tx: TenantTx, to: string, rows: readonly Pick<EnrollmentRow, "id" | "warnings">[]): Promise<unknown> =>
  tx.query(sql`
    with n as (select * from json_to_recordset(${JSON.stringify(rows)}::json) n (id text, warnings jsonb)),
    kept as (
      insert into enrollments_versions (organization_id, id, version, replaced_at, replaced_by, content)
      select e.organization_id, e.id, e.version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(e)
        from enrollments e join n on n.id = e.id where e.organization_id = ${tx.organizationId})
    update enrollments e set patient_id = ${to}, warnings = n.warnings, changed_by = ${tx.actorId}, version = e.version + 1, updated_at = ${tx.now}
      from n where e.organization_id = ${tx.organizationId} and e.id = n.id`);
