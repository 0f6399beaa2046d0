import type { components } from "@vitaledge/contract/schema";
import { schemas } from "@vitaledge/contract/validators";
import type { EarlierForm } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { expectValid } from "../../http/validate.js";
import { allMetrics, metricsByIds, type Metric } from "../metric-definitions/metric-definitions.service.js";
import { mergePatch } from "../organizations/merge-patch.js";
import { existingPatients } from "../patients/patients.service.js";
import type { Condition } from "./alert-rule.js";
import { changeRule, countOwnRules, deleteRuleRow, earlierRulesOf, insertRule, lockRule, selectOverrides, selectOwnRules, selectRule, type RuleColumns, type RuleRow } from "./alert-rules.sql.js";
import { applyOverrides, builtInRulesOf, ruleName, type NamedRule, type Override } from "./built-in-rules.js";
import { ruleMatches, rulePage, startOfRules, type RuleListQuery, type RulePage } from "./rule-pages.js";

type Input = components["schemas"]["AlertRuleInput"];
type Patch = components["schemas"]["AlertRulePatch"];

const missing = (): never => fail("alert_rule_not_found", { detail: "There is no such alert rule." });

/** What rules of a patient were, those that were deleted too. */
export async function* earlierRules(tx: TenantTx, patientId: string): AsyncGenerator<EarlierForm<NamedRule>[]> {
  for await (const forms of earlierRulesOf(tx, patientId)) yield forms.map((form) => ({ ...form, row: ruleOf(form.row) }));
}

export const ruleOf = (row: RuleRow): NamedRule => ({
  id: row.id,
  name: row.name,
  metricDefinitionId: row.metric_definition_id,
  patientId: row.patient_id,
  program: row.program,
  condition: row.condition,
  severity: row.severity,
  enabled: row.enabled,
  cooldownMinutes: row.cooldown_minutes,
  builtIn: row.built_in,
  version: row.version,
});

export const overrideOf = (row: RuleRow): Override =>
  ({ id: row.id, severity: row.severity, enabled: row.enabled, cooldownMinutes: row.cooldown_minutes, version: row.version });

/** The organization's own rules, newest first, and after them the built-in ones by id. */
export const findRules = async (tx: TenantTx, query: RuleListQuery): Promise<RulePage> => {
  const start = startOfRules(query);
  const own = start.own ? await selectOwnRules(tx, query, start.own.after, start.limit + 1) : [];
  const builtIn = applyOverrides((await allMetrics(tx)).flatMap(builtInRulesOf), (await selectOverrides(tx)).map(overrideOf))
    .filter((rule) => ruleMatches(rule, query));
  const page = rulePage(own, builtIn, start);
  const rows = page.rows.map((entry) => ("rule" in entry ? entry.rule : ruleOf(entry.row)));
  const total = query.includeTotal ? builtIn.length + (await countOwnRules(tx, query)) : undefined;
  return { rows, nextCursor: page.nextCursor, total };
};

const findBuiltIn = async (tx: TenantTx, id: string): Promise<NamedRule | undefined> =>
  (await allMetrics(tx)).flatMap(builtInRulesOf).find((rule) => rule.id === id);

export const getRule = async (tx: TenantTx, id: string): Promise<NamedRule> => {
  const row = await selectRule(tx, id);
  if (row && !row.built_in) return ruleOf(row);
  const rule = (await findBuiltIn(tx, id)) ?? missing();
  return row ? { ...rule, ...overrideOf(row) } : rule;
};

const expectMetric = async (tx: TenantTx, id: string): Promise<Metric> =>
  (await metricsByIds(tx, [id])).get(id) ?? fail("metric_definition_not_found", { detail: "There is no such metric definition." });

const expectPatient = async (tx: TenantTx, id: string): Promise<void> => {
  if (!(await existingPatients(tx, [id])).has(id)) fail("patient_not_found", { detail: "There is no such patient." });
};

/** With what a threshold means where it does not say so. */
const complete = (condition: Condition): Condition =>
  condition.type === "threshold" ? { ...condition, consecutive: condition.consecutive ?? 1 } : condition;

export const createRule = async (tx: TenantTx, input: Input): Promise<NamedRule> => {
  const metric = await expectMetric(tx, input.metricDefinitionId);
  if (input.patientId !== undefined) await expectPatient(tx, input.patientId);
  const condition = complete(input.condition);
  const row = await insertRule(tx, {
    id: tx.newId("rule"),
    name: input.name ?? ruleName(metric, condition),
    metric_definition_id: metric.id,
    patient_id: input.patientId ?? null,
    program: input.program ?? null,
    condition,
    severity: input.severity,
    enabled: input.enabled ?? true,
    cooldown_minutes: input.cooldownMinutes ?? 0,
    built_in: false,
    version: 1,
  });
  return ruleOf(row ?? missing());
};

export const updateRule = async (tx: TenantTx, id: string, patch: Patch, ifMatch: number | undefined): Promise<NamedRule> => {
  const row = await lockRule(tx, id);
  if (!row || row.built_in) return updateBuiltIn(tx, (await findBuiltIn(tx, id)) ?? missing(), row, patch, ifMatch);
  expectVersion(row.version, ifMatch);
  return ruleOf((await changeRule(tx, id, await patched(tx, row, patch))) ?? missing());
};

/** The columns that a merge patch leaves. A name that was made of metric and condition follows them. */
const patched = async (tx: TenantTx, row: RuleRow, patch: Patch): Promise<RuleColumns> => {
  const metric = await expectMetric(tx, patch.metricDefinitionId ?? row.metric_definition_id);
  if (patch.patientId) await expectPatient(tx, patch.patientId);
  const condition = patch.condition ? patchedCondition(row.condition, patch.condition) : row.condition;
  const before = metric.id === row.metric_definition_id ? metric : (await metricsByIds(tx, [row.metric_definition_id])).get(row.metric_definition_id);
  const wasNamed = !before || row.name !== ruleName(before, row.condition);
  const name = patch.name === undefined && wasNamed ? row.name : patch.name;
  return {
    name: name ?? ruleName(metric, condition),
    metric_definition_id: metric.id,
    patient_id: patch.patientId === undefined ? row.patient_id : patch.patientId,
    program: patch.program === undefined ? row.program : patch.program,
    condition,
    severity: patch.severity ?? row.severity,
    ...switches(row, patch),
  };
};

const patchedCondition = (condition: Condition, patch: NonNullable<Patch["condition"]>): Condition => {
  const merged = mergePatch(condition, patch);
  expectValid(schemas.AlertCondition, merged, "/condition");
  return complete(merged as Condition);
};

type Switches = { enabled: boolean; cooldown_minutes: number };

/** `null` takes back what was set. */
const switches = (now: Switches, patch: Patch): Switches => ({
  enabled: patch.enabled === undefined ? now.enabled : patch.enabled ?? true,
  cooldown_minutes: patch.cooldownMinutes === undefined ? now.cooldown_minutes : patch.cooldownMinutes ?? 0,
});

const CHANGEABLE = ["enabled", "severity", "cooldownMinutes"];

const updateBuiltIn = async (
  tx: TenantTx, rule: NamedRule, row: RuleRow | undefined, patch: Patch, ifMatch: number | undefined,
): Promise<NamedRule> => {
  expectVersion(row?.version ?? rule.version, ifMatch);
  if (Object.keys(patch).some((name) => !CHANGEABLE.includes(name))) {
    fail("built_in_resource", { detail: `Of a built-in rule only ${CHANGEABLE.join(", ")} can be changed. Create a rule of your own instead: it replaces the built-in one.` });
  }
  const now = row ?? { enabled: rule.enabled, cooldown_minutes: rule.cooldownMinutes, severity: rule.severity };
  const set = { severity: patch.severity ?? now.severity, ...switches(now, patch) };
  const changed = row ? await changeRule(tx, rule.id, set) : await insertRule(tx, {
    id: rule.id,
    name: rule.name,
    metric_definition_id: rule.metricDefinitionId,
    patient_id: null,
    program: null,
    condition: rule.condition,
    ...set,
    built_in: true,
    version: rule.version + 1,
  });
  if (changed) return { ...rule, ...overrideOf(changed) };
  // Somebody else changed the rule for the first time at this moment: their row is there now.
  return updateBuiltIn(tx, rule, (await lockRule(tx, rule.id)) ?? missing(), patch, ifMatch);
};

export const deleteRule = async (tx: TenantTx, id: string, ifMatch: number | undefined): Promise<void> => {
  const row = await lockRule(tx, id);
  if (!row || row.built_in) {
    if (!row && !(await findBuiltIn(tx, id))) missing();
    return fail("built_in_resource", { detail: "A built-in rule cannot be deleted. Set `enabled` to false instead." });
  }
  expectVersion(row.version, ifMatch);
  await deleteRuleRow(tx, id);
};
