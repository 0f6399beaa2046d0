import { sql, type Statement } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { AlertType, Direction, Severity } from "./alert-rule.js";
import type { AlertState } from "./fold-breaches.js";

/** What there is at most one unresolved alert of. */
export type AlertKey = { patientId: string; metricDefinitionId: string; type: AlertType; direction: Direction };

const keysTable = (keys: readonly AlertKey[]): Statement => sql`
  unnest(${keys.map((key) => key.patientId)}::text[], ${keys.map((key) => key.metricDefinitionId)}::text[],
         ${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.direction)}::text[])
    k ("patientId", "metricDefinitionId", type, direction)`;

const OF_KEY = sql`a.patient_id = k."patientId" and a.metric_definition_id = k."metricDefinitionId" and a.type = k.type
  and a.direction = k.direction`;

export type StandingRow = AlertKey & { open: boolean; severity: Severity | null; resolvedAt: Date | null };

/** Of each key, whether there is an unresolved alert, and the one resolved last. */
export const selectStanding = (tx: TenantTx, keys: readonly AlertKey[]): Promise<StandingRow[]> =>
  tx.query(sql`
    select k."patientId", k."metricDefinitionId", k.type, k.direction, r.severity, r.resolved_at as "resolvedAt",
           exists (select 1 from alerts a where a.organization_id = ${tx.organizationId} and ${OF_KEY} and a.status <> 'RESOLVED') as open
      from ${keysTable(keys)}
      left join lateral (
        select a.severity, a.resolved_at from alerts a
         where a.organization_id = ${tx.organizationId} and ${OF_KEY} and a.status = 'RESOLVED'
         order by a.resolved_at desc limit 1) r on true`);

export type RankedState = AlertState & { severityRank: number; triageRank: number };
export type NewAlert = AlertKey & RankedState & { id: string; category: "PHYSIOLOGICAL" | "ADHERENCE" };

const STATE = sql`"ruleId" text, severity text, "severityRank" smallint, status text, title text, "enrollmentId" text, "observationId" text,
  "observationRecordedAt" timestamptz, value numeric, unit text, occurrences integer, "firstTriggeredAt" timestamptz,
  "lastTriggeredAt" timestamptz, "snoozedUntil" timestamptz, "triageRank" double precision`;

/**
 * Inserts what is not there, and locks the unresolved alert where there is one: all in one order, so that two processes
 * never wait for each other crosswise. Answers the ids of those inserted.
 */
export const insertOrLock = async (tx: TenantTx, alerts: readonly NewAlert[]): Promise<Set<string>> => {
  const rows = await tx.query<{ id: string }>(sql`
    insert into alerts (organization_id, id, patient_id, enrollment_id, observation_id, observation_recorded_at, rule_id, type,
      direction, category, severity, severity_rank, status, title, metric_definition_id, value, unit, occurrences,
      first_triggered_at, last_triggered_at, triage_rank, created_at, updated_at)
    select ${tx.organizationId}, n.id, n."patientId", n."enrollmentId", n."observationId", n."observationRecordedAt", n."ruleId", n.type,
      n.direction, n.category, n.severity, n."severityRank", n.status, n.title, n."metricDefinitionId", n.value, n.unit, n.occurrences,
      n."firstTriggeredAt", n."lastTriggeredAt", n."triageRank", ${tx.now}, ${tx.now}
    from json_to_recordset(${JSON.stringify(alerts)}::json) n (
      id text, "patientId" text, "metricDefinitionId" text, type text, direction text, category text, ${STATE})
    order by n."patientId", n."metricDefinitionId", n.type, n.direction
    on conflict (organization_id, patient_id, metric_definition_id, type, direction) where status <> 'RESOLVED'
      do update set version = alerts.version where false
    returning id`);
  return new Set(rows.map((row) => row.id));
};

export type UnresolvedRow = AlertKey & AlertState & { id: string };

/** The unresolved alerts of keys that this transaction holds locked. */
export const selectUnresolved = (tx: TenantTx, keys: readonly AlertKey[]): Promise<UnresolvedRow[]> =>
  tx.query(sql`
    select k."patientId", k."metricDefinitionId", k.type, k.direction, a.id, a.rule_id as "ruleId", a.severity, a.status, a.title,
           a.enrollment_id as "enrollmentId", a.observation_id as "observationId", a.observation_recorded_at as "observationRecordedAt",
           a.value, a.unit, a.occurrences, a.first_triggered_at as "firstTriggeredAt", a.last_triggered_at as "lastTriggeredAt",
           a.snoozed_until as "snoozedUntil"
      from ${keysTable(keys)}
      join alerts a on a.organization_id = ${tx.organizationId} and ${OF_KEY} and a.status <> 'RESOLVED'`);

/** Writes what further breaches made of alerts, and archives what they were. */
export const updateRaised = async (tx: TenantTx, alerts: readonly (RankedState & { id: string })[]): Promise<void> => {
  await tx.query(sql`
    with n as (select * from json_to_recordset(${JSON.stringify(alerts)}::json) n (id text, ${STATE})),
    kept as (
      insert into alerts_versions (organization_id, id, version, replaced_at, replaced_by, content)
      select a.organization_id, a.id, a.version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(a)
        from alerts a join n on n.id = a.id where a.organization_id = ${tx.organizationId})
    update alerts a
       set rule_id = n."ruleId", severity = n.severity, severity_rank = n."severityRank", status = n.status, title = n.title,
           enrollment_id = n."enrollmentId", observation_id = n."observationId", observation_recorded_at = n."observationRecordedAt",
           value = n.value, unit = n.unit, occurrences = n.occurrences, first_triggered_at = n."firstTriggeredAt",
           last_triggered_at = n."lastTriggeredAt", snoozed_until = n."snoozedUntil", triage_rank = n."triageRank",
           opened_at = case when n.status = 'OPEN' and (a.status <> 'OPEN' or a.severity <> n.severity) then ${tx.now} else a.opened_at end,
           unacknowledged_at = case when n.status = 'OPEN' and (a.status <> 'OPEN' or a.severity <> n.severity) then null else a.unacknowledged_at end,
           version = a.version + 1, updated_at = ${tx.now}
      from n where a.organization_id = ${tx.organizationId} and a.id = n.id`);
};
