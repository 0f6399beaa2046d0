import type { TenantTx } from "../../../db/with-tenant.js";
import { chooseRules, directionOf, type AlertRule } from "../../alerts/alert-rule.js";
import { rulesFor } from "../../alerts/alerts.service.js";
import { isActiveAt } from "../../enrollments/enrollment-dates.js";
import { enrollmentsOfPatients, type EnrollmentOnRecord } from "../../enrollments/enrollments.service.js";
import type { ObservationRow } from "../../observations/observations.service.js";

/** In the metric's own unit; outside it a rule is breached. */
export type Range = { low: number | undefined; high: number | undefined };
export type RangeOf = (row: ObservationRow) => Range | undefined;

/** The ranges of readings by the rules in force for their patients. */
export const rangesFor = async (tx: TenantTx, rows: readonly ObservationRow[]): Promise<RangeOf> => {
  const patients = [...new Set(rows.map((row) => row.patient_id))];
  const rules = await rulesFor(tx, [...new Set(rows.map((row) => row.metric_definition_id))], patients);
  const byProgram = rules.some(({ program }) => program !== null);
  const enrollments = byProgram ? await enrollmentsOfPatients(tx, patients) : new Map<string, EnrollmentOnRecord[]>();
  return ({ patient_id: patientId, metric_definition_id: metricDefinitionId, recorded_at: at }) => {
    const programs = (enrollments.get(patientId) ?? []).filter((one) => isActiveAt(one, at)).map(({ program }) => program);
    return rangeOf(chooseRules(rules, { patientId, metricDefinitionId, programs }));
  };
};

const rangeOf = (rules: readonly AlertRule[]): Range | undefined => {
  const bounds = (direction: "LOW" | "HIGH"): number[] =>
    rules.flatMap(({ condition }) => (condition.type === "threshold" && directionOf(condition) === direction ? [condition.value] : []));
  const [lows, highs] = [bounds("LOW"), bounds("HIGH")];
  if (!lows.length && !highs.length) return undefined;
  return { low: lows.length ? Math.max(...lows) : undefined, high: highs.length ? Math.min(...highs) : undefined };
};
