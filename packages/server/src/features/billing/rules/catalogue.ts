import type { LocalDate } from "../../../platform/civil.js";
import { madeOnce } from "../../../platform/made-once.js";
import { groupBy } from "../group-by.js";
import { APCM_RULES } from "./apcm.js";
import { CCM_RULES } from "./ccm.js";
import { PCM_RULES } from "./pcm.js";
import { RPM_RULES } from "./rpm.js";
import { RTM_RULES } from "./rtm.js";
import type { BillingSettings } from "./settings.js";
import type { Choice, CodeRule, Program } from "./types.js";

/** Changes whenever a row of the rules does; claim lines carry it. */
export const RULE_VERSION = "2026.2";

const RULES: { readonly [P in Program]: readonly CodeRule[] } = {
  RPM: RPM_RULES, RTM: RTM_RULES, CCM: CCM_RULES, PCM: PCM_RULES, APCM: APCM_RULES,
};

export const rulesOf = (program: Program): readonly CodeRule[] => RULES[program];

/** Whether the program is billed by days with readings. */
export const countsDays = (program: Program): boolean => RULES[program].some(({ kind }) => kind === "SUPPLY");

/** Whether the program is billed by minutes. */
export const countsMinutes = (program: Program): boolean => RULES[program].some(({ kind }) => kind === "TIME");

export const codesOf = madeOnce((rules: readonly CodeRule[]): readonly string[] => [...new Set(rules.map((rule) => rule.code))]);

const byCode = madeOnce((rules: readonly CodeRule[]) => groupBy(rules, ({ code }) => code));

/** The rule of a code for a date of service. */
export const ruleOn = (rules: readonly CodeRule[], code: string, date: LocalDate): CodeRule | undefined =>
  byCode(rules).get(code)?.find((rule) => rule.effectiveFrom <= date && (rule.effectiveTo ?? date) >= date);

/** The first date from which a code that is not in force on `date` is (or was). */
export const effectiveDate = (rules: readonly CodeRule[], code: string, date: LocalDate): LocalDate | null => {
  const dates = rules.filter((rule) => rule.code === code).map((rule) => rule.effectiveFrom).sort();
  return dates.find((from) => from > date) ?? dates[0] ?? null;
};

export const labelOf = (rules: readonly CodeRule[], code: string): string =>
  rules.findLast((rule) => rule.code === code)?.label ?? code;

export const rankOf = ({ rank }: CodeRule, choice: Choice): number => (typeof rank === "number" ? rank : rank(choice));

export const capOf = (rule: CodeRule, settings: BillingSettings): number | null =>
  settings.caps[rule.code] ?? rule.cap;
