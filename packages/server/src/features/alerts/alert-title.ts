import type { Condition } from "./alert-rule.js";
import { decimalText } from "../observations/decimal.js";

const OPERATORS = { gt: "above", gte: "at or above", lt: "below", lte: "at or below" } as const;

// As the field writes them: 90%, 45°, 38 °C.
const withUnit = (value: number, unit: string): string =>
  unit === "%" || unit === "°" ? `${decimalText(value)}${unit}` : `${decimalText(value)} ${unit}`;

const duration = (hours: number): string => {
  if (hours % 24 === 0 && hours > 24) return `${hours / 24} days`;
  return hours === 1 ? "1 hour" : `${decimalText(hours)} hours`;
};

// "Body weight" within a sentence, but "INR" and "PHQ-9 total" as they are.
const withinSentence = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;

/** What an alert is about, in a line that names nobody; also the name of a rule that was given none. */
export const alertTitle = (metric: { name: string; displayUnit: string }, condition: Condition): string => {
  if (condition.type === "missing") {
    return `No reading of ${withinSentence(metric.name)} for ${duration(condition.withoutReadingHours)}`;
  }
  if (condition.type === "change") {
    const way = condition.direction === "increase" ? "up" : "down";
    return `${metric.name} ${way} by ${withUnit(condition.amount, metric.displayUnit)} or more within ${duration(condition.withinHours)}`;
  }
  const run = (condition.consecutive ?? 1) > 1 ? `, ${condition.consecutive} readings in a row` : "";
  return `${metric.name} ${OPERATORS[condition.operator]} ${withUnit(condition.value, metric.displayUnit)}${run}`;
};
