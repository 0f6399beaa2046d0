import type { AnswerOf } from "@vitaledge/sdk";
import { ADVICE } from "./advice.js";
import { renderCell } from "./cells.js";
import { drawGrid, money, paint } from "./view.js";
import type { View } from "./view.js";

export type Summary = AnswerOf<"getBillingSummary">;
type Gap = Summary["nearMisses"][number];

/** Of long lists the first are shown; all of them are in the answer as JSON. */
const SHOWN = 15;

const MONEY = "ESTIMATE";

/** An organization's month on one page: what it comes to, by program and code, and what stands in the way. */
export function drawSummary(view: View, summary: Summary): string[] {
  const { month, asOf, closed, lockedAt, totals, byProgram, byCode, nearMisses, atRisk, blockedBy } = summary;
  const { enrollments, ready, held, notMet, units, estimateCents } = totals;
  const numbers = ["ENROLLMENTS", "READY", "HELD", "NOT MET", "LINES", "UNITS", "DENIED", MONEY];
  return [
    paint(view, "bold", `${month} as of ${asOf}, ${closed ? `closed ${lockedAt ?? ""}`.trimEnd() : "open"}`),
    `${enrollments} enrollment${enrollments === 1 ? "" : "s"}: ${ready} lines ready (${units} units), ${held} held; ${notMet} without any line`,
    `Estimate ${money(estimateCents)}; for planning, not what a payer will pay`,
    ...section(view, "By program", byProgram.length, drawGrid(view, {
      titles: ["PROGRAM", "ENROLLMENTS", "READY", "HELD", "NOT MET", "UNITS", MONEY, ""], numbers,
      rows: byProgram.map((one) => [one.program, ...[one.enrollments, one.ready, one.held, one.notMet, one.units].map(String), money(one.estimateCents), ""]),
    })),
    ...section(view, "By code", byCode.length, drawGrid(view, {
      titles: ["CODE", "LINES", "UNITS", MONEY, "DENIED", ""], numbers,
      rows: byCode.map((one) => [one.code, String(one.lines), String(one.units), money(one.estimateCents), String(one.denied), ""]),
    })),
    ...section(view, "Held, and what to do", blockedBy.length, drawGrid(view, {
      titles: ["LINES", "REASON", "WHAT TO DO"], numbers,
      rows: blockedBy.map(({ reasonCode, count }) => [String(count), reasonCode, ADVICE[reasonCode]]),
      tones: blockedBy.map(() => "bad"),
    })),
    ...drawGaps(view, "Near misses", nearMisses),
    ...drawGaps(view, "No longer within reach", atRisk),
  ];
}

function section(view: View, title: string, count: number, lines: readonly string[]): string[] {
  return count === 0 ? [] : ["", paint(view, "bold", title), ...lines];
}

function drawGaps(view: View, title: string, gaps: readonly Gap[]): string[] {
  const more = gaps.length - SHOWN;
  const lines = drawGrid(view, {
    titles: ["CODE", "HAVE/NEED", "ENROLLMENT", "REASON"], numbers: ["HAVE/NEED"],
    rows: gaps.slice(0, SHOWN).map(({ code, have, need, enrollmentId, reasonCode }) => [code, `${renderCell(have)}/${renderCell(need)}`, enrollmentId, reasonCode]),
  });
  return section(view, `${title} (${gaps.length})`, gaps.length, [...lines, ...(more > 0 ? [`and ${more} more: --json has them all`] : [])]);
}
