import type { LocalDate } from "../../platform/civil.js";
import { firstDay, lastDay, monthOf } from "../../platform/civil.js";
import type { DayExclusion } from "./days.js";
import type { Evaluation } from "./evaluate.js";
import { explainCode } from "./explain.js";
import type { BillingFacts, PatientMonthFacts } from "./facts.js";
import { sourceOfFact } from "./facts.js";
import { ladderOf } from "./ladder.js";
import { wholeMinutes } from "./minutes.js";
import type { MissingItem } from "./missing.js";
import { adviceFor, missingItems } from "./missing.js";
import { dayIndexOf, daysLeftInMonth, daysLeftOf, projectDays, projectMinutes } from "./pace.js";
import type { ClaimGap } from "./parties.js";
import { isBillable } from "./reasons.js";
import { countsDays, countsMinutes, labelOf, rulesOf, RULE_VERSION } from "./rules/catalogue.js";
import { warningsOf } from "./warnings.js";
import type { CountedPeriod } from "./weigh.js";

export type ReadinessContext = {
  readonly organizationId: string;
  readonly facts: PatientMonthFacts;
  /** What the claim lines lack (`claimGaps`, `chargeGaps`). */
  readonly gaps: readonly ClaimGap[];
  /** Readings are being linked again by a job. */
  readonly rebuilding?: boolean;
};

/** Days are counted against the long tier, whichever codes are in force. */
const DAYS_NEEDED = 16;

const presentPeriod = (period: CountedPeriod, { month, asOf }: Evaluation) => ({
  index: period.index,
  from: period.from,
  to: period.to,
  dayIndex: dayIndexOf(period, asOf),
  daysLeft: daysLeftOf(period, asOf),
  closed: period.to < asOf,
  inMonth: monthOf(period.to) === month,
  days: period.days,
});

/** Of those that end in the month the one with most days, the earlier on a tie; else the open one. */
const currentPeriod = (touching: readonly CountedPeriod[], { month }: Evaluation): CountedPeriod | undefined => {
  const ending = touching.filter(({ to }) => monthOf(to) === month);
  const best = ending.reduce<CountedPeriod | undefined>((a, b) => (a && a.days >= b.days ? a : b), undefined);
  return best ?? touching[touching.length - 1];
};

const countBy = (reasons: readonly DayExclusion[]): { reason: DayExclusion; count: number }[] => {
  const counts = new Map<DayExclusion, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, count]) => ({ reason, count }));
};

const presentDays = (evaluation: Evaluation, period: CountedPeriod | undefined) => {
  const { month, asOf, days } = evaluation;
  const start = firstDay(month);
  const from: LocalDate = period && period.from < start ? period.from : start;
  const to: LocalDate = period?.to ?? lastDay(month);
  const soFar = period?.days ?? 0;
  const excluded = [...days.excluded].filter(([day]) => from <= day && day <= to).map(([, reason]) => reason);
  const list = days.qualifying.filter((day) => period && period.from <= day && day <= period.to);
  return {
    soFar,
    needed: DAYS_NEEDED,
    remaining: Math.max(0, DAYS_NEEDED - soFar),
    attainable: period !== undefined && soFar + daysLeftOf(period, asOf) >= DAYS_NEEDED,
    projected: period ? projectDays(period, asOf) : 0,
    list,
    excluded: countBy(excluded),
  };
};

const presentMinutes = (evaluation: Evaluation) => {
  const { measures, minutes, month, asOf } = evaluation;
  const { soFar, needed } = ladderOf(evaluation);
  const byName = <K extends string, V>(map: ReadonlyMap<K, V>): [K, V][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    soFar,
    needed,
    remaining: needed === null ? 0 : needed - soFar,
    interactive: measures.interactive,
    daysLeftInMonth: daysLeftInMonth(month, asOf),
    projected: projectMinutes(soFar, month, asOf),
    byRole: Object.fromEntries(byName(minutes.byRole).map(([role, time]) => [role, wholeMinutes(time)])),
    excluded: byName(minutes.excluded).map(([reason, entries]) => ({ reason, count: entries.size })),
  };
};

const presentCodes = ({ enrollment, codes }: Evaluation) =>
  codes.map((code) => ({
    code: code.code,
    label: labelOf(rulesOf(enrollment.program), code.code),
    status: code.status,
    units: code.units,
    have: code.have,
    need: code.need,
    reasonCode: code.reason?.code ?? null,
    explanation: explainCode(code),
    estimateCents: code.estimateCents,
    feeSource: code.feeSource,
    lines: code.lines.map(({ units, dosFrom, dosTo, status }) => ({ units, dosFrom, dosTo, status })),
  }));

const FACTS: readonly (keyof BillingFacts)[] = [
  "establishedPatient", "otherPractitionerBilled", "globalPeriodSamePractitioner", "chronicConditions", "carePlanDate",
  "mdmComplexity", "qualifiedMedicareBeneficiary", "apcmElementsAttested", "rtmSystem", "emVisitDates",
];

const ORIGIN = { MONTH: "month", ENROLLMENT: "enrollment", DEFAULT: "default" } as const;

const presentFacts = ({ enrollment, facts }: Evaluation) =>
  FACTS.map((name) => {
    const value = name === "emVisitDates" ? [...facts.emVisitDates] : facts[name];
    return { name, value, from: ORIGIN[sourceOfFact(enrollment, name)] };
  });

type Days = ReturnType<typeof presentDays>;
type Minutes = ReturnType<typeof presentMinutes>;

const plural = (count: number, word: string): string => `${count} more ${word}${count === 1 ? "" : "s"}`;

/** One sentence on what would help most: evidence first, then days that can still be had, then minutes. */
const nextBestAction = (
  evaluation: Evaluation,
  days: Days,
  minutes: Minutes,
  missing: readonly MissingItem[],
): string | null => {
  if (missing[0]) return adviceFor(missing[0]);
  if (evaluation.gates.length > 0) return null;
  if (countsDays(evaluation.enrollment.program) && days.attainable && days.projected < days.needed) {
    return `Get ${plural(days.remaining, "day")} with a reading into the period to reach the long supply tier.`;
  }
  if (minutes.needed === null || minutes.daysLeftInMonth === 0) return null;
  return `Spend ${plural(minutes.remaining, "minute")} this month to reach the step of ${minutes.needed}.`;
};

/** The readiness answer for one enrollment and month. */
export const presentReadiness = (evaluation: Evaluation, context: ReadinessContext) => {
  const { enrollment, month, asOf, codes, measures, settings } = evaluation;
  const byDays = countsDays(enrollment.program);
  const touching = !byDays ? [] : measures.periods.filter(({ from, to }) => from <= lastDay(month) && to >= firstDay(month));
  const period = currentPeriod(touching, evaluation);
  const days = presentDays(evaluation, period);
  const minutes = presentMinutes(evaluation);
  const missing = missingItems(evaluation, context.gaps);
  return {
    enrollmentId: enrollment.id,
    patientId: enrollment.patientId,
    organizationId: context.organizationId,
    program: enrollment.program,
    month,
    asOf,
    timezone: enrollment.timezone,
    ruleVersion: RULE_VERSION,
    periodMode: settings.periodMode,
    eligible: codes.some(({ status }) => status === "READY"),
    period: period ? presentPeriod(period, evaluation) : null,
    periods: touching.map((one) => presentPeriod(one, evaluation)),
    days: byDays ? days : null,
    minutes: countsMinutes(enrollment.program) ? minutes : null,
    codes: presentCodes(evaluation),
    missing,
    warnings: warningsOf(evaluation, context.facts),
    ifClosedNow: codes.filter(({ status }) => isBillable(status)).map(({ code }) => code),
    projectedCodes: [...evaluation.projectedCodes],
    nextBestAction: nextBestAction(evaluation, days, minutes, missing),
    facts: presentFacts(evaluation),
    rebuilding: context.rebuilding ?? false,
  };
};

export type Readiness = ReturnType<typeof presentReadiness>;
