import type { Month } from "../../platform/civil.js";
import { monthOf } from "../../platform/civil.js";
import { compareTexts } from "../../platform/compare-texts.js";
import type { EnrollmentFacts } from "./facts.js";
import type { Period } from "./periods.js";
import type { Reason, ReasonCode } from "./reasons.js";
import { reason } from "./reasons.js";
import { rankOf } from "./rules/catalogue.js";
import type { BillingSettings } from "./rules/settings.js";
import { DEFAULT_SETTINGS } from "./rules/settings.js";
import type { CodeRule, Program } from "./rules/types.js";
import type { StatusTerms } from "./status.js";
import { accessHold } from "./status.js";
import type { DecidedLine, Decision, Measures, Terms } from "./weigh.js";
import { minutesFor } from "./weigh.js";

/** One enrollment with what its codes would come to if it were the patient's only one. */
export type Entrant = {
  readonly enrollment: EnrollmentFacts;
  readonly terms: Terms;
  readonly status: StatusTerms;
  readonly measures: Measures;
  readonly decisions: readonly Decision[];
};

type Contest = { readonly reason: ReasonCode; readonly order: readonly Program[] };

/** Which programs a month bills one of, in order of preference. */
const contestsOf = ({ rpmRtmWinner, careManagementWinner }: BillingSettings): Contest[] => [
  { reason: "RPM_RTM_CONFLICT", order: rpmRtmWinner === "RPM" ? ["RPM", "RTM"] : ["RTM", "RPM"] },
  { reason: "CARE_MGMT_CONFLICT", order: [...new Set([...careManagementWinner, ...DEFAULT_SETTINGS.careManagementWinner])] },
];

const ruleFor = ({ terms }: Entrant, code: string): CodeRule | undefined => terms.rules.findLast((rule) => rule.code === code);

/** A claim is a fact; what is held displaces nothing, for it may never be billed. */
const counts = ({ status }: Entrant, code: string, line: DecidedLine): boolean =>
  line.claims.length > 0 || accessHold(status, code, line) === null;

const isBillable = (entrant: Entrant): boolean =>
  entrant.decisions.some(({ code, lines }) => lines.some((line) => counts(entrant, code, line)));

/** Whether the month was claimed from. A setup code does not say so: its date is often of an earlier month. */
const isClaimed = (entrant: Entrant, month: Month): boolean =>
  entrant.decisions.some(({ lines }) => lines.some(({ claims }) => claims.length > 0)) ||
  entrant.terms.claims.some(({ code, dosTo }) => monthOf(dosTo) === month && ruleFor(entrant, code)?.kind !== "SETUP");

const displace = (decision: Decision, why: Reason, stays = (line: DecidedLine): boolean => line.claims.length > 0): Decision => {
  const lines = decision.lines.filter(stays);
  return lines.length === decision.lines.length ? decision : { ...decision, reason: lines.length > 0 ? decision.reason : why, lines };
};

type Seat = { readonly entrant: Entrant; readonly code: string; readonly rank: number; readonly minutes: number; readonly claimed: boolean };

/** The base code of the calendar month that an enrollment would bill. */
const seatOf = (entrant: Entrant): Seat[] =>
  entrant.decisions.flatMap(({ code, lines }) => {
    const rule = ruleFor(entrant, code);
    const line = lines.find((one) => counts(entrant, code, one));
    if (!line || rule?.clock !== "mo" || !rule.group) return [];
    const { settings } = entrant.terms;
    const rank = rankOf(rule, { settings, staffMinutes: entrant.measures.staffMinutes });
    return [{ entrant, code, rank, minutes: minutesFor(rule, entrant.measures), claimed: line.claims.length > 0 }];
  });

const bySeat = (a: Seat, b: Seat): number =>
  Number(b.claimed) - Number(a.claimed) ||
  a.rank - b.rank ||
  // With the base go its add-ons: else a minute of one enrollment could take the units of another away.
  b.minutes - a.minutes ||
  compareTexts(a.entrant.enrollment.startDate, b.entrant.enrollment.startDate) ||
  compareTexts(a.entrant.enrollment.id, b.entrant.enrollment.id);

/** Of two enrollments of one program that follow each other in a month, one bills the codes of the calendar month. */
const takeSeats = (entrants: readonly Entrant[]): Entrant[] =>
  entrants.map((entrant) => {
    const { program } = entrant.enrollment;
    const [first] = entrants.filter((one) => one.enrollment.program === program).flatMap(seatOf).sort(bySeat);
    if (!first || first.entrant === entrant) return entrant;
    return {
      ...entrant,
      decisions: entrant.decisions.map((decision) => {
        const rule = ruleFor(entrant, decision.code);
        if (rule?.clock !== "mo") return decision;
        return displace(decision, rule.base ? reason("MISSING_BASE_CODE", null, rule.base) : reason("MUTUALLY_EXCLUSIVE", first.code));
      }),
    };
  });

type Winner = { readonly program: Program; readonly claimed: boolean };

/** A line of supply or setup, which a patient has once in a period. */
type Span = { readonly entrant: Entrant; readonly code: string; readonly kind: CodeRule["kind"]; readonly line: DecidedLine; readonly period: Period };

const spansOf = (entrant: Entrant): Span[] =>
  entrant.decisions.flatMap(({ code, lines }) => {
    const kind = ruleFor(entrant, code)?.kind;
    return lines.flatMap((line) =>
      kind && line.period && counts(entrant, code, line) ? [{ entrant, code, kind, line, period: line.period }] : []);
  });

const bySpan = (a: Span, b: Span): number =>
  Number(b.line.claims.length > 0) - Number(a.line.claims.length > 0) ||
  (b.line.period?.days ?? 0) - (a.line.period?.days ?? 0) ||
  compareTexts(a.entrant.enrollment.startDate, b.entrant.enrollment.startDate) ||
  compareTexts(a.entrant.enrollment.id, b.entrant.enrollment.id);

const areRivals = (a: Entrant, b: Entrant): boolean => a !== b && a.enrollment.program === b.enrollment.program;

// One enrollment may end on the day on which the next begins.
const overlap = (a: Period, b: Period): boolean => a.from < b.to && b.from < a.to;

const isClaimedBeside = ({ entrant, kind, period: { from, to } }: Span, entrants: readonly Entrant[]): boolean =>
  entrants.some((other) => areRivals(other, entrant) &&
    other.terms.claims.some(({ code, dosTo }) => ruleFor(other, code)?.kind === kind && from < dosTo && dosTo <= to));

/** Enrollments of one program that overlap, as after a merge of two patients, bill no day's supply twice and one setup. */
const takePeriods = (entrants: readonly Entrant[]): Entrant[] => {
  const taken: Span[] = [];
  const lost = new Map<DecidedLine, string>();
  for (const span of entrants.flatMap(spansOf).sort(bySpan)) {
    const before = taken.find((one) => one.kind === span.kind && areRivals(one.entrant, span.entrant) && overlap(one.period, span.period));
    if (span.line.claims.length === 0 && (before || isClaimedBeside(span, entrants))) lost.set(span.line, before?.code ?? span.code);
    else taken.push(span);
  }
  if (lost.size === 0) return [...entrants];
  return entrants.map((entrant) => ({
    ...entrant,
    decisions: entrant.decisions.map((decision) => {
      const code = decision.lines.flatMap((line) => lost.get(line) ?? [])[0];
      return code ? displace(decision, reason("MUTUALLY_EXCLUSIVE", code), (line) => !lost.has(line)) : decision;
    }),
  }));
};

/** A claim that was made goes before the preference, else two programs would be billed. */
const winnerOf = ({ order }: Contest, entrants: readonly Entrant[], month: Month): Winner | undefined => {
  const find = (matches: (entrant: Entrant) => boolean): Program | undefined =>
    order.find((program) => entrants.some((one) => one.enrollment.program === program && matches(one)));
  const claimed = find((entrant) => isClaimed(entrant, month));
  const program = claimed ?? find(isBillable);
  return program && { program, claimed: claimed !== undefined };
};

const holdContest = (contest: Contest, entrants: readonly Entrant[], month: Month): Entrant[] => {
  const winner = winnerOf(contest, entrants, month);
  return entrants.map((entrant) => {
    const { program } = entrant.enrollment;
    if (!winner || winner.program === program || !contest.order.includes(program)) return entrant;
    // What an alignment holds of a preferred program would prevail without it, and stays held.
    const yields = winner.claimed || contest.order.indexOf(winner.program) < contest.order.indexOf(program);
    const stays = (code: string) => (line: DecidedLine): boolean => line.claims.length > 0 || (!yields && !counts(entrant, code, line));
    return {
      ...entrant,
      decisions: entrant.decisions.map((decision) => displace(decision, reason(contest.reason, winner.program), stays(decision.code))),
    };
  });
};

/**
 * What remains of each enrollment's decisions beside the patient's others. Only billable lines displace others: what is
 * held, for whatever reason, does not, and lines that were claimed stay claimed.
 */
export const settleConflicts = (entrants: readonly Entrant[], settings: BillingSettings, month: Month): (readonly Decision[])[] => {
  const rivals = entrants.filter(({ decisions, terms }) => decisions.some(({ lines }) => lines.length > 0) || terms.claims.length > 0);
  if (rivals.length < 2) return entrants.map(({ decisions }) => decisions);
  const seated = takeSeats(takePeriods(entrants));
  return contestsOf(settings)
    .reduce((left, contest) => holdContest(contest, left, month), seated)
    .map(({ decisions }) => decisions);
};
