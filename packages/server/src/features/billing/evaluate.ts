import type { LocalDate, Month } from "../../platform/civil.js";
import { firstDay, lastDay, monthOf } from "../../platform/civil.js";
import type { DayTally } from "./days.js";
import { allDevicesUnqualified, tallyDays } from "./days.js";
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
import type { EvaluatedCode, StatusTerms } from "./status.js";
import { settleCode } from "./status.js";
import type { CountedPeriod, Measures, Terms } from "./weigh.js";
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

type Shares = { readonly facts: PatientMonthFacts; readonly settings: BillingSettings; readonly month: Month };

const NO_MINUTES: MinuteTally = { counted: 0, byRole: new Map(), interactive: 0, excluded: new Map() };

const countIn = (days: readonly LocalDate[], from: LocalDate, to: LocalDate): number =>
  days.filter((day) => from <= day && day <= to).length;

const measureWith = (
  days: readonly LocalDate[],
  periods: readonly Omit<CountedPeriod, "days">[],
  minutes: MinuteTally,
  month: Month,
): Measures => ({
  periods: periods.map((period) => ({ ...period, days: countIn(days, period.from, period.to) })),
  minutes: wholeMinutes(minutes.counted),
  practitionerMinutes: wholeMinutes(practitionerTime(minutes)),
  interactive: minutes.interactive,
  dataDays: countIn(days, firstDay(month), lastDay(month)),
});

const standingClaims = ({ facts }: Shares, id: string): PatientMonthFacts["claims"] =>
  facts.claims.filter(
    ({ enrollmentId, status, dosTo }) =>
      enrollmentId === id && status !== "VOIDED" && status !== "DENIED" && dosTo <= facts.asOf,
  );

const measureEnrollment = ({ facts, settings, month }: Shares, enrollment: EnrollmentFacts, minutes: MinuteTally) => {
  const consent = consentFor(enrollment, month, facts.asOf);
  const readings = facts.readingDays.filter(
    ({ enrollmentId, date }) => enrollmentId === enrollment.id && date <= facts.asOf,
  );
  const periods = tilePeriods(enrollment, consent, facts.settings, month);
  const anchor = periods[0]?.from ?? anchorOf(enrollment, consent, settings.periodAnchor);
  const days = tallyDays(enrollment, readings, consent, anchor, settings);
  const ending = periods.filter(({ to }) => monthOf(to) === month);
  const windowStart = ending[0] && ending[0].from < firstDay(month) ? ending[0].from : firstDay(month);
  const unqualified = allDevicesUnqualified(readings, windowStart, lastDay(month));
  const resolved = resolveBillingFacts(enrollment);
  return {
    days,
    facts: resolved,
    gates: failingGates({ enrollment, month, consent, ending, facts: resolved, allDevicesUnqualified: unqualified }),
    measures: measureWith(days.qualifying, periods, minutes, month),
    // What the days would be if the device were put right; otherwise days that do not count stay out.
    waivedMeasures: measureWith(unqualified ? days.withAnyDevice : days.qualifying, periods, minutes, month),
  };
};

const evaluateEnrollment = (shares: Shares, enrollment: EnrollmentFacts, minutes: MinuteTally): Evaluation => {
  const { settings, month } = shares;
  const { asOf, alignments, fees } = shares.facts;
  const { waivedMeasures, ...measured } = measureEnrollment(shares, enrollment, minutes);
  const { gates, measures } = measured;
  const rules = rulesOf(enrollment.program);
  const setupDate = enrollment.deviceSetupDate && enrollment.deviceSetupDate <= asOf ? enrollment.deviceSetupDate : null;
  const claims = standingClaims(shares, enrollment.id);
  const terms: Terms = { month, rules, settings, claims, setupDate, gate: gates[0] ?? null, waived: false };
  const unheld = gates.find(({ code }) => !holdsClaim(code)) ?? null;
  const decided = decideCodes(terms, measures);
  const isReason = (matches: (code: ReasonCode) => boolean): boolean =>
    decided.some(({ reason }) => reason !== null && matches(reason.code));
  // Each of the three further evaluations is made only where it can come to something else.
  const waived = isReason(holdsClaim)
    ? decideCodes({ ...terms, waived: true, gate: unheld }, waivedMeasures) : decided;
  const projected = asOf <= lastDay(month) ? decideCodes(terms, projectMeasures(measures, month, asOf)) : decided;
  const connected = isReason((code) => code === "NO_INTERACTIVE_COMMUNICATION")
    ? decideCodes(terms, { ...measures, interactive: 1 }) : decided;
  const statusTerms: StatusTerms = { month, asOf, rules, settings, alignments, fees };
  return {
    ...measured,
    enrollment, month, asOf, settings, minutes,
    codes: decided.map((decision, at) => settleCode(statusTerms, decision, waived[at], projected[at])),
    projectedCodes: projected
      .map((decision) => settleCode(statusTerms, decision, undefined, undefined))
      .filter(({ status }) => isBillable(status))
      .map(({ code }) => code),
    lacksExchange: decided.some(
      ({ reason }, at) => reason?.code === "NO_INTERACTIVE_COMMUNICATION" && (connected[at]?.lines.length ?? 0) > 0,
    ),
  };
};

/** One month of all of a patient's enrollments, in the order given. */
export const evaluateMonth = (facts: PatientMonthFacts): Evaluation[] => {
  const settings = settingsOf(facts.settings, facts.month);
  const minutes = tallyMinutes(facts.enrollments, facts.timeEntries, facts.month, facts.asOf, settings);
  const shares: Shares = { facts, settings, month: facts.month };
  return facts.enrollments.map((enrollment) =>
    evaluateEnrollment(shares, enrollment, minutes.get(enrollment.id) ?? NO_MINUTES),
  );
};
