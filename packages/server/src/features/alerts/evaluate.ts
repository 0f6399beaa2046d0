import { compareDecimals, decimalText } from "../observations/decimal.js";
import type { Program } from "../enrollments/enrollments.policy.js";
import {
  chooseRules,
  directionOf,
  kindOf,
  severityRank,
  typeOf,
  type AlertRule,
  type AlertType,
  type ChangeCondition,
  type Direction,
  type Severity,
  type ThresholdCondition,
} from "./alert-rule.js";

/** A FINAL reading; `value` is the decimal text of its canonical value. */
export type Reading = { id: string; recordedAt: Date; value: string };
/** One that is being stored. `programs` are those of the patient's enrollments active at `recordedAt`. */
export type NewReading = Reading & { programs: readonly Program[] };

export type Breach = {
  ruleId: string;
  type: AlertType;
  direction: Direction;
  severity: Severity;
  /** The reading the rule fell on: the new one, or a later one stored before it that it completes. */
  observationId: string;
  recordedAt: Date;
  value: string;
  /** The new reading that brought it to light. */
  triggeredBy: string;
};

export type Evaluation = {
  patientId: string;
  metricDefinitionId: string;
  rules: readonly AlertRule[];
  /** Stored readings as `historyNeeded` names them, in any order. */
  prior: readonly Reading[];
  fresh: readonly NewReading[];
};

type Entry = Reading & { fresh?: NewReading };

const HOUR = 3_600_000;

// Amounts are written to three figures: 5 lb are 2.268 kg, and a rule's 2.27 kg means them. It also takes in binary noise.
const AMOUNT_TOLERANCE = 0.001;

export const breachesThreshold = ({ operator, value }: ThresholdCondition, reading: string): boolean => {
  // Rounding to a double keeps the order, so texts are compared only where the doubles are the same.
  const order = Number(reading) - value || compareDecimals(reading, decimalText(value));
  if (operator === "gt") return order > 0;
  if (operator === "gte") return order >= 0;
  return operator === "lt" ? order < 0 : order <= 0;
};

const latestFresh = (entries: readonly Entry[]): NewReading | undefined =>
  entries.findLast((entry) => entry.fresh)?.fresh;

const isRun = (entries: readonly Entry[], condition: ThresholdCondition, count: number): boolean =>
  entries.length === count && entries.every((entry) => breachesThreshold(condition, entry.value));

/** The new reading through which the last `consecutive` readings up to `index` all breach. */
const thresholdTrigger = (
  timeline: readonly Entry[],
  index: number,
  condition: ThresholdCondition,
): NewReading | undefined => {
  const count = condition.consecutive ?? 1;
  const window = timeline.slice(Math.max(0, index + 1 - count), index + 1);
  if (!isRun(window, condition, count)) return undefined;
  const { fresh } = timeline[index]!;
  if (fresh) return fresh;
  // A stored reading that ended a run of stored ones has been told of before.
  const stored = timeline
    .slice(0, index + 1)
    .filter((entry) => !entry.fresh)
    .slice(-count);
  return isRun(stored, condition, count) ? undefined : latestFresh(window);
};

const isBefore = (a: Reading, b: Reading): boolean => a.recordedAt.getTime() < b.recordedAt.getTime();

/** The new reading through which the one at `index` differs by `amount` from the extreme of the hours before it. */
const changeTrigger = (
  timeline: readonly Entry[],
  index: number,
  condition: ChangeCondition,
): NewReading | undefined => {
  const entry = timeline[index]!;
  const earliest = entry.recordedAt.getTime() - condition.withinHours * HOUR;
  const way = condition.direction === "increase" ? 1 : -1;
  const least = condition.amount * (1 - AMOUNT_TOLERANCE);
  let trigger: NewReading | undefined;
  for (let before = index - 1; before >= 0 && timeline[before]!.recordedAt.getTime() >= earliest; before--) {
    const other = timeline[before]!;
    // Readings of the same instant, as of two devices, are not one before the other.
    if (!isBefore(other, entry) || way * (Number(entry.value) - Number(other.value)) < least) continue;
    if (entry.fresh) return entry.fresh;
    // A stored reading that already differed from a stored one has been told of before.
    if (!other.fresh) return undefined;
    trigger ??= other.fresh;
  }
  return trigger;
};

const triggerOf = (rule: AlertRule, timeline: readonly Entry[], index: number): NewReading | undefined => {
  if (rule.condition.type === "threshold") return thresholdTrigger(timeline, index, rule.condition);
  return rule.condition.type === "change" ? changeTrigger(timeline, index, rule.condition) : undefined;
};

const byTime = (a: Reading, b: Reading): number =>
  a.recordedAt.getTime() - b.recordedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The severity that a stored reading was told of when it came, by kind of rule: another rule that it completes now tells nothing new. */
const toldBefore = (rules: readonly AlertRule[], timeline: readonly Entry[], index: number, programs: readonly Program[]): Map<string, number> => {
  const entry = timeline[index]!;
  const told = new Map<string, number>();
  if (entry.fresh) return told;
  const asItCame = [...timeline.slice(0, index).filter((each) => !each.fresh), { ...entry, fresh: { ...entry, programs } }];
  for (const rule of rules) {
    if (!triggerOf(rule, asItCame, asItCame.length - 1)) continue;
    const kind = kindOf(rule.condition);
    told.set(kind, Math.max(told.get(kind) ?? 0, severityRank(rule.severity)));
  }
  return told;
};

/** Of the rules of one type and direction that overlap on a reading, the most severe alone. */
const keepMostSevere = (breaches: Map<string, Breach>, kind: string, breach: Breach): void => {
  const other = breaches.get(kind);
  const difference = other ? severityRank(breach.severity) - severityRank(other.severity) : 1;
  if (difference > 0 || (difference === 0 && breach.ruleId < other!.ruleId)) breaches.set(kind, breach);
};

const breachOf = ({ id, condition, severity }: AlertRule, { id: observationId, recordedAt, value }: Entry, trigger: NewReading): Breach =>
  ({ ruleId: id, type: typeOf(condition), direction: directionOf(condition), severity, observationId, recordedAt, value, triggeredBy: trigger.id });

/**
 * The breaches that new readings of one patient and metric bring, in order of `recordedAt`. Readings arrive in any
 * order: one that comes late may complete a run that ends with a reading already stored.
 */
export const evaluateReadings = ({
  patientId,
  metricDefinitionId,
  rules,
  prior,
  fresh,
}: Evaluation): Breach[] => {
  const timeline: Entry[] = [...prior, ...fresh.map((reading) => ({ ...reading, fresh: reading }))].toSorted(
    byTime,
  );
  const chosen = new Map<string, AlertRule[]>();
  const rulesFor = (programs: readonly Program[]): AlertRule[] => {
    const key = programs.toSorted().join();
    const known = chosen.get(key) ?? chooseRules(rules, { patientId, metricDefinitionId, programs });
    chosen.set(key, known);
    return known;
  };
  const found: Breach[] = [];
  const first = timeline.findIndex((entry) => entry.fresh);
  // A stored reading is judged by the rules of the new one that came before it.
  let programs: readonly Program[] = [];
  for (let index = first; index >= 0 && index < timeline.length; index++) {
    const entry = timeline[index]!;
    programs = entry.fresh?.programs ?? programs;
    const breaches = new Map<string, Breach>();
    let told: Map<string, number> | undefined;
    for (const rule of rulesFor(programs)) {
      const trigger = triggerOf(rule, timeline, index);
      if (!trigger) continue;
      // Looks at all that is stored: asked for where there is something to tell alone.
      told ??= toldBefore(rulesFor(programs), timeline, index, programs);
      if (severityRank(rule.severity) <= (told.get(kindOf(rule.condition)) ?? -1)) continue;
      keepMostSevere(breaches, kindOf(rule.condition), breachOf(rule, entry, trigger));
    }
    found.push(...breaches.values());
  }
  return found;
};
