import type { TenantTx } from "../../../db/with-tenant.js";
import { chooseRules, directionOf, type AlertRule } from "../../alerts/alert-rule.js";
import { rulesFor } from "../../alerts/alerts.service.js";
import { isActiveAt } from "../../enrollments/enrollment-dates.js";
import { enrollmentsOfPatients, type EnrollmentOnRecord } from "../../enrollments/enrollments.service.js";
import { BUILT_IN_METRICS, builtInMetric } from "../../metric-definitions/catalogue.js";
import type { ObservationRow } from "../../observations/observations.service.js";
import type { Known } from "../model.js";

/** In the metric's own unit; outside it a rule is breached. */
export type Range = { low: number | undefined; high: number | undefined };
export type RangeOf = (row: ObservationRow) => Range | undefined;

/** All rules of these patients and metrics. */
export type RulesRead = { patientIds: ReadonlySet<string>; metricIds: ReadonlySet<string>; rules: readonly AlertRule[] };

const readRules = async (tx: TenantTx, patientIds: ReadonlySet<string>, metricIds: ReadonlySet<string>): Promise<RulesRead> =>
  ({ patientIds, metricIds, rules: await rulesFor(tx, [...metricIds], [...patientIds]) });

/** The other parts of the panel that a metric is a part of, and itself. */
const besides = (id: string): string[] => {
  const panel = builtInMetric(id)?.panel ?? null;
  return panel === null ? [id] : BUILT_IN_METRICS.filter((metric) => metric.panel === panel).map((metric) => metric.id);
};

/** The rules of readings that have not been read themselves yet. */
export const rulesAround = (tx: TenantTx, { patientIds, metricIds }: Known): Promise<RulesRead> =>
  readRules(tx, new Set(patientIds), new Set(metricIds.flatMap(besides)));

/** The ranges of readings by the rules in force for their patients. */
export const rangesFor = async (tx: TenantTx, rows: readonly ObservationRow[], read?: RulesRead): Promise<RangeOf> => {
  const patients = new Set(rows.map((row) => row.patient_id));
  const metrics = new Set(rows.map((row) => row.metric_definition_id));
  const holds = read && isWithin(patients, read.patientIds) && isWithin(metrics, read.metricIds);
  const { rules } = holds ? read : await readRules(tx, patients, metrics);
  const byProgram = rules.some(({ program }) => program !== null);
  const enrollments = byProgram ? await enrollmentsOfPatients(tx, [...patients]) : new Map<string, EnrollmentOnRecord[]>();
  const known = new Map<string, Range | undefined>();
  return ({ patient_id: patientId, metric_definition_id: metricDefinitionId, recorded_at: at }) => {
    const programs = (enrollments.get(patientId) ?? []).filter((one) => isActiveAt(one, at)).map(({ program }) => program);
    const key = [patientId, metricDefinitionId, ...programs].join(" ");
    if (!known.has(key)) known.set(key, rangeOf(chooseRules(rules, { patientId, metricDefinitionId, programs })));
    return known.get(key);
  };
};

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean => [...some].every((one) => all.has(one));

const rangeOf = (rules: readonly AlertRule[]): Range | undefined => {
  const bounds = (direction: "LOW" | "HIGH"): number[] =>
    rules.flatMap(({ condition }) => (condition.type === "threshold" && directionOf(condition) === direction ? [condition.value] : []));
  const [lows, highs] = [bounds("LOW"), bounds("HIGH")];
  if (!lows.length && !highs.length) return undefined;
  return { low: lows.length ? Math.max(...lows) : undefined, high: highs.length ? Math.min(...highs) : undefined };
};
