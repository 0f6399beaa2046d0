import { directionOf, type AlertRule } from "./alert-rule.js";
import { breachesThreshold } from "./evaluate.js";

export type Interpretation = "LL" | "L" | "N" | "H" | "HH";

/** Where a value lies by the thresholds in force, each taken alone; null where there are none. Critical ones double the letter. */
export const interpretValue = (value: string, rulesInForce: readonly AlertRule[]): Interpretation | null => {
  let known = false;
  let interpretation: Interpretation = "N";
  for (const { condition, severity } of rulesInForce) {
    if (condition.type !== "threshold") continue;
    known = true;
    if (interpretation.length === 2 || !breachesThreshold(condition, value)) continue;
    const high = directionOf(condition) === "HIGH";
    if (severity === "CRITICAL") interpretation = high ? "HH" : "LL";
    else interpretation = high ? "H" : "L";
  }
  return known ? interpretation : null;
};
