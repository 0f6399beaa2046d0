import { fullFormats } from "ajv-formats/dist/formats.js";

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
// PostgreSQL knows no year 0, and five-digit years are no longer RFC 3339.
const EARLIEST = Date.parse("0001-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");
const { validate: isCalendarDate } = fullFormats.date as { validate: (text: string) => boolean };

function isDate(text: string): boolean {
  return isCalendarDate(text) && !text.startsWith("0000");
}

/** RFC 3339 without what most clocks cannot hold: leap seconds, lower-case letters, a blank for the T. */
function isDateTime(text: string): boolean {
  const day = DATE_TIME.exec(text)?.[1];
  if (day === undefined || !isCalendarDate(day)) return false;
  const time = Date.parse(text);
  return time >= EARLIEST && time <= LATEST;
}

export const formats = {
  date: isDate,
  "date-time": isDateTime,
  email: fullFormats.email,
  uri: fullFormats.uri,
  "uri-reference": fullFormats["uri-reference"],
  password: true as const,
};
