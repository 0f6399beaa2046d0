import { stringify } from "csv-stringify/sync";
import type { Column } from "../generated/columns.js";
import { readPath } from "./cells.js";
import type { Printer } from "./table.js";

/** RFC 4180: CRLF, quotes where needed. */
export function csvPrinter(columns: readonly Column[]): Printer {
  return {
    head: () => toCsv([columns.map(({ path }) => path)]),
    rows: (rows) => toCsv(rows.map((row) => columns.map(({ path }) => toField(readPath(row, path))))),
    tail: () => "",
  };
}

function toCsv(lines: string[][]): string {
  return lines.length === 0 ? "" : stringify(lines, { record_delimiter: "\r\n", quoted_match: /[\r\n]/ });
}

function toField(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return guardFormula(value.map(toField).join(" "));
  return guardFormula(typeof value === "string" ? value : JSON.stringify(value));
}

/** A spreadsheet runs text that begins so; an apostrophe makes it text. Numbers are no text. */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
