import type { LocalDate } from "../../../platform/civil.js";
import type { BillingSettings } from "./settings.js";
import type { CodeRule, Program } from "./types.js";
import { RPM_RULES } from "./rpm.js";

/** Changes whenever a row of the rules does; claim lines carry it. */
export const RULE_VERSION = "2026.1";

const RULES: { readonly [P in Program]: readonly CodeRule[] } = {
  RPM: RPM_RULES, RTM: [], CCM: [], PCM: [], APCM: [],
};

export const rulesOf = (program: Program): readonly CodeRule[] => RULES[program];

export const codesOf = (rules: readonly CodeRule[]): string[] => [...new Set(rules.map((rule) => rule.code))];

/** The rule of a code for a date of service. */
export const ruleOn = (rules: readonly CodeRule[], code: string, date: LocalDate): CodeRule | undefined =>
  rules.find((rule) => rule.code === code && rule.effectiveFrom <= date && (rule.effectiveTo ?? date) >= date);

/** The first date from which a code that is not in force on `date` is (or was). */
export const effectiveDate = (rules: readonly CodeRule[], code: string, date: LocalDate): LocalDate | null => {
  const dates = rules.filter((rule) => rule.code === code).map((rule) => rule.effectiveFrom).sort();
  return dates.find((from) => from > date) ?? dates[0] ?? null;
};

export const labelOf = (rules: readonly CodeRule[], code: string): string =>
  rules.findLast((rule) => rule.code === code)?.label ?? code;

export const rankOf = (rule: CodeRule, settings: BillingSettings): number =>
  rule.code === "99091" && settings.collectionCode === "99091_FIRST" ? 0 : rule.rank;

export const capOf = (rule: CodeRule, settings: BillingSettings): number | null =>
  settings.caps[rule.code] ?? rule.cap;
