import { severityRank, type Severity } from "./alert-rule.js";
import { riskDiagnosis } from "./risk-diagnoses.js";
import type { Trend } from "./trend.js";

export type Urgency = {
  severity: Severity;
  metricDefinitionId: string;
  firstTriggeredAt: Date;
  lastTriggeredAt: Date;
  occurrences: number;
  escalated: boolean;
  trend: Trend;
  /** The patient's ICD-10-CM codes. */
  diagnoses: readonly string[];
};

/*
 * Conventions of the queue. Severity comes first: each has a band of 25, which nothing else leaves. Within the band a
 * point is worth an hour of waiting. So the order of two alerts never depends on the time of asking, and the queue is
 * read off an index: escalated, severity, `triageRank`.
 */
const BAND = 25;
const MOST_WITHIN_BAND = BAND - 1;
const ESCALATED_PRIORITY = 100;
const REPETITION_POINTS = 2; // each time the number of readings doubles
const MOST_REPETITION_POINTS = 8;
const WORSENING_POINTS = 6;
const DIAGNOSIS_POINTS = 4;
const HOUR = 3_600_000;

const repetitionPoints = (occurrences: number): number =>
  Math.min(MOST_REPETITION_POINTS, Math.floor(Math.log2(Math.max(1, occurrences))) * REPETITION_POINTS);

/** What does not change with the clock: 0..18. */
const pointsOf = (
  alert: Omit<Urgency, "escalated" | "severity" | "lastTriggeredAt" | "firstTriggeredAt">,
): number =>
  repetitionPoints(alert.occurrences) +
  (alert.trend === "WORSENING" ? WORSENING_POINTS : 0) +
  (riskDiagnosis(alert.metricDefinitionId, alert.diagnoses) ? DIAGNOSIS_POINTS : 0);

/** Orders alerts of one severity, highest first; does not depend on the time of asking. Hours. */
export const triageRank = (
  alert: Pick<Urgency, "metricDefinitionId" | "firstTriggeredAt" | "occurrences" | "trend" | "diagnoses">,
): number => pointsOf(alert) - alert.firstTriggeredAt.getTime() / HOUR;

const ago = (from: Date, now: Date): string => {
  const minutes = Math.max(0, Math.floor((now.getTime() - from.getTime()) / 60_000));
  const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? "" : "s"}`;
  if (minutes < 60) return count(minutes, "minute");
  return minutes < 48 * 60
    ? count(Math.floor(minutes / 60), "hour")
    : count(Math.floor(minutes / 1440), "day");
};

const TRENDS = {
  WORSENING: "Recent readings are getting worse",
  IMPROVING: "Recent readings are getting better",
} as const;

const reasonsOf = (alert: Urgency, now: Date): string[] => {
  const reasons = alert.escalated ? ["Escalated"] : [];
  reasons.push(`${alert.severity[0]}${alert.severity.slice(1).toLowerCase()} severity`);
  reasons.push(`Waiting for ${ago(alert.firstTriggeredAt, now)}`);
  if (alert.occurrences > 1) {
    reasons.push(`Triggered ${alert.occurrences} times, the last ${ago(alert.lastTriggeredAt, now)} ago`);
  }
  if (alert.trend !== "STEADY") reasons.push(TRENDS[alert.trend]);
  const risk = riskDiagnosis(alert.metricDefinitionId, alert.diagnoses);
  if (risk) reasons.push(`${risk.name} (${risk.code})`);
  return reasons;
};

/** How urgent an alert is, 0..100, and why, in words that name nobody. Never rises down the queue. */
export const triagePriority = (alert: Urgency, now: Date): { priority: number; reasons: string[] } => {
  const reasons = reasonsOf(alert, now);
  if (alert.escalated) return { priority: ESCALATED_PRIORITY, reasons };
  const hours = Math.max(0, now.getTime() - alert.firstTriggeredAt.getTime()) / HOUR;
  const within = Math.min(MOST_WITHIN_BAND, Math.floor(pointsOf(alert) + hours));
  return { priority: (severityRank(alert.severity) - 1) * BAND + within, reasons };
};
