import type { LocalDate } from "../../platform/civil.js";
import { startOfDay } from "../../platform/civil.js";

type Day = { readonly day: LocalDate; readonly start: number };

const DAY = 86_400_000;
const REMEMBERED = 20_000;
const zones = new Map<string, Map<number, Day>>();

const nthDay = (number: number, zone: string): Day => {
  const days = zones.get(zone) ?? new Map<number, Day>();
  const known = days.get(number);
  if (known) return known;
  if (days.size >= REMEMBERED) days.clear();
  const day = new Date(number * DAY).toISOString().slice(0, 10);
  const found = { day, start: startOfDay(day, zone).getTime() };
  zones.set(zone, days.set(number, found));
  return found;
};

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
