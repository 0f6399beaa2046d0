import pg from "pg";

const parseAny = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => unknown;

const digits = (text: string, at: number): number => 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 11 * 48;
const UTC = "+00";
const HYPHEN = 45;
const ZERO = 48;

/** Milliseconds of `.123456`, whose last zeros are not written. */
const fractionOf = (text: string): number => Number(text.slice(20, -UTC.length).slice(0, 3).padEnd(3, "0"));

/**
 * A `timestamptz` as PostgreSQL writes it. Those of our times in UTC, which are nearly all, are taken apart by their places: an
 * answer holds hundreds, and pg's own way takes four times as long.
 */
export const parseInstant = (text: string): unknown => {
  if (!text.endsWith(UTC) || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(0) === ZERO) return parseAny(text);
  const year = 100 * digits(text, 0) + digits(text, 2);
  const milliseconds = text.length === 22 ? 0 : fractionOf(text);
  return new Date(Date.UTC(year, digits(text, 5) - 1, digits(text, 8), digits(text, 11), digits(text, 14), digits(text, 17), milliseconds));
};
