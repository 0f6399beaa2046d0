import type { LocalDate, Month } from "../../platform/civil.js";
import { firstDay, isInMonth, lastDay } from "../../platform/civil.js";
import type { DayTally } from "./days.js";
import { allDevicesUnqualified, daysUntil, tallyDays } from "./days.js";
import type { Entrant } from "./conflicts.js";
import { settleConflicts } from "./conflicts.js";
import { decideCodes } from "./decide.js";
import type { BillingFacts, EnrollmentFacts, PatientMonthFacts } from "./facts.js";
import { resolveBillingFacts } from "./facts.js";
import { failingGates } from "./gates.js";
import type { MinuteTally } from "./minutes.js";
import { practitionerTime, tallyMinutes, wholeMinutes } from "./minutes.js";
import { projectMeasures } from "./pace.js";
import { anchorOf, tilePeriods } from "./periods.js";
import type { Reason, ReasonCode } from "./reasons.js";
import { holdsClaim, isBillable } from "./reasons.js";
import { rulesOf } from "./rules/catalogue.js";
import type { BillingSettings } from "./rules/settings.js";
import { settingsOf } from "./rules/settings.js";
import type { EvaluatedCode } from "./status.js";
import { settleCode } from "./status.js";
import type { CountedPeriod, Decision, Measures, Terms } from "./weigh.js";
import { consentFor } from "./window.js";

export type Evaluation = {
  readonly enrollment: EnrollmentFacts;
  readonly month: Month;
  readonly asOf: LocalDate;
  readonly settings: BillingSettings;
  readonly facts: BillingFacts;
  /** Every gate that fails, in order of precedence. */
  readonly gates: readonly Reason[];
  readonly measures: Measures;
  readonly days: DayTally;
  readonly minutes: MinuteTally;
  readonly codes: readonly EvaluatedCode[];
  /** Codes that would be billed at the present pace. */
  readonly projectedCodes: readonly string[];
  /** A code has its minutes and lacks the live exchange alone. */
  readonly lacksExchange: boolean;
};

type KnownFacts = Omit<PatientMonthFacts, "asOf">;
type Shares = { readonly facts: KnownFacts; readonly asOf: LocalDate; readonly settings: BillingSettings; readonly month: Month };

const NO_MINUTES: MinuteTally = { counted: 0, byRole: new Map(), interactive: 0, excluded: new Map() };

const countIn = (days: readonly LocalDate[], from: LocalDate, to: LocalDate): number => {
  let count = 0;
  for (const day of days) if (from <= day && day <= to) count += 1;
  return count;
};

const measureWith = (
  days: readonly LocalDate[],
  periods: readonly Omit<CountedPeriod, "days">[],
  minutes: MinuteTally,
  month: Month,
): Measures => ({
  periods: periods.map(({ index, from, to }) => ({ index, from, to, days: countIn(days, from, to) })),
  minutes: wholeMinutes(minutes.counted),
  practitionerMinutes: wholeMinutes(practitionerTime(minutes)),
  staffMinutes: wholeMinutes(minutes.counted - practitionerTime(minutes)),
  interactive: minutes.interactive,
  dataDays: countIn(days, firstDay(month), lastDay(month)),
});

const standingClaims = ({ facts, asOf }: Shares, id: string): PatientMonthFacts["claims"] =>
  facts.claims.filter(
    ({ enrollmentId, status, dosTo }) =>
      enrollmentId === id && status !== "VOIDED" && status !== "DENIED" && dosTo <= asOf,
  );

const measureEnrollment = ({ facts, asOf, settings, month }: Shares, enrollment: EnrollmentFacts, minutes: MinuteTally) => {
  const consent = consentFor(enrollment, month, asOf);
  const readings = facts.readingDays.filter(({ enrollmentId }) => enrollmentId === enrollment.id).map((one) => daysUntil(one, asOf));
  const periods = tilePeriods(enrollment, consent, facts.settings, month);
  const anchor = periods[0]?.from ?? anchorOf(enrollment, consent, settings.periodAnchor);
  const days = tallyDays(enrollment, readings, consent, anchor, settings);
  const ending = periods.filter(({ to }) => isInMonth(to, month));
  const windowStart = ending[0] && ending[0].from < firstDay(month) ? ending[0].from : firstDay(month);
  const unqualified = allDevicesUnqualified(readings, windowStart, lastDay(month));
  const resolved = resolveBillingFacts(enrollment);
  const measures = measureWith(days.qualifying, periods, minutes, month);
  return {
    days,
    facts: resolved,
    gates: failingGates({ enrollment, month, consent, ending, facts: resolved, allDevicesUnqualified: unqualified }),
    measures,
    // What the days would be if the device were put right; otherwise days that do not count stay out.
    waivedMeasures: unqualified ? measureWith(days.withAnyDevice, periods, minutes, month) : measures,
  };
};

type Decisions = readonly Decision[];

/** One enrollment by itself: decided on the facts, and on others where that can come to something else. */
type Appraisal = Entrant & {
  readonly measured: ReturnType<typeof measureEnrollment>;
  readonly minutes: MinuteTally;
  /** As if everything were there that HELD codes wait for. */
  readonly waived: Decisions;
  /** At the present pace. */
  readonly projected: Decisions;
  /** As if there had been a live exchange. */
  readonly connected: Decisions;
};

const appraise = (shares: Shares, enrollment: EnrollmentFacts, minutes: MinuteTally): Appraisal => {
  const { settings, month, asOf } = shares;
  const { alignments, fees } = shares.facts;
  const measured = measureEnrollment(shares, enrollment, minutes);
  const { gates, measures, facts, waivedMeasures } = measured;
  const rules = rulesOf(enrollment.program);
  const setupDate = enrollment.deviceSetupDate && enrollment.deviceSetupDate <= asOf ? enrollment.deviceSetupDate : null;
  const claims = standingClaims(shares, enrollment.id);
  const terms: Terms = { month, rules, settings, facts, claims, setupDate, gate: gates[0] ?? null, waived: false };
  const unheld = gates.find(({ code }) => !holdsClaim(code)) ?? null;
  const decisions = decideCodes(terms, measures);
  const isReason = (matches: (code: ReasonCode) => boolean): boolean =>
    decisions.some(({ reason }) => reason !== null && matches(reason.code));
  return {
    enrollment, terms, measures, measured, minutes, decisions,
    status: { month, asOf, rules, settings, alignments, fees },
    waived: isReason(holdsClaim) ? decideCodes({ ...terms, waived: true, gate: unheld }, waivedMeasures) : decisions,
    projected: asOf <= lastDay(month) ? decideCodes(terms, projectMeasures(measures, month, asOf)) : decisions,
    connected: isReason((code) => code === "NO_INTERACTIVE_COMMUNICATION")
      ? decideCodes(terms, { ...measures, interactive: 1 }) : decisions,
  };
};

const lacksExchange = (decided: Decisions, connected: Decisions): boolean =>
  decided.some(({ reason }, at) => reason?.code === "NO_INTERACTIVE_COMMUNICATION" && (connected[at]?.lines.length ?? 0) > 0);

/** One month of all of a patient's enrollments, in the order given, which does not matter to what each comes to. */
export const evaluateMonth = (facts: PatientMonthFacts): Evaluation[] => evaluateOn(facts, facts.asOf);

/** The same of facts that know no day of their own. */
export const evaluateOn = (facts: KnownFacts, asOf: LocalDate): Evaluation[] => {
  const { month } = facts;
  const settings = settingsOf(facts.settings, month);
  const minutes = facts.minutes ?? tallyMinutes(facts.enrollments, facts.timeEntries, month, asOf, facts.settings);
  const shares: Shares = { facts, asOf, settings, month };
  const all = facts.enrollments.map((enrollment) => appraise(shares, enrollment, minutes.get(enrollment.id) ?? NO_MINUTES));
  const settled = settleConflicts(all, settings, month);
  const over = all.every(({ projected, decisions }) => projected === decisions);
  const ahead = over ? settled : settleConflicts(all.map((one) => ({ ...one, decisions: one.projected })), settings, month);
  return all.map((one, at) => {
    const beside = (decisions: Decisions): Decisions =>
      decisions === one.decisions ? settled[at] ?? decisions
        : settleConflicts(all.with(at, { ...one, decisions }), settings, month)[at] ?? decisions;
    const decided = beside(one.decisions);
    const [waived, projected] = [beside(one.waived), ahead[at] ?? one.projected];
    const { days, facts: resolved, gates, measures } = one.measured;
    const codes = decided.map((decision, code) => settleCode(one.status, decision, waived[code], projected[code]));
    // Nothing of a code that is only waived or projected is billable.
    const paced = projected === decided ? codes : projected.map((decision) => settleCode(one.status, decision, undefined, undefined));
    return {
      days, facts: resolved, gates, measures,
      enrollment: one.enrollment, month, asOf, settings, minutes: one.minutes,
      codes,
      projectedCodes: paced.filter(({ status }) => isBillable(status)).map(({ code }) => code),
      lacksExchange: lacksExchange(decided, beside(one.connected)),
    };
  });
};
