import { Temporal } from "temporal-polyfill";
import { remembered } from "./made-once.js";

/** A calendar day without a zone, `YYYY-MM-DD`. Compares in order as text. */
export type LocalDate = string;
/** A calendar month, `YYYY-MM`. Compares in order as text. */
export type Month = string;
/** `before` is outside; null is without end. */
export type HalfOpenSpan = { readonly from: LocalDate; readonly before: LocalDate | null };

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs a thousand times what using one does, and ingest asks for each reading.
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA-u-hc-h23", {
      timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", second: "2-digit",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
};

const localParts = (instant: Date, zone: string): Record<string, string> =>
  Object.fromEntries(formatterOf(zone).formatToParts(instant).map((part) => [part.type, part.value]));

export const localDateOf = (instant: Date, zone: string): LocalDate => {
  if (instant.getTime() < QUARTERS_SINCE) return dateIn(instant, zone);
  const key = `${Math.floor(instant.getTime() / QUARTER)} ${zone}`;
  const date = dates.get(key) ?? dateIn(instant, zone);
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(key, date);
  return date;
};

const dateIn = (instant: Date, zone: string): LocalDate => {
  const { year = "", month = "", day = "" } = localParts(instant, zone);
  return `${year.padStart(4, "0")}-${month}-${day}`;
};

// Ingest asks for the same quarter of an hour many times a second. Days begin on one everywhere since Newfoundland's clocks,
// which went back at 00:01 until 2010, do so at another hour.
const QUARTER = 15 * 60_000;
const QUARTERS_SINCE = Date.UTC(2012, 0);
const MOST_DATES = 10_000;
const dates = new Map<string, LocalDate>();

/** Wall clock time of an instant, `HH:MM:SS`. */
export const localTimeOf = (instant: Date, zone: string): string => {
  const { hour, minute, second } = localParts(instant, zone);
  return `${hour}:${minute}:${second}`;
};

/** The instant of a wall clock time; a time that a clock change skips is taken later, a doubled one earlier. */
export const instantAt = (date: LocalDate, time: string, zone: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds);

/** The first instant of a day, which is not midnight where the clock change falls on it. */
export const startOfDay = (date: LocalDate, zone: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);

const DAY = 86_400_000;
const MOST_READ = 10_000;

/** A practice counts with the same few hundred dates again and again, and reading one takes longer than finding it. */
const utc = remembered(MOST_READ, (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`));

/** The day so many days after 1970-01-01. */
export const dayNumbered = remembered(MOST_READ, (number: number): LocalDate => new Date(number * DAY).toISOString().slice(0, 10));

export const addDays = (date: LocalDate, days: number): LocalDate => dayNumbered(utc(date) / DAY + days);

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((utc(to) - utc(from)) / DAY);

export const monthOf = (date: LocalDate): Month => date.slice(0, 7);
/** Whether the day lies in the month. */
export const isInMonth = (date: LocalDate, month: Month): boolean => date.startsWith(month);
export const firstDay = (month: Month): LocalDate => edgesOf(month).first;
export const lastDay = (month: Month): LocalDate => edgesOf(month).last;

type Edges = { readonly first: LocalDate; readonly last: LocalDate };

/** Asked for dozens of times for each enrollment that is billed: put together each time, the texts would be most of what is thrown away. */
const edgesOf = remembered(MOST_READ, (month: Month): Edges => ({ first: `${month}-01`, last: `${month}-${daysInMonth(month)}` }));

export const daysInMonth = (month: Month): number => {
  const number = Number(month.slice(5));
  if (number !== 2) return number === 4 || number === 6 || number === 9 || number === 11 ? 30 : 31;
  const year = Number(month.slice(0, 4));
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
};

export const isTimeZone = (zone: string): boolean => {
  // An offset such as +05:00 is accepted by Intl and is no IANA zone: it knows no clock change.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
};
