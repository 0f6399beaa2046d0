import { addDays, type LocalDate } from "../../platform/civil.js";
import { isActiveOn, type ActiveDays, type Monitoring } from "./enrollment-dates.js";

export type DayRange = { from: LocalDate; to: LocalDate | null };

// An end no day comes after, so that open ends sort with the others.
const FOREVER = "9999-12-31";
const after = (date: LocalDate | null): LocalDate =>
  date === null || date >= FOREVER ? FOREVER : addDays(date, 1);

/** The days at which the enrollment may turn from counting to not counting, or back. */
const edgesOf = (enrollment: ActiveDays): LocalDate[] => [
  enrollment.startDate,
  after(enrollment.endDate),
  ...enrollment.pauses.flatMap((pause) => [pause.from, after(pause.to)]),
];

const sameMetrics = (a: Monitoring, b: Monitoring): boolean =>
  a.program === b.program &&
  a.metricDefinitionIds.toSorted().join() === b.metricDefinitionIds.toSorted().join();

/**
 * The days whose readings have to be linked again after a change, from the first to the last; none where nothing
 * changes for any day. `before` is null for a new enrollment. After a change of zone it is a day wider on both sides.
 */
export const touchedRange = (before: Monitoring | null, now: Monitoring): DayRange | undefined => {
  const zoneChanged = before !== null && before.timezone !== now.timezone;
  // Of two enrollments of a program the one that started last has the readings: another start changes that on all its days.
  const startChanged = before !== null && before.startDate !== now.startDate;
  const wholly = before !== null && (zoneChanged || startChanged || !sameMetrics(before, now));
  const isTouched = (date: LocalDate): boolean => {
    const [was, is] = [before !== null && isActiveOn(before, date), isActiveOn(now, date)];
    return wholly ? was || is : was !== is;
  };
  const edges = [...new Set([...(before ? edgesOf(before) : []), ...edgesOf(now), FOREVER])].toSorted();
  let range: DayRange | undefined;
  for (const [index, from] of edges.entries()) {
    // Between two edges all days are alike.
    if (from === FOREVER || !isTouched(from)) continue;
    const next = edges[index + 1]!;
    range = { from: range?.from ?? from, to: next === FOREVER ? null : addDays(next, -1) };
  }
  if (!range || !zoneChanged) return range;
  return { from: addDays(range.from, -1), to: range.to && addDays(range.to, 1) };
};
