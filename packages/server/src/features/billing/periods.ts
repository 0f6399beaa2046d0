import type { LocalDate, Month } from "../../platform/civil.js";
import { addDays, firstDay, lastDay, monthOf } from "../../platform/civil.js";
import { madeOnce } from "../../platform/made-once.js";
import type { EnrollmentFacts } from "./facts.js";
import type { ConsentFact } from "./window.js";
import type { BillingSettings, DatedSettings } from "./rules/settings.js";
import { DEFAULT_SETTINGS } from "./rules/settings.js";

/** `index` counts from 1 over the episode; both days are inside. */
export type Period = { readonly index: number; readonly from: LocalDate; readonly to: LocalDate };

type Span = { readonly from: LocalDate; readonly to: LocalDate };
type PeriodRule = Pick<BillingSettings, "periodMode" | "periodAnchor">;
type Segment = PeriodRule & { readonly since: Month | null; readonly before: LocalDate | null };

const PERIOD_DAYS = 30;

const latest = (...days: (LocalDate | null)[]): LocalDate => days.reduce<LocalDate>((a, b) => (b && b > a ? b : a), "");

/** The first day of the first period; never before consent. */
export const anchorOf = (
  enrollment: EnrollmentFacts,
  consent: ConsentFact | null,
  anchor: BillingSettings["periodAnchor"],
): LocalDate => {
  const consented = consent?.date ?? null;
  if (anchor === "START") return latest(enrollment.startDate, consented);
  if (anchor === "SETUP") return latest(enrollment.deviceSetupDate ?? enrollment.startDate, consented);
  return latest(enrollment.startDate, enrollment.deviceSetupDate, consented);
};

/** The stretches of months over which one way of cutting periods held. */
const segmentsUntil = madeOnce((history: readonly DatedSettings[], month: Month): Segment[] => {
  const changes = history
    .filter((entry) => entry.effectiveFrom <= month)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .map(({ effectiveFrom, settings }) => ({ since: effectiveFrom, ...settings }));
  const rules: (PeriodRule & { since: Month | null })[] = [{ since: null, ...DEFAULT_SETTINGS }];
  for (const change of changes) {
    const last = rules[rules.length - 1];
    if (last?.periodMode !== change.periodMode || last.periodAnchor !== change.periodAnchor) rules.push(change);
  }
  return rules.map(({ since, periodMode, periodAnchor }, at) => {
    const next = rules[at + 1]?.since;
    return { since, periodMode, periodAnchor, before: next ? firstDay(next) : null };
  });
});

const tile30 = (start: LocalDate, until: LocalDate): Span[] => {
  const spans: Span[] = [];
  for (let from = start; from <= until; from = addDays(from, PERIOD_DAYS)) {
    spans.push({ from, to: addDays(from, PERIOD_DAYS - 1) });
  }
  return spans;
};

const tileMonths = (start: LocalDate, until: LocalDate): Span[] => {
  const spans: Span[] = [];
  for (let from = start; from <= until; from = addDays(lastDay(monthOf(from)), 1)) {
    spans.push({ from, to: lastDay(monthOf(from)) });
  }
  return spans;
};

/**
 * The periods of an episode up to the one that holds the month's last day; at least the first, even where it begins
 * later. They tile: none slides, none is stretched. A change of the settings holds from its month on and neither
 * splits nor joins a period that closed before it; the days of one it finds open start anew.
 */
export const tilePeriods = (
  enrollment: EnrollmentFacts,
  consent: ConsentFact | null,
  history: readonly DatedSettings[],
  month: Month,
): Period[] => {
  const end = enrollment.endDate ?? "9999-12-31";
  const spans: Span[] = [];
  for (const segment of segmentsUntil(history, month)) {
    const since = segment.since ? firstDay(segment.since) : "";
    const closed = spans[spans.length - 1];
    const start = latest(anchorOf(enrollment, consent, segment.periodAnchor), closed ? addDays(closed.to, 1) : null);
    const until = latest(lastDay(month), segment.before ? null : start);
    const tiled = segment.periodMode === "ROLLING_30" ? tile30(start, until) : tileMonths(start, until);
    spans.push(...tiled.filter(({ to }) => to >= since && (!segment.before || to < segment.before)));
  }
  return spans
    .filter(({ from }) => from <= end)
    .map(({ from, to }, at) => ({ index: at + 1, from, to: to < end ? to : end }));
};
