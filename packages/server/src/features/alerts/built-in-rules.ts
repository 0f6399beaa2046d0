import type { DefaultRule } from "../metric-definitions/catalogue.js";
import type { AlertRule, Severity } from "./alert-rule.js";
import { madeOnce } from "../../platform/made-once.js";
import { alertTitle } from "./alert-title.js";

/** A rule as it is shown, with its name and version. */
export type NamedRule = AlertRule & { name: string; version: number };

export type RuledMetric = { id: string; name: string; displayUnit: string; defaultRules: readonly DefaultRule[] };

/** What an organization may set of a built-in rule. */
export type Override = { id: string; severity: Severity; enabled: boolean; cooldownMinutes: number; version: number };

const MOST_NAME = 200;

/** The name of a rule that was given none. */
export const ruleName = (metric: { name: string; displayUnit: string }, condition: AlertRule["condition"]): string =>
  alertTitle(metric, condition).slice(0, MOST_NAME);

/** The rules a metric comes with. Their ids follow from the metric's and their place, so that they stay the same. */
export const builtInRulesOf = (metric: RuledMetric): readonly NamedRule[] => rulesOf(metric);

const rulesOf = madeOnce((metric: RuledMetric): readonly NamedRule[] =>
  metric.defaultRules.map(({ severity, ...condition }, index) => ({
    id: `rule_${metric.id.slice("metric_".length)}_${index + 1}`,
    name: ruleName(metric, condition),
    metricDefinitionId: metric.id,
    patientId: null,
    program: null,
    condition,
    severity,
    enabled: true,
    cooldownMinutes: 0,
    builtIn: true,
    version: 1,
  })));

export const applyOverrides = (rules: readonly NamedRule[], overrides: readonly Override[]): NamedRule[] => {
  const byId = new Map(overrides.map((override) => [override.id, override]));
  return rules.map((rule) => ({ ...rule, ...byId.get(rule.id) }));
};
