import type { AlertRule, ThresholdCondition } from "./alert-rule.js";
import { breachesThreshold } from "./evaluate.js";

/** Stored readings that rules may look at, beside those between the earliest and the latest new one; none at all where both are 0. */
export type History = {
  /** The last before the earliest new one, and the first after the latest: `consecutive` looks at them. */
  count: number;
  /** Hours before the earliest new one and after the latest, for `change`. */
  hours: number;
};

const runOf = ({ consecutive = 1 }: ThresholdCondition): number => consecutive;

/**
 * What to read before new readings of one metric, with these values, are evaluated. A run that they complete has one of them
 * within: where none breaches, no run of stored ones can matter. Where one does, all runs do: they say what was told before.
 */
export const historyNeeded = (rules: readonly AlertRule[], values: readonly string[]): History => {
  const conditions = rules.filter(({ enabled }) => enabled).map(({ condition }) => condition);
  const thresholds = conditions.filter((condition) => condition.type === "threshold");
  const mayRun = thresholds.some((condition) => runOf(condition) > 1 && values.some((value) => breachesThreshold(condition, value)));
  return {
    count: mayRun ? Math.max(...thresholds.map(runOf)) - 1 : 0,
    hours: Math.max(0, ...conditions.map((condition) => (condition.type === "change" ? condition.withinHours : 0))),
  };
};
