import { stringify } from "csv-stringify/sync";
import type { ClaimLine } from "../lines.js";
import type { Cell } from "./columns.js";
import { COLUMNS } from "./columns.js";

/** Lines serialized at a time: far fewer calls, and still a chunk of some ten kilobytes. */
const BATCH = 100;

// The full-width forms are read as their plain ones by office programs.
const FORMULA = /^[\s\uFEFF\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^ *[\t\r\0]/u;

/** A text that an office program would run as a formula is marked as text. */
export const neutralizeCell = (cell: Cell): Cell =>
  typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell;

// The library quotes its own record delimiter and would leave a lone line feed bare.
const OPTIONS = { record_delimiter: "\r\n", quoted_match: /[\r\n]/ };

const toCsv = (rows: readonly (readonly Cell[])[]): string => stringify([...rows], OPTIONS);

/** RFC 4180 in UTF-8 without a byte order mark, in the order of the lines. */
export async function* exportCsv(lines: AsyncIterable<ClaimLine>): AsyncGenerator<string> {
  yield toCsv([COLUMNS.map(([name]) => name)]);
  let rows: Cell[][] = [];
  for await (const line of lines) {
    rows.push(COLUMNS.map(([, cell]) => neutralizeCell(cell(line))));
    if (rows.length < BATCH) continue;
    yield toCsv(rows);
    rows = [];
  }
  if (rows.length > 0) yield toCsv(rows);
}
