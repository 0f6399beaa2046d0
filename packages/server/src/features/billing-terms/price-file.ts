import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { FieldError } from "../../http/problem.js";
import { fail } from "../../http/problem.js";
import { centsOf, dollarsOf } from "../billing/fees.js";
import type { Price } from "./billing-terms.sql.js";

export type { Price } from "./billing-terms.sql.js";

const HEAD = ["code", "effective_from", "amount"];
export const MOST_ROWS = 20_000;
/** Faults that are told of at most. */
const MOST_FAULTS = 50;

const CODE = /^[A-Z0-9][0-9]{3}[A-Z0-9]$/;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const DOLLARS = /^[0-9]{1,6}(\.[0-9]{2})?$/;

export const refuseRows = (errors: readonly FieldError[]): never =>
  fail("invalid_row", { detail: "Nothing was stored: correct the rows that errors names and send the file again.", errors: errors.slice(0, MOST_FAULTS) });

const fault = (row: number, column: string, message: string): FieldError => ({ pointer: `/rows/${row}${column && `/${column}`}`, code: "invalid_row", message });

const isDate = (text: string): boolean => DATE.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const faultsOf = (cells: readonly string[], row: number, needsAmount: boolean): FieldError[] => {
  if (cells.length !== HEAD.length) return [fault(row, "", `has ${cells.length} columns, not ${HEAD.length}`)];
  const [code = "", effectiveFrom = "", amount = ""] = cells;
  const faults: FieldError[] = [];
  if (!CODE.test(code)) faults.push(fault(row, "code", "is no code of CPT or HCPCS, five places"));
  if (!isDate(effectiveFrom)) faults.push(fault(row, "effective_from", "is no day, YYYY-MM-DD"));
  if (!DOLLARS.test(amount) && (needsAmount || amount !== "")) faults.push(fault(row, "amount", "is no amount in dollars with two places"));
  return faults;
};

const cellsOf = (csv: string): string[][] => {
  try {
    return parse(csv, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true }) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error["records"] === "number" ? Math.max(0, error["records"] - 1) : 0;
    return refuseRows([fault(row, "", "cannot be read as CSV: look at its quotes")]);
  }
};

/** Reads a file with the head `code,effective_from,amount`. @throws ProblemError 422 `invalid_row`, 413 `payload_too_large` */
export const parsePrices = (csv: string, { needsAmount }: { needsAmount: boolean }): Price[] => {
  const [head = [], ...rows] = cellsOf(csv);
  if (head.join() !== HEAD.join()) refuseRows([{ pointer: "/head", code: "invalid_row", message: `is not ${HEAD.join()}` }]);
  if (rows.length > MOST_ROWS) fail("payload_too_large", { detail: `A file has at most ${MOST_ROWS} rows.` });
  const faults = rows.flatMap((cells, row) => faultsOf(cells, row, needsAmount));
  if (faults.length) refuseRows(faults);
  return rows.map(([code = "", effectiveFrom = "", amount = ""]) => ({ code, effectiveFrom, amountCents: centsOf(amount) }));
};

/** Two rows of one code and day would leave open which of them counts. */
export const expectDistinct = (prices: readonly Price[]): void => {
  const seen = new Set<string>();
  const faults = prices.flatMap(({ code, effectiveFrom }, row) => {
    const key = `${code} ${effectiveFrom}`;
    if (seen.has(key)) return [fault(row, "code", "has a row of the same day before")];
    seen.add(key);
    return [];
  });
  if (faults.length) refuseRows(faults);
};

export const writePrices = (prices: readonly Price[]): string =>
  stringify(
    [HEAD, ...prices.map(({ code, effectiveFrom, amountCents }) => [code, effectiveFrom, amountCents === null ? "" : dollarsOf(amountCents)])],
    { record_delimiter: "\r\n" },
  );
