import type { AnswerOf } from "@vitaledge/sdk";
import { ADVICE } from "./advice.js";
import { renderCell } from "./cells.js";
import { drawBar, drawGrid, money, paint, wrap } from "./view.js";
import type { Tone, View } from "./view.js";

export type Readiness = AnswerOf<"getBillingReadiness">;
type Code = Readiness["codes"][number];

/** As many places as a period needs days, so that a place is a day. */
const PLACES = 16;
const CODE_PLACES = 8;

const LOOKS: { readonly [S in Code["status"]]: { tone: Tone; sign: string; plain: string } } = {
  READY: { tone: "good", sign: "✓", plain: "+" },
  BILLED: { tone: "good", sign: "✓", plain: "+" },
  MET_PERIOD_OPEN: { tone: "fair", sign: "◔", plain: "~" },
  PROJECTED: { tone: "wait", sign: "◔", plain: "~" },
  HELD: { tone: "bad", sign: "!", plain: "!" },
  NOT_MET: { tone: "dim", sign: "·", plain: "." },
};

/** An enrollment's month on one page: how far it is, each code, and what to do next. */
export function drawReadiness(view: View, readiness: Readiness): string[] {
  const { program, month, asOf, timezone, codes, missing, warnings, nextBestAction, rebuilding } = readiness;
  return [
    paint(view, "bold", `${program} ${month} as of ${asOf} (${timezone})`),
    ...drawPeriod(readiness),
    "",
    ...drawPace(view, readiness),
    "",
    ...drawGrid(view, {
      titles: ["", "CODE", "STATUS", "UNITS", "PROGRESS", "HAVE/NEED", "ESTIMATE", "WHY AND WHAT TO DO"],
      numbers: ["UNITS", "HAVE/NEED", "ESTIMATE"],
      rows: codes.map((code) => rowOf(view, code)),
      tones: codes.map(({ status }) => LOOKS[status].tone),
    }),
    "",
    ...drawNotes(view, "Missing", missing.length === 0 ? [] : [missing.join(", ")]),
    ...drawNotes(view, "Warning", warnings.map(({ message }) => message)),
    ...drawNotes(view, "Next", nextBestAction === null ? [] : [nextBestAction]),
    ...(rebuilding ? ["Readings are being linked again: ask once more before relying on the counts."] : []),
  ];
}

function drawPeriod({ period }: Readiness): string[] {
  if (period === null) return [];
  const { from, to, dayIndex, daysLeft, closed } = period;
  return [`Period ${from} to ${to}: ${closed ? "over" : `day ${dayIndex}, ${countOf(daysLeft, "day")} left`}`];
}

function drawPace(view: View, { days, minutes }: Readiness): string[] {
  const lines: string[] = [];
  if (days !== null) {
    const { soFar, needed, remaining, attainable, projected } = days;
    const rest = remaining === 0 ? "reached" : `${remaining} more, ${attainable ? `${projected} at this pace` : "no longer within reach"}`;
    lines.push(`Days     ${drawBar(view, soFar, needed, PLACES)} ${`${soFar}/${needed}`.padStart(7)}  ${rest}`);
  }
  if (minutes !== null) {
    const { soFar, needed, remaining, interactive, daysLeftInMonth } = minutes;
    const step = needed === null ? "nothing more to reach" : `${remaining} more to the next step, ${countOf(daysLeftInMonth, "day")} left`;
    const spoken = interactive === 0 ? "no live exchange" : countOf(interactive, "live exchange");
    lines.push(`Minutes  ${drawBar(view, soFar, needed ?? soFar, PLACES)} ${`${soFar}/${needed ?? soFar}`.padStart(7)}  ${step}; ${spoken}`);
  }
  return lines;
}

function rowOf(view: View, { code, status, units, have, need, estimateCents, explanation, reasonCode }: Code): string[] {
  // One that is there or not is no way to go.
  const counted = typeof have === "number" && typeof need === "number" && need > 1;
  const settled = status === "READY" || status === "BILLED" || status === "MET_PERIOD_OPEN";
  const advice = reasonCode === null || settled ? "" : ADVICE[reasonCode];
  return [
    view.unicode ? LOOKS[status].sign : LOOKS[status].plain, code, status, String(units),
    counted ? drawBar(view, have, need, CODE_PLACES) : "",
    [have, need].filter((measure) => measure !== null).map(renderCell).join("/"),
    money(estimateCents), [explanation, advice].filter((part) => part !== "").join(" "),
  ];
}

function drawNotes({ width }: View, title: string, notes: readonly string[]): string[] {
  const lead = `${title}:`.padEnd(9);
  return notes.flatMap((note) => wrap(renderCell(note), width - lead.length).map((line, at) => (at === 0 ? lead : " ".repeat(lead.length)) + line));
}

function countOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
