import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow, changeRows, earlierForms, type EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { AlertType, Direction, Severity } from "./alert-rule.js";
import type { AlertStatus } from "./alerts.policy.js";

export type Outcome = "CONTACTED_PATIENT" | "MEDICATION_CHANGED" | "SENT_TO_ED" | "FALSE_POSITIVE" | "NO_ACTION" | "OTHER";

/** A row of `alerts`. The value is decimal text. */
export type AlertRow = {
  id: string;
  patient_id: string;
  enrollment_id: string | null;
  observation_id: string | null;
  observation_recorded_at: Date | null;
  rule_id: string;
  type: AlertType;
  direction: Direction;
  category: "PHYSIOLOGICAL" | "ADHERENCE";
  severity: Severity;
  severity_rank: number;
  status: AlertStatus;
  title: string;
  metric_definition_id: string;
  value: string | null;
  unit: string | null;
  occurrences: number;
  first_triggered_at: Date;
  last_triggered_at: Date;
  assignee_id: string | null;
  escalated: boolean;
  snoozed_until: Date | null;
  outcome: Outcome | null;
  note_sealed: string | null;
  resolved_by: string | null;
  resolved_at: Date | null;
  triage_rank: number;
  version: number;
};

export const ALERT_COLUMNS = sql`a.id, a.patient_id, a.enrollment_id, a.observation_id, a.observation_recorded_at, a.rule_id, a.type,
  a.direction, a.category, a.severity, a.severity_rank, a.status, a.title, a.metric_definition_id, a.value, a.unit, a.occurrences,
  a.first_triggered_at, a.last_triggered_at, a.assignee_id, a.escalated, a.snoozed_until, a.outcome, a.note_sealed,
  a.resolved_by, a.resolved_at, a.triage_rank, a.version`;

/** The order in which every writer locks alerts: two that lock many never wait for each other crosswise. */
export const LOCK_ORDER = sql`a.patient_id, a.metric_definition_id, a.type, a.direction, a.id`;

export type AlertFilter = {
  status?: readonly AlertStatus[] | undefined;
  severity?: readonly Severity[] | undefined;
  category?: string | undefined;
  patientId?: string | undefined;
  assigneeId?: string | undefined;
  metricDefinitionId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export const alertConditions = (tx: TenantTx, filter: AlertFilter): Statement => all([
  sql`a.organization_id = ${tx.organizationId}`,
  filter.status === undefined ? undefined : sql`a.status = any(${filter.status}::text[])`,
  filter.severity === undefined ? undefined : sql`a.severity = any(${filter.severity}::text[])`,
  filter.category === undefined ? undefined : sql`a.category = ${filter.category}`,
  filter.patientId === undefined ? undefined : sql`a.patient_id = ${filter.patientId}`,
  filter.assigneeId === undefined ? undefined : sql`a.assignee_id = ${filter.assigneeId}`,
  filter.metricDefinitionId === undefined ? undefined : sql`a.metric_definition_id = ${filter.metricDefinitionId}`,
  filter.from === undefined ? undefined : sql`a.last_triggered_at >= ${filter.from}::timestamptz`,
  filter.to === undefined ? undefined : sql`a.last_triggered_at <= ${filter.to}::timestamptz`,
]);

export type AlertPlace = { lastTriggeredAt: string; id: string };

export const selectAlerts = (tx: TenantTx, filter: AlertFilter, after: AlertPlace | undefined, limit: number): Promise<AlertRow[]> => {
  const place = after ? sql`(a.last_triggered_at, a.id) < (${after.lastTriggeredAt}::timestamptz, ${after.id})` : sql`true`;
  return tx.query(sql`
    select ${ALERT_COLUMNS} from alerts a where ${alertConditions(tx, filter)} and ${place}
     order by a.last_triggered_at desc, a.id desc limit ${limit}`);
};

export const countAlerts = async (tx: TenantTx, filter: AlertFilter): Promise<number> =>
  (await tx.first<{ total: number }>(sql`select count(*)::integer as total from alerts a where ${alertConditions(tx, filter)}`))?.total ?? 0;

export const selectAlert = (tx: TenantTx, id: string): Promise<AlertRow | undefined> =>
  tx.first(sql`select ${ALERT_COLUMNS} from alerts a where a.organization_id = ${tx.organizationId} and a.id = ${id}`);

export type Resolution = { outcome: Outcome; resolved_by: string; resolved_at: Date };

const resolvedColumns = (resolution: Resolution) => ({ status: "RESOLVED", snoozed_until: null, ...resolution });

/** Undefined where there is no such alert, or somebody resolved it before. */
export const resolveUnresolved = (tx: TenantTx, id: string, resolution: Resolution, noteSealed: string | null): Promise<AlertRow | undefined> =>
  changeRow(tx, "alerts", { id }, { ...resolvedColumns(resolution), note_sealed: noteSealed }, sql`t.status <> 'RESOLVED'`);

export const lockAlerts = (tx: TenantTx, ids: readonly string[]): Promise<AlertRow[]> =>
  tx.query(sql`
    select ${ALERT_COLUMNS} from alerts a where a.organization_id = ${tx.organizationId} and a.id = any(${ids}::text[])
     order by ${LOCK_ORDER} for update`);

export type ResolveFilter = Pick<AlertFilter, "patientId" | "severity" | "metricDefinitionId" | "from" | "to">;

const unresolved = (tx: TenantTx, filter: ResolveFilter): Statement => sql`${alertConditions(tx, filter)} and a.status <> 'RESOLVED'`;

/** The oldest unresolved alerts that a filter finds, locked. */
export const lockUnresolved = (tx: TenantTx, filter: ResolveFilter, most: number): Promise<AlertRow[]> =>
  tx.query(sql`
    select ${ALERT_COLUMNS} from alerts a
     where ${unresolved(tx, filter)}
       and a.id in (select a.id from alerts a where ${unresolved(tx, filter)} order by a.last_triggered_at, a.id limit ${most})
     order by ${LOCK_ORDER} for update`);

export const countUnresolved = async (tx: TenantTx, filter: ResolveFilter): Promise<number> =>
  (await tx.first<{ total: number }>(sql`select count(*)::integer as total from alerts a where ${unresolved(tx, filter)}`))?.total ?? 0;

/** Each alert with the sealed note it is to have. */
export type AlertNote = { id: string; noteSealed: string | null };

/** Changes locked alerts alike, but for their notes, and archives what they were: one statement. */
export const changeAlerts = async (tx: TenantTx, notes: readonly AlertNote[], set: Record<string, unknown>): Promise<void> => {
  const sets = Object.entries(set).map(([column, value]) => sql`${sql.id(column)} = ${value}`);
  await tx.query(sql`
    with n as (
      select * from unnest(${notes.map((note) => note.id)}::text[], ${notes.map((note) => note.noteSealed)}::text[]) n (id, note_sealed)),
    kept as (
      insert into alerts_versions (organization_id, id, version, replaced_at, replaced_by, content)
      select a.organization_id, a.id, a.version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(a)
        from alerts a join n on n.id = a.id where a.organization_id = ${tx.organizationId})
    update alerts a
       set ${sql.join([...sets, sql`note_sealed = n.note_sealed`, sql`version = a.version + 1`, sql`updated_at = ${tx.now}`], sql`, `)}
      from n where a.organization_id = ${tx.organizationId} and a.id = n.id`);
};

export const resolveLocked = (tx: TenantTx, notes: readonly AlertNote[], resolution: Resolution): Promise<void> =>
  changeAlerts(tx, notes, resolvedColumns(resolution));

export const earlierAlerts = (tx: TenantTx, ids: readonly string[]): AsyncGenerator<EarlierForm<AlertRow>[]> =>
  earlierForms(tx, "alerts", sql`v.id = any(${ids}::text[])`,
    ["observation_recorded_at", "first_triggered_at", "last_triggered_at", "snoozed_until", "resolved_at"]);

/** All alerts of one patient and the unresolved ones of another, locked. */
export const lockToMove = (tx: TenantTx, from: string, to: string): Promise<AlertRow[]> =>
  tx.query(sql`
    select ${ALERT_COLUMNS} from alerts a
     where a.organization_id = ${tx.organizationId} and (a.patient_id = ${from} or (a.patient_id = ${to} and a.status <> 'RESOLVED'))
     order by ${LOCK_ORDER} for update`);

export const moveRows = (tx: TenantTx, from: string, to: string): Promise<unknown> =>
  changeRows(tx, "alerts", sql`t.patient_id = ${from}`, { patient_id: to });
