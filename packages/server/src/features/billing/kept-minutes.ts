import { hash } from "node:crypto";
import type { LocalDate, Month } from "../../platform/civil.js";
import { madeOnce } from "../../platform/made-once.js";
import type { EnrollmentFacts, TimeEntryFact } from "./facts.js";
import { resolveBillingFacts } from "./facts.js";
import { localDay } from "./local-days.js";
import { edgesOf, tallyMinutes, type MinuteExclusion, type MinuteTally } from "./minutes.js";
import { RULE_VERSION } from "./rules/catalogue.js";
import { settingsOf, type DatedSettings } from "./rules/settings.js";
import type { StaffRole } from "./rules/types.js";
import { consentFor } from "./window.js";

type StoredTally = [id: string, counted: number, interactive: number, byRole: [StaffRole, number][], excluded: [MinuteExclusion, string[]][]];

/** The minutes of a patient's month as they are kept. */
export type KeptMinutes = {
  /** Names everything but the entries that the minutes rest on. */
  readonly basis: string;
  /** The local day on which the last of the entries began: before it the minutes were others. */
  readonly lastDay: LocalDate;
  readonly tallies: readonly StoredTally[];
};

/** Raised with every change to how minutes are counted, so that none is used that was counted otherwise. */
const COUNTING = 2;

/** After every day there is. */
const FOREVER: LocalDate = "9999-12-31";

const settingsBasis = madeOnce((history: readonly DatedSettings[], month: Month): string => {
  const { emDayRule, eligibleRoles, interactiveKinds } = settingsOf(history, month);
  const { before, own } = edgesOf(history, month);
  return JSON.stringify([COUNTING, RULE_VERSION, before, own, emDayRule, eligibleRoles, interactiveKinds]).slice(1, -1);
});

/** Two months of equal basis, entries and no entry after `asOf` have equal minutes. */
export const basisOf = (enrollments: readonly EnrollmentFacts[], month: Month, asOf: LocalDate, history: readonly DatedSettings[]): string => {
  const terms = enrollments.map((enrollment) => {
    const { id, timezone, program, startDate, endDate, pauses } = enrollment;
    const { emVisitDates } = resolveBillingFacts(enrollment);
    const consent = consentFor(enrollment, month, asOf);
    return [id, timezone, program, startDate, endDate, pauses.map(({ from, to }) => [from, to]), consent?.date, consent?.revokedOn, emVisitDates];
  });
  const sorted = terms.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return hash("sha256", `[${settingsBasis(history, month)},${JSON.stringify(sorted)}]`, "base64url");
};

/** Undefined where there is nothing to keep. */
export const countMinutes = (
  enrollments: readonly EnrollmentFacts[], entries: readonly TimeEntryFact[], month: Month, history: readonly DatedSettings[],
): KeptMinutes | undefined => {
  const zones = new Map(enrollments.map(({ id, timezone }) => [id, timezone]));
  const days = entries.flatMap(({ enrollmentId, startedAt }) => {
    const zone = zones.get(enrollmentId);
    return zone === undefined ? [] : [localDay(startedAt.getTime(), zone).day];
  });
  if (!days.length) return undefined;
  const tallies = [...tallyMinutes(enrollments, entries, month, FOREVER, history)].flatMap(([id, tally]): StoredTally[] =>
    tally.counted || tally.interactive || tally.excluded.size
      ? [[id, tally.counted, tally.interactive, [...tally.byRole], [...tally.excluded].map(([why, ids]) => [why, [...ids]])]]
      : []);
  return { basis: basisOf(enrollments, month, FOREVER, history), lastDay: days.reduce((a, b) => (a > b ? a : b)), tallies };
};

export const reviveMinutes = ({ tallies }: KeptMinutes): ReadonlyMap<string, MinuteTally> =>
  new Map(tallies.map(([id, counted, interactive, byRole, excluded]) => [id, {
    counted, interactive, byRole: new Map(byRole), excluded: new Map(excluded.map(([why, ids]) => [why, new Set(ids)])),
  }]));

/** Whether the kept minutes are what a count of the entries would come to, on each of the days. */
export const holds = (
  kept: KeptMinutes, enrollments: readonly EnrollmentFacts[], month: Month, days: Iterable<LocalDate>, history: readonly DatedSettings[],
): boolean => [...days].every((asOf) => kept.lastDay <= asOf && kept.basis === basisOf(enrollments, month, asOf, history));
