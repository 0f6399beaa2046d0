import type { components } from "@vitaledge/contract/schema";
import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow, changeRows, earlierForms, type EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";

type TimeEntry = components["schemas"]["TimeEntry"];

export type TimeEntryColumns = {
  patient_id: string;
  enrollment_id: string;
  started_at: Date;
  /** Null while the timer runs. */
  duration_seconds: number | null;
  activity: TimeEntry["activity"];
  interactive: boolean;
  staff_role: TimeEntry["staffRole"];
  performed_by_user_id: string | null;
  performed_by_practitioner_id: string | null;
  performed_by_name: string | null;
  supervised_by: string | null;
  note_sealed: string | null;
  alert_id: string | null;
  status: TimeEntry["status"];
};

export type TimeEntryRow = TimeEntryColumns & { id: string; version: number; created_at: Date; updated_at: Date };

const COLUMNS = sql`id, patient_id, enrollment_id, started_at, duration_seconds, activity, interactive, staff_role,
  performed_by_user_id, performed_by_practitioner_id, performed_by_name, supervised_by, note_sealed, alert_id, status, version,
  created_at, updated_at`;

export const insertTimeEntry = (tx: TenantTx, id: string, columns: TimeEntryColumns): Promise<TimeEntryRow | undefined> => {
  const given = Object.entries(columns);
  return tx.first<TimeEntryRow>(sql`
    insert into time_entries (organization_id, id, created_at, updated_at, ${sql.join(given.map(([name]) => sql.id(name)), sql`, `)})
    values (${tx.organizationId}, ${id}, ${tx.now}, ${tx.now}, ${sql.join(given.map(([, value]) => sql`${value}`), sql`, `)})
    returning ${COLUMNS}`);
};

export const selectTimeEntry = (tx: TenantTx, id: string): Promise<TimeEntryRow | undefined> =>
  tx.first<TimeEntryRow>(sql`select ${COLUMNS} from time_entries where organization_id = ${tx.organizationId} and id = ${id}`);

const running = (tx: TenantTx, userId: string) => sql`
  select ${COLUMNS} from time_entries where organization_id = ${tx.organizationId} and performed_by_user_id = ${userId} and status = 'RUNNING'`;

export const selectRunning = (tx: TenantTx, userId: string): Promise<TimeEntryRow | undefined> => tx.first<TimeEntryRow>(running(tx, userId));

/** The user's running timer, locked: two stops at once are one. */
export const lockRunning = (tx: TenantTx, userId: string): Promise<TimeEntryRow | undefined> =>
  tx.first<TimeEntryRow>(sql`${running(tx, userId)} for update`);

type Change = Partial<TimeEntryColumns> & { void_reason_sealed?: string | null };

/** Undefined where the entry is VOIDED by now. */
export const changeTimeEntry = (tx: TenantTx, id: string, set: Change): Promise<TimeEntryRow | undefined> =>
  changeRow<TimeEntryRow>(tx, "time_entries", { id }, set, sql`t.status <> 'VOIDED'`);

export type TimeEntryFilter = {
  enrollmentId?: string;
  patientId?: string;
  alertId?: string;
  status?: readonly string[];
  from?: string;
  to?: string;
};

const conditionOf = (tx: TenantTx, { enrollmentId, patientId, alertId, status, from, to }: TimeEntryFilter): Statement =>
  all([
    sql`organization_id = ${tx.organizationId}`,
    enrollmentId === undefined ? undefined : sql`enrollment_id = ${enrollmentId}`,
    patientId === undefined ? undefined : sql`patient_id = ${patientId}`,
    alertId === undefined ? undefined : sql`alert_id = ${alertId}`,
    status === undefined ? undefined : sql`status = any(${status})`,
    from === undefined ? undefined : sql`started_at >= ${from}::timestamptz`,
    to === undefined ? undefined : sql`started_at <= ${to}::timestamptz`,
  ]);

/** Newest first by their start. */
export const selectTimeEntries = (
  tx: TenantTx, filter: TimeEntryFilter, after: readonly string[] | undefined, limit: number,
): Promise<TimeEntryRow[]> => {
  const place = after ? sql`(started_at, id) < (${after[0]}::timestamptz, ${after[1]})` : sql`true`;
  return tx.query<TimeEntryRow>(sql`
    select ${COLUMNS} from time_entries where ${conditionOf(tx, filter)} and ${place}
     order by started_at desc, id desc limit ${limit}`);
};

export const countTimeEntries = async (tx: TenantTx, filter: TimeEntryFilter): Promise<number> =>
  (await tx.first<{ count: number }>(sql`select count(*)::integer as count from time_entries where ${conditionOf(tx, filter)}`))?.count ?? 0;

/** FINAL entries of patients that began in a span, `to` excluded; null is open. */
export const selectFinalBetween = (tx: TenantTx, patientIds: readonly string[], from: Date | null, to: Date | null): Promise<TimeEntryRow[]> =>
  tx.query<TimeEntryRow>(sql`
    select ${COLUMNS} from time_entries
     where organization_id = ${tx.organizationId} and patient_id = any(${patientIds}) and status = 'FINAL'
       and started_at >= ${from ?? "-infinity"}::timestamptz and started_at < ${to ?? "infinity"}::timestamptz`);

export const earlierTimeEntries = (tx: TenantTx, ids: readonly string[]): AsyncGenerator<EarlierForm<TimeEntryRow>[]> =>
  earlierForms(tx, "time_entries", sql`v.id = any(${ids}::text[])`, ["started_at", "created_at", "updated_at"]);

export const moveRows = (tx: TenantTx, from: string, to: string): Promise<unknown> =>
  changeRows(tx, "time_entries", sql`t.patient_id = ${from}`, { patient_id: to });
