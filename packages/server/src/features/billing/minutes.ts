import type { LocalDate, Month } from "../../platform/civil.js";
import { addDays, firstDay, monthOf } from "../../platform/civil.js";
import type { EnrollmentFacts, TimeEntryFact } from "./facts.js";
import { resolveBillingFacts } from "./facts.js";
import { localDay } from "./local-days.js";
import { settingsOf, type BillingSettings, type DatedSettings } from "./rules/settings.js";
import type { StaffRole } from "./rules/types.js";
import type { DayRefusal } from "./window.js";
import { consentFor, refuseDay } from "./window.js";

export type MinuteExclusion =
  | DayRefusal | "ROLE_NOT_ELIGIBLE" | "SETUP_NOT_COUNTED" | "EM_VISIT_DAY" | "COUNTED_ELSEWHERE";

/** Milliseconds of one enrollment in the month. Nothing is floored before `wholeMinutes`. */
export type MinuteTally = {
  readonly counted: number;
  readonly byRole: ReadonlyMap<StaffRole, number>;
  /** Live two-way exchanges; several people on one call are one. */
  readonly interactive: number;
  /** The entries of which some time does not count, by reason. */
  readonly excluded: ReadonlyMap<MinuteExclusion, ReadonlySet<string>>;
};

type Span = { readonly from: number; readonly to: number };
type Piece = Span & { readonly entry: TimeEntryFact; readonly enrollment: EnrollmentFacts; readonly day: LocalDate };

export const wholeMinutes = (milliseconds: number): number => Math.floor(milliseconds / 60_000);

export const practitionerTime = (tally: MinuteTally): number =>
  (tally.byRole.get("PHYSICIAN") ?? 0) + (tally.byRole.get("QHP") ?? 0);

type Edges = { readonly before: BillingSettings["monthEdge"]; readonly own: BillingSettings["monthEdge"] };

/** How entries are cut that began before the month, and in it. */
export const edgesOf = (history: readonly DatedSettings[], month: Month): Edges => ({
  before: settingsOf(history, monthOf(addDays(firstDay(month), -1))).monthEdge, own: settingsOf(history, month).monthEdge,
});

/**
 * Cut at the local midnights of the enrollment's zone, or whole on the day it began: as the month says in which it began, or a
 * minute could be counted in two months, or in none.
 */
const cutEntry = (entry: TimeEntryFact, enrollment: EnrollmentFacts, month: Month, edges: Edges): Piece[] => {
  const pieces: Piece[] = [];
  const began = monthOf(localDay(entry.startedAt.getTime(), enrollment.timezone).day);
  const edge = began < month ? edges.before : edges.own;
  const end = entry.startedAt.getTime() + entry.durationSeconds * 1000;
  for (let from = entry.startedAt.getTime(); from < end; ) {
    const local = localDay(from, enrollment.timezone);
    const to = edge === "START" ? end : Math.min(end, local.end);
    pieces.push({ entry, enrollment, day: local.day, from, to });
    from = to;
  }
  return pieces;
};

const refusePiece = (
  { entry, enrollment, day }: Piece,
  month: Month,
  asOf: LocalDate,
  settings: BillingSettings,
): MinuteExclusion | null => {
  const outside = refuseDay(enrollment, consentFor(enrollment, month, asOf), day);
  if (outside) return outside;
  if (entry.activity === "SETUP") return "SETUP_NOT_COUNTED";
  if (!settings.eligibleRoles[enrollment.program]?.includes(entry.staffRole)) return "ROLE_NOT_ELIGIBLE";
  const visits = resolveBillingFacts(enrollment).emVisitDates;
  return settings.emDayRule === "WHOLE_DAY" && visits.includes(day) ? "EM_VISIT_DAY" : null;
};

const subtract = (span: Span, taken: readonly Span[]): Span[] =>
  taken
    .filter((cut) => cut.from < span.to && cut.to > span.from)
    .reduce<Span[]>(
      (rest, cut) =>
        rest.flatMap(({ from, to }) =>
          cut.to <= from || cut.from >= to
            ? [{ from, to }]
            : [{ from, to: cut.from }, { from: cut.to, to }].filter((part) => part.from < part.to),
        ),
      [{ from: span.from, to: span.to }],
    );

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

const byPrecedence = (a: Piece, b: Piece): number =>
  a.entry.startedAt.getTime() - b.entry.startedAt.getTime() ||
  a.entry.createdAt.getTime() - b.entry.createdAt.getTime() ||
  (a.entry.id < b.entry.id ? -1 : a.entry.id > b.entry.id ? 1 : a.from - b.from);

const countExchanges = (live: readonly Piece[]): number => {
  let until = -Infinity;
  let entry = "";
  let exchanges = 0;
  for (const piece of [...live].sort((a, b) => a.from - b.from)) {
    // Two calls end to end are two; the parts of one that midnight cut are one.
    if (piece.from >= until && piece.entry.id !== entry) exchanges += 1;
    if (piece.to > until) [until, entry] = [piece.to, piece.entry.id];
  }
  return exchanges;
};

const isLive = ({ entry }: Piece, settings: BillingSettings): boolean =>
  entry.interactive && settings.interactiveKinds.includes(entry.activity);

type Excluded = Map<MinuteExclusion, Set<string>>;

const exclude = (excluded: Excluded, why: MinuteExclusion, entry: TimeEntryFact): void => {
  excluded.set(why, (excluded.get(why) ?? new Set()).add(entry.id));
};

type Split = { readonly counting: Piece[]; readonly refused: { piece: Piece; reason: MinuteExclusion }[] };

const splitPieces = (
  enrollments: readonly EnrollmentFacts[],
  entries: readonly TimeEntryFact[],
  month: Month,
  asOf: LocalDate,
  history: readonly DatedSettings[],
): Split => {
  const [settings, edges] = [settingsOf(history, month), edgesOf(history, month)];
  const known = new Map(enrollments.map((enrollment) => [enrollment.id, enrollment]));
  const split: Split = { counting: [], refused: [] };
  for (const entry of entries) {
    const enrollment = known.get(entry.enrollmentId);
    if (!enrollment || entry.status !== "FINAL" || localDay(entry.startedAt.getTime(), enrollment.timezone).day > asOf) continue;
    for (const piece of cutEntry(entry, enrollment, month, edges)) {
      const reason = refusePiece(piece, month, asOf, settings);
      if (reason) split.refused.push({ piece, reason });
      else split.counting.push(piece);
    }
  }
  split.counting.sort(byPrecedence);
  return split;
};

/**
 * The month's time of each enrollment of a patient. A minute that several entries cover counts for the one that began
 * first, then the one created first, across programs; entries that do not count take no minute from one that does.
 */
export const tallyMinutes = (
  enrollments: readonly EnrollmentFacts[],
  entries: readonly TimeEntryFact[],
  month: Month,
  asOf: LocalDate,
  history: readonly DatedSettings[],
): ReadonlyMap<string, MinuteTally> => {
  const settings = settingsOf(history, month);
  const { counting, refused } = splitPieces(enrollments, entries, month, asOf, history);
  const taken: Span[] = [];
  const won = counting.map((piece) => {
    const spans = subtract(piece, taken);
    taken.push(...spans);
    return { piece, spans };
  });
  const tallyOf = (id: string): MinuteTally => {
    const byRole = new Map<StaffRole, number>();
    const excluded: Excluded = new Map();
    const own = won.filter(({ piece }) => piece.enrollment.id === id && monthOf(piece.day) === month);
    const ownSpans = own.flatMap(({ spans }) => spans);
    for (const { piece, spans } of own) {
      const { staffRole } = piece.entry;
      const counted = lengthOf(spans);
      if (counted > 0) byRole.set(staffRole, (byRole.get(staffRole) ?? 0) + counted);
      if (counted < piece.to - piece.from) exclude(excluded, "COUNTED_ELSEWHERE", piece.entry);
    }
    for (const { piece, reason } of refused) {
      if (piece.enrollment.id === id && monthOf(piece.day) === month) exclude(excluded, reason, piece.entry);
    }
    // A call that review time of the same program covers was still held; one that another program uses up was not ours.
    const live = own.map(({ piece }) => piece).filter((piece) => isLive(piece, settings));
    const held = live.filter((piece) => lengthOf(subtract(piece, ownSpans)) < piece.to - piece.from);
    return { counted: lengthOf(ownSpans), byRole, interactive: countExchanges(held), excluded };
  };
  return new Map(enrollments.map(({ id }) => [id, tallyOf(id)]));
};
