import { firstDay, lastDay } from "../../platform/civil.js";
import { reason } from "./reasons.js";
import { capOf, codesOf, rankOf } from "./rules/catalogue.js";
import type { CodeRule } from "./rules/types.js";
import type { Candidate, Decision, Measures, Terms } from "./weigh.js";
import { claimsOf, minutesFor, monthLine, weighCode } from "./weigh.js";

const isClaimed = (terms: Terms, rule: CodeRule, measures: Measures, slot: string): boolean => {
  if (terms.claims.length === 0) return false;
  const period = rule.kind === "SUPPLY" ? measures.periods.find(({ to }) => to === slot) : undefined;
  const [from, to] = period ? [period.from, period.to] : [firstDay(terms.month), lastDay(terms.month)];
  return claimsOf(terms, rule.code, from, to).length > 0;
};

/** Who has a group's one place in a period or month: what was claimed already, else the first in rank. */
const holderOf = (
  terms: Terms,
  measures: Measures,
  all: readonly Candidate[],
  group: string,
  slot: string,
): string | null => {
  const choice = { settings: terms.settings, staffMinutes: measures.staffMinutes };
  let [claimed, first]: (CodeRule | undefined)[] = [];
  for (const { rule, offers } of all) {
    if (rule?.group !== group) continue;
    const goesBefore = (other: CodeRule | undefined): boolean => !other || rankOf(rule, choice) < rankOf(other, choice);
    if (goesBefore(claimed) && isClaimed(terms, rule, measures, slot)) claimed = rule;
    if (goesBefore(first) && offers.some((offer) => offer.slot === slot)) first = rule;
  }
  return (claimed ?? first)?.code ?? null;
};

const NO_LINES: Decision["lines"] = [];

const settleGroup = (terms: Terms, measures: Measures, all: readonly Candidate[], candidate: Candidate): Decision => {
  const { code, rule, offers, have, need } = candidate;
  if (offers.length === 0) return { code, reason: candidate.reason, have, need, lines: NO_LINES };
  const holders = offers.map(({ slot }) => (rule?.group ? holderOf(terms, measures, all, rule.group, slot) : code));
  const lines = offers.filter((_, at) => holders[at] === code).map(({ line }) => line);
  const displaced = lines.length === 0 ? reason("MUTUALLY_EXCLUSIVE", holders[0] ?? null) : null;
  return { code, reason: candidate.reason ?? displaced, have, need, lines };
};

const settleAddOn = (terms: Terms, measures: Measures, candidate: Candidate, base: Decision | undefined): Decision => {
  const { code, rule, have, need } = candidate;
  const decision: Decision = { code, reason: candidate.reason, have, need, lines: NO_LINES };
  if (!rule || candidate.reason) return decision;
  if (!base?.lines.length) return { ...decision, reason: reason("MISSING_BASE_CODE", null, rule.base) };
  const step = rule.step ?? rule.threshold;
  const earned = 1 + Math.floor((minutesFor(rule, measures) - rule.threshold) / step);
  const cap = capOf(rule, terms.settings);
  const units = Math.min(earned, cap ?? earned);
  return {
    ...decision,
    reason: units < earned ? reason("UNIT_CAP_REACHED", earned, cap) : null,
    lines: units > 0 ? [monthLine(terms, code, units)] : [],
  };
};

/** What each code of the program comes to, in the order of the rules. */
export const decideCodes = (terms: Terms, measures: Measures): Decision[] => {
  const candidates = codesOf(terms.rules).map((code) => weighCode(terms, measures, code));
  const settled = candidates.map((candidate) => settleGroup(terms, measures, candidates, candidate));
  return candidates.map((candidate, at) => {
    const decision = settled[at] ?? settleGroup(terms, measures, candidates, candidate);
    if (candidate.rule?.kind !== "ADD_ON") return decision;
    return settleAddOn(terms, measures, candidate, settled.find(({ code }) => code === candidate.rule?.base));
  });
};
