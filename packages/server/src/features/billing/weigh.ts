import type { LocalDate, Month } from "../../platform/civil.js";
import { firstDay, isInMonth, lastDay, monthOf } from "../../platform/civil.js";
import type { BillingFacts, ClaimFact } from "./facts.js";
import type { Period } from "./periods.js";
import type { Reason } from "./reasons.js";
import { reason } from "./reasons.js";
import { effectiveDate, ruleOn } from "./rules/catalogue.js";
import type { BillingSettings } from "./rules/settings.js";
import type { CodeRule } from "./rules/types.js";

export type CountedPeriod = Period & { readonly days: number };

/** The numbers the codes are decided on; a projection decides on others. */
export type Measures = {
  /** Every period up to the month's end, in order. */
  readonly periods: readonly CountedPeriod[];
  readonly minutes: number;
  readonly practitionerMinutes: number;
  /** Of every eligible role but the practitioner's. */
  readonly staffMinutes: number;
  readonly interactive: number;
  /** Qualifying days of the calendar month. */
  readonly dataDays: number;
};

export type Terms = {
  readonly month: Month;
  readonly rules: readonly CodeRule[];
  readonly settings: BillingSettings;
  readonly facts: BillingFacts;
  /** The first gate that fails. */
  readonly gate: Reason | null;
  /** Claims of the enrollment that stand. */
  readonly claims: readonly ClaimFact[];
  readonly setupDate: LocalDate | null;
  /** Decides as if what a HELD code waits for were there. */
  readonly waived: boolean;
};

export type DecidedLine = {
  readonly units: number;
  readonly dosFrom: LocalDate;
  readonly dosTo: LocalDate;
  /** The day that has to be over before the line is READY. */
  readonly settledOn: LocalDate;
  readonly period: CountedPeriod | null;
  readonly claims: readonly ClaimFact[];
};

export type Decision = {
  readonly code: string;
  /** Why it is not billed; beside lines only UNIT_CAP_REACHED. */
  readonly reason: Reason | null;
  readonly have: number | null;
  readonly need: number | null;
  readonly lines: readonly DecidedLine[];
};

/** A line the code may have by its own requirements, before others of its group are heard. */
export type Offer = { readonly slot: string; readonly line: DecidedLine };
export type Candidate = Omit<Decision, "lines"> & { readonly rule: CodeRule | null; readonly offers: readonly Offer[] };

const endingIn = (periods: readonly CountedPeriod[], month: Month): CountedPeriod[] =>
  periods.filter(({ to }) => isInMonth(to, month));

const bestOf = (periods: readonly CountedPeriod[]): CountedPeriod | undefined =>
  periods.reduce<CountedPeriod | undefined>((a, b) => (a && a.days >= b.days ? a : b), undefined);

export const claimsOf = (terms: Terms, code: string, from: LocalDate, to: LocalDate): ClaimFact[] =>
  terms.claims.filter((claim) => claim.code === code && from <= claim.dosTo && claim.dosTo <= to);

const refuse = (code: string, rule: CodeRule | null, why: Reason): Candidate => ({
  code, rule, reason: why, have: null, need: null, offers: [],
});

const notEffective = (terms: Terms, code: string, date: LocalDate): Candidate =>
  refuse(code, null, reason("CODE_NOT_EFFECTIVE", terms.month, effectiveDate(terms.rules, code, date)));

const periodNotEnded = (code: string, rule: CodeRule, { periods }: Measures): Candidate =>
  refuse(code, rule, reason("PERIOD_NOT_ENDED", periods[periods.length - 1]?.to ?? null));

const setupLine = (terms: Terms, code: string, release: CountedPeriod): DecidedLine => {
  const dated = terms.settings.setupDate === "SETUP" ? terms.setupDate : null;
  const dos = dated ?? release.to;
  const claims = terms.claims.filter(
    ({ code: claimed, dosTo }) =>
      claimed === code && (dosTo === dos || (release.from <= dosTo && dosTo <= release.to)),
  );
  return { units: 1, dosFrom: dos, dosTo: dos, settledOn: release.to, period: release, claims };
};

/** Once an episode, released with the first period that meets the threshold in force on its last day. */
const weighSetup = (terms: Terms, measures: Measures, code: string): Candidate => {
  const ending = endingIn(measures.periods, terms.month);
  const best = bestOf(ending);
  const date = best?.to ?? lastDay(terms.month);
  const rule = ruleOn(terms.rules, code, date);
  if (!rule) return notEffective(terms, code, date);
  const release = measures.periods.find(
    ({ to, days }) => days >= (ruleOn(terms.rules, code, to)?.threshold ?? Infinity) && (terms.setupDate ?? to) <= to,
  );
  const due = release && isInMonth(release.to, terms.month) ? release : undefined;
  const line = due && setupLine(terms, code, due);
  const [billed] = terms.claims
    .filter((claim) => claim.code === code && (due !== undefined || claim.dosTo <= lastDay(terms.month)))
    .sort((a, b) => (a.dosTo < b.dosTo ? -1 : 1));
  if (billed && !line?.claims.length) return refuse(code, rule, reason("ALREADY_BILLED_IN_EPISODE", billed.dosTo));
  if (release && release.to < firstDay(terms.month)) {
    return refuse(code, rule, reason("BELONGS_TO_EARLIER_MONTH", monthOf(release.to)));
  }
  if (!terms.setupDate && !terms.waived) return refuse(code, rule, reason("SETUP_NOT_DOCUMENTED"));
  if (!best) return periodNotEnded(code, rule, measures);
  if (!line) return refuse(code, rule, reason("INSUFFICIENT_DATA_DAYS", best.days, rule.threshold));
  const have = line.period?.days ?? null;
  return { code, rule, reason: null, have, need: rule.threshold, offers: [{ slot: "episode", line }] };
};

/** The code of the same tier for the system that the enrollment names. */
const ofOwnSystem = (terms: Terms, { threshold }: CodeRule, date: LocalDate): string | null =>
  terms.rules.find(({ code, system, threshold: same }) =>
    system && system === terms.facts.rtmSystem && same === threshold && ruleOn(terms.rules, code, date))?.code ?? null;

const weighSupply = (terms: Terms, measures: Measures, code: string): Candidate => {
  const ending = endingIn(measures.periods, terms.month);
  const best = bestOf(ending);
  const date = best?.to ?? lastDay(terms.month);
  const rule = ruleOn(terms.rules, code, date);
  if (!rule) return notEffective(terms, code, date);
  if (rule.system && rule.system !== terms.facts.rtmSystem) {
    return refuse(code, rule, reason("LEVEL_MISMATCH", ofOwnSystem(terms, rule, date)));
  }
  if (!best) return periodNotEnded(code, rule, measures);
  const offers = ending
    .filter(({ to, days }) => days >= (ruleOn(terms.rules, code, to)?.threshold ?? Infinity))
    .map((period) => {
      const { from, to } = period;
      const claims = claimsOf(terms, code, from, to);
      return { slot: to, line: { units: 1, dosFrom: from, dosTo: to, settledOn: to, period, claims } };
    });
  const short = offers.length === 0 ? reason("INSUFFICIENT_DATA_DAYS", best.days, rule.threshold) : null;
  return { code, rule, reason: short, have: best.days, need: rule.threshold, offers };
};

export const monthLine = (terms: Terms, code: string, units: number): DecidedLine => {
  const dos = lastDay(terms.month);
  const claims = claimsOf(terms, code, firstDay(terms.month), dos);
  return { units, dosFrom: dos, dosTo: dos, settledOn: dos, period: null, claims };
};

export const minutesFor = (rule: CodeRule, measures: Measures): number =>
  rule.minutesOf === "PRACTITIONER" ? measures.practitionerMinutes : measures.minutes;

/** Moderate or high medical decision making is on record. */
export const hasMdm = ({ mdmComplexity }: BillingFacts): boolean => mdmComplexity === "MODERATE" || mdmComplexity === "HIGH";

const refuseTime = (terms: Terms, measures: Measures, rule: CodeRule): Reason | null => {
  const have = minutesFor(rule, measures);
  if (have < rule.threshold) return reason("INSUFFICIENT_MINUTES", have, rule.threshold);
  if (rule.needsMdm && !hasMdm(terms.facts)) return reason("MDM_NOT_DOCUMENTED");
  if (rule.interactive && measures.interactive === 0) return reason("NO_INTERACTIVE_COMMUNICATION", 0, 1);
  const dataNeeded =
    rule.needsData === "ALWAYS" || (rule.needsData === "SETTING" && terms.settings.zeroDataManagement === "HOLD");
  return dataNeeded && measures.dataDays === 0 && !terms.waived ? reason("NO_DATA_IN_MONTH", 0, 1) : null;
};

const weighTime = (terms: Terms, measures: Measures, code: string): Candidate => {
  const rule = ruleOn(terms.rules, code, lastDay(terms.month));
  if (!rule) return notEffective(terms, code, lastDay(terms.month));
  const why = refuseTime(terms, measures, rule);
  const offers = why ? [] : [{ slot: terms.month, line: monthLine(terms, code, 1) }];
  return { code, rule, reason: why, have: minutesFor(rule, measures), need: rule.threshold, offers };
};

const fitsLevel = ({ level }: CodeRule, { chronicConditions, qualifiedMedicareBeneficiary }: BillingFacts): boolean => {
  const conditions = chronicConditions ?? 0;
  if (!level || conditions < level.conditions || conditions >= (level.below ?? Infinity)) return false;
  return level.beneficiary === null || level.beneficiary === qualifiedMedicareBeneficiary;
};

const weighLevel = (terms: Terms, code: string): Candidate => {
  const date = lastDay(terms.month);
  const rule = ruleOn(terms.rules, code, date);
  if (!rule) return notEffective(terms, code, date);
  const fitting = terms.rules.find((one) => fitsLevel(one, terms.facts))?.code ?? null;
  if (fitting !== code) return refuse(code, rule, reason("LEVEL_MISMATCH", fitting));
  const need = rule.level?.conditions || null;
  const offers = [{ slot: terms.month, line: monthLine(terms, code, 1) }];
  return { code, rule, reason: null, have: terms.facts.chronicConditions ?? 0, need, offers };
};

/** What a code comes to by its own requirements. */
export const weighCode = (terms: Terms, measures: Measures, code: string): Candidate => {
  if (terms.gate) return refuse(code, null, terms.gate);
  const kind = terms.rules.find((rule) => rule.code === code)?.kind;
  if (kind === "SETUP") return weighSetup(terms, measures, code);
  if (kind === "LEVEL") return weighLevel(terms, code);
  return kind === "SUPPLY" ? weighSupply(terms, measures, code) : weighTime(terms, measures, code);
};
