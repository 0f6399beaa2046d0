import type { LocalDate, Month } from "../../platform/civil.js";
import { daysBetween, daysInMonth, firstDay, lastDay } from "../../platform/civil.js";
import type { CountedPeriod, Measures } from "./weigh.js";

export const lengthOf = ({ from, to }: Pick<CountedPeriod, "from" | "to">): number => daysBetween(from, to) + 1;

/** The day of the period on `asOf`, from 1; zero or less before it begins. */
export const dayIndexOf = ({ from, to }: Pick<CountedPeriod, "from" | "to">, asOf: LocalDate): number =>
  daysBetween(from, asOf < to ? asOf : to) + 1;

export const daysLeftOf = ({ to }: Pick<CountedPeriod, "to">, asOf: LocalDate): number =>
  Math.max(0, daysBetween(asOf, to));

export const projectDays = (period: CountedPeriod, asOf: LocalDate): number => {
  const dayIndex = dayIndexOf(period, asOf);
  if (dayIndex <= 0) return period.days;
  const further = Math.floor((daysLeftOf(period, asOf) * period.days) / dayIndex);
  return Math.min(lengthOf(period), period.days + further);
};

export const daysLeftInMonth = (month: Month, asOf: LocalDate): number =>
  Math.min(daysInMonth(month), Math.max(0, daysBetween(asOf, lastDay(month))));

export const projectMinutes = (minutes: number, month: Month, asOf: LocalDate): number => {
  const dayOfMonth = Math.max(0, Math.min(daysInMonth(month), daysBetween(firstDay(month), asOf) + 1));
  return dayOfMonth === 0 ? minutes : minutes + Math.floor((daysLeftInMonth(month, asOf) * minutes) / dayOfMonth);
};

/** The same facts at the present pace; live exchanges and the first reading of a month are never projected. */
export const projectMeasures = (measures: Measures, month: Month, asOf: LocalDate): Measures => ({
  ...measures,
  periods: measures.periods.map((period) => ({ ...period, days: projectDays(period, asOf) })),
  minutes: projectMinutes(measures.minutes, month, asOf),
  practitionerMinutes: projectMinutes(measures.practitionerMinutes, month, asOf),
  staffMinutes: projectMinutes(measures.staffMinutes, month, asOf),
});
