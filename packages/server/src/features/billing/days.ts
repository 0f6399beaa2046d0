import type { LocalDate } from "../../platform/civil.js";
import type { EnrollmentFacts, ReadingDays } from "./facts.js";
import type { BillingSettings } from "./rules/settings.js";
import type { ConsentFact, DayRefusal } from "./window.js";
import { refuseDay } from "./window.js";

export type DayExclusion = DayRefusal | "BEFORE_PERIOD" | "SOURCE_NOT_COUNTED" | "DEVICE_NOT_QUALIFIED";

export type DayTally = {
  /** Distinct days with a qualifying reading, in order. */
  readonly qualifying: readonly LocalDate[];
  /** Days that would qualify if every device met the definition of the FDA. */
  readonly withAnyDevice: readonly LocalDate[];
  /** Days with readings of which none qualifies, and why the first of them does not. */
  readonly excluded: ReadonlyMap<LocalDate, DayExclusion>;
  /** Readings that count. */
  readonly counted: readonly ReadingDays[];
};

/** Why readings do not count that were taken on a day that does. */
const refuseReadings = ({ source, fdaDefined }: ReadingDays, { program }: EnrollmentFacts, settings: BillingSettings): DayExclusion | null => {
  if (!settings.countedSources[program]?.includes(source)) return "SOURCE_NOT_COUNTED";
  return fdaDefined === false ? "DEVICE_NOT_QUALIFIED" : null;
};

/** Those of the days that match; as a rule that is all of them. */
const daysThat = (readings: ReadingDays, matches: (date: LocalDate) => boolean): ReadingDays => {
  const { dates, counts } = readings;
  if (dates.every(matches)) return readings;
  return { ...readings, dates: dates.filter(matches), counts: counts && counts.filter((_, at) => matches(dates[at]!)) };
};

export const daysUntil = (readings: ReadingDays, asOf: LocalDate): ReadingDays => daysThat(readings, (date) => date <= asOf);

// As a rule they come in order, each once, and to see that takes a tenth of sorting them.
const inOrder = (days: readonly LocalDate[]): readonly LocalDate[] =>
  days.every((day, at) => at === 0 || days[at - 1]! < day) ? days : [...new Set(days)].sort();

const excludedDays = (refused: readonly [LocalDate, DayExclusion][], qualifying: readonly LocalDate[]): Map<LocalDate, DayExclusion> => {
  const counts = new Set(refused.length > 0 ? qualifying : []);
  // Sorted, so that the reason of a day with several does not depend on the order of arrival.
  return new Map(refused.filter(([day]) => !counts.has(day)).sort((a, b) => (a.join() < b.join() ? 1 : -1)));
};

type Refusals = ReadonlyMap<LocalDate, DayExclusion>;

/** The days of the readings that do not count, and why. */
const refusalsOf = (
  readings: ReadingDays, enrollment: EnrollmentFacts, consent: ConsentFact | null, anchor: LocalDate, settings: BillingSettings,
): Refusals => {
  const whyNone = refuseReadings(readings, enrollment, settings);
  const refused = new Map<LocalDate, DayExclusion>();
  for (const date of readings.dates) {
    const why = refuseDay(enrollment, consent, date) ?? (date < anchor ? "BEFORE_PERIOD" : whyNone);
    if (why !== null) refused.set(date, why);
  }
  return refused;
};

export const tallyDays = (
  enrollment: EnrollmentFacts,
  readings: readonly ReadingDays[],
  consent: ConsentFact | null,
  anchor: LocalDate,
  settings: BillingSettings,
): DayTally => {
  const refusals = readings.map((one) => refusalsOf(one, enrollment, consent, anchor, settings));
  const counted = readings.map((one, at) => (refusals[at]!.size > 0 ? daysThat(one, (date) => !refusals[at]!.has(date)) : one));
  const qualifying = inOrder(datesOf(counted));
  const refused = refusals.flatMap((one) => [...one]);
  const unqualified = refused.filter(([, why]) => why === "DEVICE_NOT_QUALIFIED").map(([date]) => date);
  return {
    qualifying,
    withAnyDevice: unqualified.length > 0 ? inOrder([...qualifying, ...unqualified]) : qualifying,
    excluded: excludedDays(refused, qualifying),
    counted,
  };
};

const datesOf = (readings: readonly ReadingDays[]): readonly LocalDate[] =>
  readings.length === 1 ? readings[0]!.dates : readings.flatMap(({ dates }) => dates);

/** Days on which a reading counts although its device is not known. */
export const daysOfUnknownDevices = ({ counted }: DayTally): readonly LocalDate[] =>
  inOrder(datesOf(counted.filter(({ source, deviceId }) => source === "DEVICE" && deviceId === null)));

/** Whether every DEVICE reading of the given days comes from a device outside the definition of the FDA. */
export const allDevicesUnqualified = (readings: readonly ReadingDays[], from: LocalDate, to: LocalDate): boolean => {
  const ofDevices = readings.filter(({ source, dates }) => source === "DEVICE" && dates.some((date) => from <= date && date <= to));
  return ofDevices.length > 0 && ofDevices.every(({ fdaDefined }) => fdaDefined === false);
};

/** The device with most counted readings between two days; the lower id on a tie. */
export const mainDevice = (tally: DayTally, from: LocalDate, to: LocalDate): string | null => {
  const readings = new Map<string, number>();
  for (const { deviceId, dates, counts } of tally.counted) {
    if (deviceId === null) continue;
    const within = dates.flatMap((date, at) => (from <= date && date <= to ? counts?.[at] ?? [] : []));
    if (within.length > 0) readings.set(deviceId, within.reduce((sum, count) => sum + count, readings.get(deviceId) ?? 0));
  }
  const [first] = [...readings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
};
