import { lastDay } from "../../platform/civil.js";
import type { Evaluation } from "./evaluate.js";
import { capOf, codesOf, ruleOn, rulesOf } from "./rules/catalogue.js";

/** The minutes at which the month pays more, in order, up to the cap. */
export const ladderOf = ({ enrollment, month, settings, measures }: Evaluation): number[] => {
  const rules = rulesOf(enrollment.program);
  const inForce = codesOf(rules).flatMap((code) => ruleOn(rules, code, lastDay(month)) ?? []);
  const steps = inForce
    .filter(({ ladder }) => ladder)
    .flatMap((rule) => {
      if (rule.step === null) return [rule.threshold];
      // Without a cap the ladder has no end; one step beyond what was reached is enough.
      const reached = 1 + Math.max(0, Math.floor((measures.minutes - rule.threshold) / rule.step) + 1);
      const { step, threshold } = rule;
      return Array.from({ length: capOf(rule, settings) ?? reached }, (_, at) => threshold + at * step);
    });
  return [...new Set(steps)].sort((a, b) => a - b);
};

export const nextStep = (evaluation: Evaluation): number | null =>
  ladderOf(evaluation).find((step) => step > evaluation.measures.minutes) ?? null;
