import type { LocalDate } from "../../platform/civil.js";
import type { EnrollmentFacts, ReadingDay } from "./facts.js";
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
  /** Days on which a reading counts although its device is not known. */
  readonly deviceUnknown: readonly LocalDate[];
  /** Readings that count, by day and device. */
  readonly counted: readonly ReadingDay[];
};

const refuseReading = (
  reading: ReadingDay,
  enrollment: EnrollmentFacts,
  consent: ConsentFact | null,
  anchor: LocalDate,
  settings: BillingSettings,
): DayExclusion | null => {
  const day = refuseDay(enrollment, consent, reading.date);
  if (day) return day;
  if (reading.date < anchor) return "BEFORE_PERIOD";
  if (!settings.countedSources[enrollment.program]?.includes(reading.source)) return "SOURCE_NOT_COUNTED";
  return reading.fdaDefined === false ? "DEVICE_NOT_QUALIFIED" : null;
};

// As a rule they come in order, each once, and to see that takes a tenth of sorting them.
const inOrder = (days: readonly LocalDate[]): readonly LocalDate[] =>
  days.every((day, at) => at === 0 || days[at - 1]! < day) ? days : [...new Set(days)].sort();

const excludedDays = (refused: readonly [LocalDate, DayExclusion][], qualifying: readonly LocalDate[]): Map<LocalDate, DayExclusion> => {
  const counts = new Set(refused.length > 0 ? qualifying : []);
  // Sorted, so that the reason of a day with several does not depend on the order of arrival.
  return new Map(refused.filter(([day]) => !counts.has(day)).sort((a, b) => (a.join() < b.join() ? 1 : -1)));
};

export const tallyDays = (
  enrollment: EnrollmentFacts,
  readings: readonly ReadingDay[],
  consent: ConsentFact | null,
  anchor: LocalDate,
  settings: BillingSettings,
): DayTally => {
  const counted: ReadingDay[] = [];
  const unqualified: LocalDate[] = [];
  const refused: [LocalDate, DayExclusion][] = [];
  for (const reading of readings) {
    const reason = refuseReading(reading, enrollment, consent, anchor, settings);
    if (reason === null) counted.push(reading);
    else refused.push([reading.date, reason]);
    if (reason === "DEVICE_NOT_QUALIFIED") unqualified.push(reading.date);
  }
  const qualifying = inOrder(counted.map(({ date }) => date));
  return {
    qualifying,
    withAnyDevice: unqualified.length > 0 ? inOrder([...qualifying, ...unqualified]) : qualifying,
    excluded: excludedDays(refused, qualifying),
    deviceUnknown: inOrder(
      counted.filter(({ source, deviceId }) => source === "DEVICE" && deviceId === null).map(({ date }) => date),
    ),
    counted,
  };
};

/** Whether every DEVICE reading of the given days comes from a device outside the definition of the FDA. */
export const allDevicesUnqualified = (readings: readonly ReadingDay[], from: LocalDate, to: LocalDate): boolean => {
  const isOfDevice = ({ source, date }: ReadingDay): boolean => source === "DEVICE" && from <= date && date <= to;
  return readings.some(isOfDevice) && readings.every((reading) => reading.fdaDefined === false || !isOfDevice(reading));
};

/** The device with most counted readings between two days; the lower id on a tie. */
export const mainDevice = (tally: DayTally, from: LocalDate, to: LocalDate): string | null => {
  const readings = new Map<string, number>();
  for (const { date, deviceId, count } of tally.counted) {
    if (deviceId && from <= date && date <= to) readings.set(deviceId, (readings.get(deviceId) ?? 0) + count);
  }
  const [first] = [...readings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
};
