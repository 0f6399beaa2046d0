import { lastDay } from "../../platform/civil.js";
import type { Evaluation } from "./evaluate.js";
import { capOf, codesOf, rankOf, ruleOn, rulesOf } from "./rules/catalogue.js";
import type { CodeRule } from "./rules/types.js";
import { hasMdm, minutesFor } from "./weigh.js";

/** The ladder of minutes in force: its next step, null at the cap, and the minutes that count towards it. */
export type Ladder = { readonly soFar: number; readonly needed: number | null };

/** The rungs a program has this month, without those that wait for a statement of the practitioner. */
const rungsOf = ({ enrollment, month, settings, facts }: Evaluation): CodeRule[] => {
  const rules = rulesOf(enrollment.program);
  const inForce = codesOf(rules).flatMap((code) => ruleOn(rules, code, lastDay(month)) ?? []).filter(({ ladder }) => ladder);
  const closed = inForce.filter(({ needsMdm }) => needsMdm && (settings.complexCcm === "NEVER" || !hasMdm(facts)));
  const without = new Set(closed.map(({ code }) => code));
  return inForce.filter(({ code, base }) => !without.has(base ?? code));
};

const stepsOf = (rule: CodeRule, { settings, measures }: Evaluation): number[] => {
  const { step, threshold } = rule;
  if (step === null) return [threshold];
  // Without a cap the ladder has no end; one step beyond what was reached is enough.
  const reached = 1 + Math.max(0, Math.floor((minutesFor(rule, measures) - threshold) / step) + 1);
  return Array.from({ length: capOf(rule, settings) ?? reached }, (_, at) => threshold + at * step);
};

/**
 * Leads on in the family of codes that the minutes have reached, whatever else is missing: in the practitioner's over
 * the practitioner's minutes, else over everybody's.
 */
export const ladderOf = (evaluation: Evaluation): Ladder => {
  const { measures, settings } = evaluation;
  const rungs = rungsOf(evaluation);
  const choice = { settings, staffMinutes: measures.staffMinutes };
  const [reached] = rungs
    .filter((rule) => rule.kind === "TIME" && minutesFor(rule, measures) >= rule.threshold)
    .sort((a, b) => rankOf(a, choice) - rankOf(b, choice));
  const minutesOf = reached?.minutesOf ?? "ELIGIBLE";
  const soFar = minutesOf === "PRACTITIONER" ? measures.practitionerMinutes : measures.minutes;
  const steps = rungs.filter((rule) => rule.minutesOf === minutesOf).flatMap((rule) => stepsOf(rule, evaluation));
  return { soFar, needed: steps.filter((step) => step > soFar).sort((a, b) => a - b)[0] ?? null };
};
