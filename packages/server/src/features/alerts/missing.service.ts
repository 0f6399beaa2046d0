import { appendEntries } from "../../audit/append.js";
import { systemDraft } from "../../audit/system-draft.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { addDays, startOfDay } from "../../platform/civil.js";
import { monitorsMetric } from "../enrollments/enrollment-dates.js";
import { activeEnrollments, type EnrollmentOnRecord } from "../enrollments/enrollments.service.js";
import { allMetrics, type Metric } from "../metric-definitions/metric-definitions.service.js";
import { pairKey, recentReadings } from "../observations/recent.js";
import { holdPatients } from "../patients/patient-lock.service.js";
import { chooseRules, severityRank, type AlertRule } from "./alert-rule.js";
import { alertTitle } from "./alert-title.js";
import { raiseToldBreaches, rulesFor, type Pending } from "./alerts.service.js";
import { selectLastMissing, selectMissingMetrics, type ToldRow } from "./missing.sql.js";

/** Enrollments looked at in a step. */
const CHUNK = 500;
const HOUR = 3_600_000;

type MissingRule = AlertRule & { condition: { type: "missing"; withoutReadingHours: number } };
const isMissing = (rule: AlertRule): rule is MissingRule => rule.condition.type === "missing";

/** One patient's metric, and since when there has been a chance of a reading. */
type Gap = { enrollment: EnrollmentOnRecord; metric: Metric; since: Date };

/** Raises alerts for ACTIVE enrollments whose readings fail to come: once a gap, and once more where a more severe rule falls. */
export const raiseMissing = async (tx: TenantTx): Promise<void> => {
  const metrics = await missingMetrics(tx);
  if (!metrics.length) return;
  for (let after = ""; ;) {
    const enrollments = await activeEnrollments(tx, after, CHUNK);
    await raiseOf(tx, enrollments, metrics);
    const last = enrollments.at(-1);
    if (!last || enrollments.length < CHUNK) return;
    after = last.id;
  }
};

/** Metrics that some rule for missing readings may hold for. */
const missingMetrics = async (tx: TenantTx): Promise<Metric[]> => {
  const ruled = new Set(await selectMissingMetrics(tx));
  return (await allMetrics(tx)).filter((metric) => ruled.has(metric.id) || metric.defaultRules.some((rule) => rule.type === "missing"));
};

const raiseOf = async (tx: TenantTx, enrollments: readonly EnrollmentOnRecord[], metrics: readonly Metric[]): Promise<void> => {
  const gaps = await gapsOf(tx, enrollments, metrics);
  if (!gaps.length) return;
  const patientIds = [...new Set(gaps.map(({ enrollment }) => enrollment.patientId))];
  const rules = (await rulesFor(tx, metrics.map(({ id }) => id), patientIds)).filter(isMissing);
  const told = new Map((await selectLastMissing(tx, patientIds)).map((row) =>
    [pairKey({ patientId: row.patient_id, metricDefinitionId: row.metric_definition_id }), row]));
  const pending = gaps.flatMap((gap) => pendingOf(tx, gap, rules, told.get(keyOf(gap))));
  if (!pending.length) return;
  // Whoever locks patients and alerts takes the patients first.
  await holdPatients(tx, [...new Set(pending.map(({ key }) => key.patientId))]);
  await raiseToldBreaches(tx, pending);
  await appendEntries(tx, pending.map(({ key }) =>
    systemDraft(tx.now, { operationId: "scheduler missing readings", resourceType: "Alert", patientId: key.patientId })));
};

const keyOf = ({ enrollment, metric }: Pick<Gap, "enrollment" | "metric">): string =>
  pairKey({ patientId: enrollment.patientId, metricDefinitionId: metric.id });

/** The time from which readings could come: the start, or the end of the last pause. */
const expectedSince = ({ startDate, pauses, timezone }: EnrollmentOnRecord): Date => {
  const days = [startDate, ...pauses.flatMap(({ to }) => (to === null ? [] : [addDays(to, 1)]))];
  return startOfDay(days.toSorted().at(-1)!, timezone);
};

const gapsOf = async (tx: TenantTx, enrollments: readonly EnrollmentOnRecord[], metrics: readonly Metric[]): Promise<Gap[]> => {
  const gaps = new Map<string, Gap>();
  for (const enrollment of enrollments) {
    for (const metric of metrics.filter((one) => monitorsMetric(enrollment, one))) {
      const gap = { enrollment, metric, since: expectedSince(enrollment) };
      const other = gaps.get(keyOf(gap));
      if (!other || gap.since < other.since) gaps.set(keyOf(gap), gap);
    }
  }
  const pairs = [...gaps.values()].map(({ enrollment, metric }) => ({ patientId: enrollment.patientId, metricDefinitionId: metric.id }));
  const recent = await recentReadings(tx, pairs, 1);
  return [...gaps.values()].map((gap) => {
    const last = recent.get(keyOf(gap))?.[0]?.recordedAt;
    return last && last > gap.since ? { ...gap, since: last } : gap;
  });
};

const pendingOf = (tx: TenantTx, { enrollment, metric, since }: Gap, rules: readonly MissingRule[], told: ToldRow | undefined): Pending[] => {
  const hours = (tx.now.getTime() - since.getTime()) / HOUR;
  const rule = chooseRules(rules, { patientId: enrollment.patientId, metricDefinitionId: metric.id, programs: [enrollment.program] })
    .filter(isMissing)
    .filter(({ condition }) => hours >= condition.withoutReadingHours)
    .toSorted((one, other) => severityRank(other.severity) - severityRank(one.severity))[0];
  const isTold = rule && told && told.last_triggered_at >= since && severityRank(rule.severity) <= severityRank(told.severity);
  if (!rule || isTold) return [];
  return [{
    key: { patientId: enrollment.patientId, metricDefinitionId: metric.id, type: "MISSING", direction: "NONE" },
    breaches: [{
      ruleId: rule.id, type: "MISSING", direction: "NONE", severity: rule.severity, observationId: null, recordedAt: tx.now, value: null,
      triggeredBy: null, cooldownMinutes: rule.cooldownMinutes, title: alertTitle(metric, rule.condition), unit: null, enrollmentId: enrollment.id,
    }],
  }];
};
