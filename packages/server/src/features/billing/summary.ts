import type { LocalDate, Month } from "../../platform/civil.js";
import { isInMonth } from "../../platform/civil.js";
import { compareTexts } from "../../platform/compare-texts.js";
import type { Evaluation } from "./evaluate.js";
import type { ClaimFact } from "./facts.js";
import type { LineOutcome } from "./lines.js";
import { isExported } from "./lines.js";
import { daysLeftOf } from "./pace.js";
import type { Measure, ReasonCode } from "./reasons.js";
import type { Program } from "./rules/types.js";
import type { EvaluatedCode } from "./status.js";
import { touchesMonth } from "./window.js";

/** `notMet` counts enrollments without any line. */
type Totals = { enrollments: number; ready: number; held: number; notMet: number; units: number; estimateCents: number };
type CodeTotals = { code: string; units: number; lines: number; estimateCents: number | null; denied: number };

/** One code of one enrollment that misses, or is about to miss, its threshold. */
export type Shortfall = {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly program: Program;
  readonly code: string;
  readonly reasonCode: ReasonCode;
  readonly have: Measure;
  readonly need: Measure;
};

/** Sums of a month, fed one evaluation at a time so that no month has to be held in memory whole. */
export type SummarySums = {
  readonly totals: Totals;
  readonly byProgram: Map<Program, Totals>;
  readonly byCode: Map<string, CodeTotals>;
  readonly timezones: Map<string, number>;
  readonly blockedBy: Map<ReasonCode, number>;
  readonly atRisk: Shortfall[];
  readonly nearMisses: Shortfall[];
};

const noCodeTotals = (code: string): CodeTotals => ({ code, units: 0, lines: 0, estimateCents: null, denied: 0 });
const noTotals = (): Totals => ({ enrollments: 0, ready: 0, held: 0, notMet: 0, units: 0, estimateCents: 0 });

export const startSummary = (): SummarySums => ({
  totals: noTotals(), byProgram: new Map(), byCode: new Map(), timezones: new Map(), blockedBy: new Map(),
  atRisk: [], nearMisses: [],
});

const NEAR_DAYS = 3;
const NEAR_MINUTES = 5;
const DAYS_NEEDED = 16;

const isNear = ({ reason, status }: EvaluatedCode): boolean => {
  if (!reason || status === "HELD" || typeof reason.have !== "number" || typeof reason.need !== "number") return false;
  const short = reason.need - reason.have;
  if (reason.code === "INSUFFICIENT_DATA_DAYS") return short <= NEAR_DAYS;
  return reason.code === "INSUFFICIENT_MINUTES" && short <= NEAR_MINUTES;
};

/** The long supply tier, where the days left no longer suffice in any period of the month. */
const isLost = ({ measures, month, asOf }: Evaluation, { reason, status }: EvaluatedCode): boolean =>
  reason?.code === "INSUFFICIENT_DATA_DAYS" &&
  reason.need === DAYS_NEEDED &&
  status === "NOT_MET" &&
  measures.periods
    .filter(({ to }) => isInMonth(to, month))
    .every((period) => period.days + daysLeftOf(period, asOf) < DAYS_NEEDED);

const shortfall = ({ enrollment }: Evaluation, { code, reason }: EvaluatedCode): Shortfall[] =>
  reason
    ? [{
        enrollmentId: enrollment.id, patientId: enrollment.patientId, program: enrollment.program,
        code, reasonCode: reason.code, have: reason.have, need: reason.need,
      }]
    : [];

const addTotals = (totals: Totals, lines: readonly LineOutcome[]): void => {
  const ready = lines.filter(isExported);
  totals.enrollments += 1;
  totals.ready += ready.length;
  totals.held += lines.filter(({ status }) => status === "HELD").length;
  totals.notMet += lines.length === 0 ? 1 : 0;
  for (const { units, estimateCents } of ready) {
    totals.units += units;
    totals.estimateCents += estimateCents ?? 0;
  }
};

const codeTotals = (sums: SummarySums, code: string): CodeTotals => {
  const totals = sums.byCode.get(code) ?? noCodeTotals(code);
  sums.byCode.set(code, totals);
  return totals;
};

const addReasons = (sums: SummarySums, lines: readonly LineOutcome[]): void => {
  for (const { holds: [first] } of lines) {
    if (first) sums.blockedBy.set(first.reasonCode, (sums.blockedBy.get(first.reasonCode) ?? 0) + 1);
  }
};

/** Adds one enrollment with all its lines; `claims` are those of the enrollment. One outside the month adds nothing. */
export const addToSummary = (
  sums: SummarySums,
  evaluation: Evaluation,
  lines: readonly LineOutcome[],
  claims: readonly ClaimFact[],
): void => {
  const { enrollment, month } = evaluation;
  if (!touchesMonth(enrollment, month)) return;
  const program = sums.byProgram.get(enrollment.program) ?? noTotals();
  sums.byProgram.set(enrollment.program, program);
  for (const totals of [sums.totals, program]) addTotals(totals, lines);
  for (const line of lines.filter(isExported)) {
    const totals = codeTotals(sums, line.code);
    totals.units += line.units;
    totals.lines += 1;
    if (line.estimateCents !== null) totals.estimateCents = (totals.estimateCents ?? 0) + line.estimateCents;
  }
  for (const claim of claims) {
    const own = claim.enrollmentId === enrollment.id && claim.status === "DENIED" && isInMonth(claim.dosTo, month);
    if (own) codeTotals(sums, claim.code).denied += 1;
  }
  sums.timezones.set(enrollment.timezone, (sums.timezones.get(enrollment.timezone) ?? 0) + 1);
  addReasons(sums, lines);
  sums.nearMisses.push(...evaluation.codes.filter(isNear).flatMap((code) => shortfall(evaluation, code)));
  sums.atRisk.push(
    ...evaluation.codes.filter((code) => isLost(evaluation, code)).flatMap((code) => shortfall(evaluation, code)),
  );
};

export type SummaryHead = {
  readonly organizationId: string;
  readonly month: Month;
  readonly asOf: LocalDate;
  /** The organization's. */
  readonly timezone: string;
  readonly lockedAt: string | null;
};

const byKey = <V>(map: ReadonlyMap<string, V>): [string, V][] => [...map].sort(([a], [b]) => compareTexts(a, b));
const byEnrollment = (a: Shortfall, b: Shortfall): number =>
  compareTexts(a.patientId, b.patientId) || compareTexts(a.enrollmentId, b.enrollmentId) || compareTexts(a.code, b.code);

export const presentSummary = (sums: SummarySums, head: SummaryHead) => ({
  organizationId: head.organizationId,
  month: head.month,
  asOf: head.asOf,
  timezone: head.timezone,
  timezones: byKey(sums.timezones).map(([timezone, enrollments]) => ({ timezone, enrollments })),
  closed: head.lockedAt !== null,
  totals: { ...sums.totals },
  byProgram: [...sums.byProgram].sort(([a], [b]) => compareTexts(a, b)).map(([program, totals]) => ({ program, ...totals })),
  byCode: byKey(sums.byCode).map(([, totals]) => ({ ...totals })),
  atRisk: [...sums.atRisk].sort(byEnrollment),
  nearMisses: [...sums.nearMisses].sort(byEnrollment),
  blockedBy: [...sums.blockedBy]
    .sort(([a, m], [b, n]) => n - m || compareTexts(a, b))
    .map(([reasonCode, count]) => ({ reasonCode, count })),
  lockedAt: head.lockedAt,
});

export type Summary = ReturnType<typeof presentSummary>;

/** A frozen summary with the lines that were denied since. */
export const withDenied = (summary: Summary, denied: readonly { code: string; denied: number }[]): Summary => {
  const counts = new Map(denied.map((one) => [one.code, one.denied]));
  const billed = summary.byCode.map((totals): [string, CodeTotals] => [totals.code, totals]);
  const all = new Map([...[...counts.keys()].map((code): [string, CodeTotals] => [code, noCodeTotals(code)]), ...billed]);
  return { ...summary, byCode: byKey(all).map(([code, totals]) => ({ ...totals, denied: counts.get(code) ?? 0 })) };
};
