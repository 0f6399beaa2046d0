import type { LocalDate, Month } from "../../platform/civil.js";
import { lastDay } from "../../platform/civil.js";
import type { AlignmentFact } from "./facts.js";
import type { FeeTable } from "./fees.js";
import { feeOn } from "./fees.js";
import type { CodeStatus, LineStatus, Measure, Reason } from "./reasons.js";
import { holdsClaim, isBillable, reason } from "./reasons.js";
import { ruleOn } from "./rules/catalogue.js";
import type { BillingSettings } from "./rules/settings.js";
import type { CodeRule } from "./rules/types.js";
import type { DecidedLine, Decision } from "./weigh.js";

export type EvaluatedLine = DecidedLine & {
  readonly status: LineStatus;
  /** What a HELD line waits for. */
  readonly hold: Reason | null;
  /** Null where the fee is not known. */
  readonly estimateCents: number | null;
};

export type EvaluatedCode = {
  readonly code: string;
  readonly status: CodeStatus;
  readonly units: number;
  readonly reason: Reason | null;
  readonly have: Measure;
  readonly need: Measure;
  /** Of the lines, or of one unit where there are none yet. */
  readonly estimateCents: number | null;
  readonly feeSource: string | null;
  readonly lines: readonly EvaluatedLine[];
};

export type StatusTerms = {
  readonly month: Month;
  readonly asOf: LocalDate;
  readonly rules: readonly CodeRule[];
  readonly settings: BillingSettings;
  readonly alignments: readonly AlignmentFact[];
  readonly fees: FeeTable;
};

const STRONGEST: readonly LineStatus[] = ["READY", "MET_PERIOD_OPEN", "BILLED", "HELD"];

export const alignedOn = (alignments: readonly AlignmentFact[], date: LocalDate): AlignmentFact[] =>
  alignments.filter(({ from, to }) => from <= date && date <= (to ?? date));

export const accessHold = (terms: StatusTerms, code: string, { dosTo }: DecidedLine): Reason | null => {
  const rule = ruleOn(terms.rules, code, dosTo);
  if (terms.settings.accessAlignment === "WARN" || rule?.heldByAccess === false) return null;
  const own = alignedOn(terms.alignments, dosTo).find(({ participant }) => participant === "OWN");
  return own ? reason("ACCESS_ALIGNED", own.from) : null;
};

const estimate = (terms: StatusTerms, code: string, line: DecidedLine): number | null => {
  const cents = feeOn(terms.fees, code, line.dosTo)?.amountCents ?? null;
  return cents === null ? null : cents * line.units;
};

const settleLine = (terms: StatusTerms, code: string, line: DecidedLine, gate: Reason | null): EvaluatedLine => {
  const hold = gate ?? (line.claims.length > 0 ? null : accessHold(terms, code, line));
  const open = line.settledOn < terms.asOf ? "READY" : "MET_PERIOD_OPEN";
  const status = hold ? "HELD" : line.claims.length > 0 ? "BILLED" : open;
  const { units, dosFrom, dosTo, settledOn, period, claims } = line;
  return { units, dosFrom, dosTo, settledOn, period, claims, status, hold, estimateCents: estimate(terms, code, line) };
};

const sumOrUnknown = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce<number | null>((sum, cents) => (sum === null || cents === null ? null : sum + cents), 0);

/**
 * The status of a code from what was decided on the facts, on them with everything there that a HELD code waits for,
 * and on them at the present pace.
 */
export const settleCode = (
  terms: StatusTerms,
  decision: Decision,
  waived: Decision | undefined,
  projected: Decision | undefined,
): EvaluatedCode => {
  const holding = decision.reason !== null && holdsClaim(decision.reason.code);
  const gate = holding && decision.lines.length === 0 ? decision.reason : null;
  const source = gate ? (waived?.lines ?? []) : decision.lines;
  const lines = source.map((line) => settleLine(terms, decision.code, line, gate));
  const further: CodeStatus = projected?.lines.length ? "PROJECTED" : "NOT_MET";
  const status = STRONGEST.find((candidate) => lines.some((line) => line.status === candidate)) ?? further;
  const why = (status === "HELD" ? lines[0]?.hold : null) ?? decision.reason;
  const paid = isBillable(status) ? lines.filter((line) => line.status !== "HELD") : lines;
  const fee = feeOn(terms.fees, decision.code, lines[0]?.dosTo ?? lastDay(terms.month));
  const one = fee?.amountCents ?? null;
  return {
    code: decision.code,
    status,
    units: paid.reduce((sum, { units }) => sum + units, 0),
    reason: why,
    have: why ? why.have : decision.have,
    need: why ? why.need : decision.need,
    estimateCents: paid.length > 0 ? sumOrUnknown(paid.map(({ estimateCents }) => estimateCents)) : one,
    feeSource: one === null ? null : (fee?.source ?? null),
    lines,
  };
};
