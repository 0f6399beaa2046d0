/** From `low` on, and before `high`. */
export type Interval = { low: Date; high: Date };

const PARTIAL = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const TIMED = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

const utc = (year: number, month: number, day: number): Date => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date;
};

const ofDay = (text: string): Interval | undefined => {
  const [, year, month, day] = PARTIAL.exec(text) ?? [];
  if (year === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const low = utc(y, m, d);
  if (low.getUTCMonth() !== m || low.getUTCDate() !== d) return undefined;
  if (day !== undefined) return { low, high: utc(y, m, d + 1) };
  return { low, high: month === undefined ? utc(y + 1, 0, 1) : utc(y, m + 1, 1) };
};

/**
 * What a date of FHIR covers, by how much of it was written: a year, a month, a day, a minute, a second, a millisecond. Without a
 * zone it is in UTC. Undefined for what is no date.
 */
export const intervalOf = (text: string): Interval | undefined => {
  const [, day, minute, second, fraction, zone = "Z"] = TIMED.exec(text) ?? [];
  if (day === undefined || minute === undefined) return ofDay(text);
  if (!ofDay(day)) return undefined;
  const low = new Date(`${day}T${minute}:${second ?? "00"}${fraction === undefined ? "" : fraction.slice(0, 4)}${zone}`);
  if (Number.isNaN(low.getTime())) return undefined;
  const length = second === undefined ? 60_000 : fraction === undefined ? 1_000 : 1;
  return { low, high: new Date(low.getTime() + length) };
};
