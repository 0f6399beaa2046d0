import type { LocalDate } from "../../platform/civil.js";
import { dayNumbered, startOfDay } from "../../platform/civil.js";
import { remembered } from "../../platform/made-once.js";

type Day = { readonly day: LocalDate; readonly start: number };

const DAY = 86_400_000;
const MOST_DAYS = 20_000;
/** More than there are. */
const MOST_ZONES = 1_000;

const daysIn = remembered(MOST_ZONES, (zone: string) => remembered(MOST_DAYS, (number: number): Day => {
  const day = dayNumbered(number);
  return { day, start: startOfDay(day, zone).getTime() };
}));

const nthDay = (number: number, zone: string): Day => daysIn(zone)(number);

export type LocalDay = { readonly day: LocalDate; readonly end: number };

/**
 * The local day of an instant, which is the UTC day or a neighbour of it, and the first millisecond after it. The
 * boundaries are remembered: a month of a large practice asks for the same few days all over again.
 */
export const localDay = (instant: number, zone: string): LocalDay => {
  let number = Math.floor(instant / DAY);
  if (instant < nthDay(number, zone).start) number -= 1;
  else if (instant >= nthDay(number + 1, zone).start) number += 1;
  return { day: nthDay(number, zone).day, end: nthDay(number + 1, zone).start };
};
