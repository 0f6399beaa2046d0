import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow, changeRows, earlierForms, type EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { Program } from "../enrollments/enrollments.policy.js";
import type { Condition, Severity } from "./alert-rule.js";

/** A row of `alert_rules`: an organization's or patient's rule, or what an organization has set of a built-in one. */
export type RuleRow = {
  id: string;
  name: string;
  metric_definition_id: string;
  patient_id: string | null;
  program: Program | null;
  condition: Condition;
  severity: Severity;
  enabled: boolean;
  cooldown_minutes: number;
  built_in: boolean;
  version: number;
  created_at: Date;
};

export type RuleColumns = Omit<RuleRow, "id" | "version" | "created_at" | "built_in">;

const COLUMNS = sql`r.id, r.name, r.metric_definition_id, r.patient_id, r.program, r.condition, r.severity, r.enabled,
  r.cooldown_minutes, r.built_in, r.version, r.created_at`;

/** All that is on record for these metrics: of the organization, of these patients, and of built-in rules. */
export const selectRulesFor = (tx: TenantTx, metricIds: readonly string[], patientIds: readonly string[]): Promise<RuleRow[]> =>
  tx.query(sql`
    select ${COLUMNS} from alert_rules r
     where r.organization_id = ${tx.organizationId} and r.metric_definition_id = any(${metricIds}::text[])
       and (r.patient_id is null or r.patient_id = any(${patientIds}::text[]))`);

export type RuleFilter = {
  metricDefinitionId?: string | undefined;
  patientId?: string | undefined;
  program?: string | undefined;
  enabled?: boolean | undefined;
};

const ownConditions = (tx: TenantTx, filter: RuleFilter): Statement => all([
  sql`r.organization_id = ${tx.organizationId}`,
  sql`not r.built_in`,
  filter.metricDefinitionId === undefined ? undefined : sql`r.metric_definition_id = ${filter.metricDefinitionId}`,
  filter.patientId === undefined ? undefined : sql`r.patient_id = ${filter.patientId}`,
  filter.program === undefined ? undefined : sql`r.program = ${filter.program}`,
  filter.enabled === undefined ? undefined : sql`r.enabled = ${filter.enabled}`,
]);

export type RulePlace = { createdAt: string; id: string };

/** Newest first. */
export const selectOwnRules = (
  tx: TenantTx, filter: RuleFilter, after: RulePlace | undefined, limit: number,
): Promise<RuleRow[]> => {
  const place = after ? sql`(r.created_at, r.id) < (${after.createdAt}::timestamptz, ${after.id})` : sql`true`;
  return tx.query(sql`
    select ${COLUMNS} from alert_rules r where ${ownConditions(tx, filter)} and ${place}
     order by r.created_at desc, r.id desc limit ${limit}`);
};

export const countOwnRules = async (tx: TenantTx, filter: RuleFilter): Promise<number> =>
  (await tx.first<{ total: number }>(sql`select count(*)::integer as total from alert_rules r where ${ownConditions(tx, filter)}`))?.total ?? 0;

export const selectOverrides = (tx: TenantTx): Promise<RuleRow[]> =>
  tx.query(sql`select ${COLUMNS} from alert_rules r where r.organization_id = ${tx.organizationId} and r.built_in`);

export const selectRule = (tx: TenantTx, id: string): Promise<RuleRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from alert_rules r where r.organization_id = ${tx.organizationId} and r.id = ${id}`);

export const lockRule = (tx: TenantTx, id: string): Promise<RuleRow | undefined> =>
  tx.first(sql`select ${COLUMNS} from alert_rules r where r.organization_id = ${tx.organizationId} and r.id = ${id} for update`);

type NewRule = RuleColumns & { id: string; built_in: boolean; version: number };

/** Undefined where the row of a built-in rule was made by somebody else at this moment. */
export const insertRule = (tx: TenantTx, rule: NewRule): Promise<RuleRow | undefined> => tx.first(sql`
  insert into alert_rules as r (organization_id, id, name, metric_definition_id, patient_id, program, condition, severity, enabled,
    cooldown_minutes, built_in, version, created_at, updated_at)
  values (${tx.organizationId}, ${rule.id}, ${rule.name}, ${rule.metric_definition_id}, ${rule.patient_id}, ${rule.program},
    ${rule.condition}, ${rule.severity}, ${rule.enabled}, ${rule.cooldown_minutes}, ${rule.built_in}, ${rule.version}, ${tx.now}, ${tx.now})
  on conflict (organization_id, id) do nothing
  returning ${COLUMNS}`);

export const changeRule = (tx: TenantTx, id: string, columns: Partial<RuleColumns>): Promise<RuleRow | undefined> =>
  changeRow<RuleRow>(tx, "alert_rules", { id }, columns);

/** The row goes; its last form stays in the archive. */
export const deleteRuleRow = async (tx: TenantTx, id: string): Promise<boolean> => {
  const rows = await tx.query(sql`
    with gone as (
      delete from alert_rules r where r.organization_id = ${tx.organizationId} and r.id = ${id} returning r.*)
    insert into alert_rules_versions (organization_id, id, version, replaced_at, replaced_by, content)
    select organization_id, id, version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(gone) from gone
    returning id`);
  return rows.length > 0;
};

/** What rules of a patient were, those that were deleted too. */
export const earlierRulesOf = (tx: TenantTx, patientId: string): AsyncGenerator<EarlierForm<RuleRow>[]> =>
  earlierForms(tx, "alert_rules", sql`v.content ->> 'patient_id' = ${patientId}`, ["created_at"]);

export const moveRules = (tx: TenantTx, from: string, to: string): Promise<unknown> =>
  changeRows(tx, "alert_rules", sql`t.patient_id = ${from}`, { patient_id: to });
