import type { Readable } from "node:stream";
import type { FieldError } from "@vitaledge/sdk";
import { LineReader } from "../input/lines.js";
import { UsageError } from "../usage-error.js";

/** Why a row was not taken, in the words of a problem. */
export type Rejection = { code: string; detail: string; errors?: readonly FieldError[]; existingId?: string };
export type Body = Record<string, unknown>;
/** A row of a file: `line` counts from 1; `body` is that of the request, and may still name things as the file does; `text` is JSON as it stands there. */
export type Row = { line: number; body: Body; problem?: Rejection; text?: string };
/** How a file is read, by its name or by the format that is given. */
export type ReadRows = (file: string, format: string | undefined) => (source: Readable) => AsyncIterable<Row>;

/** What a CSV of one kind has: every column of `required`, one of `named`, and any of `optional`. */
export type Table = {
  required: readonly string[];
  named: readonly [string, ...string[]];
  optional: readonly string[];
  /** Cells that are not empty, by column. */
  toBody(cells: Readonly<Record<string, string>>): Body;
};

/** A CSV with the columns of a table, or NDJSON with the bodies of requests. */
export function readTable(table: Table): ReadRows {
  return (file, format) => (chooseFormat(file, format, ["ndjson", "csv"]) === "csv" ? (source) => readCsv(source, table) : readNdjson);
}

export function chooseFormat(file: string, given: string | undefined, known: readonly string[]): string {
  const named = given ?? /\.(\w+)$/.exec(file)?.[1] ?? (file === "-" ? "ndjson" : "");
  const name = named.toLowerCase().replace(/^jsonl$/, "ndjson");
  if (known.includes(name)) return name;
  if (given !== undefined) throw new UsageError(`'${given}' is no format of an import: ${known.join(" or ")}.`);
  throw new UsageError(`The name of ${file} does not say what it is.`, `Give ${known.map((one) => `--input-format ${one}`).join(" or ")}.`);
}

export async function* readNdjson(source: Readable): AsyncGenerator<Row> {
  const lines = new LineReader(source);
  for (let line = 1; ; line += 1) {
    const read = await lines.next();
    if (read === undefined) return;
    const text = line === 1 ? read.replace(/^\uFEFF/, "") : read;
    if (text.trim() !== "") yield parseRow(text, line);
  }
}

export function parseRow(text: string, line: number): Row {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { line, body: value as Body, text };
  } catch {
    // Told as any other line that is no object.
  }
  return { line, body: { text }, problem: { code: "invalid_json", detail: "It is no JSON object." } };
}

export async function* readCsv(source: Readable, table: Table): AsyncGenerator<Row> {
  const { CsvError, parse } = await import("csv-parse");
  // Lines of another length are rejected one by one, not with the file.
  const parser = source.pipe(parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }));
  source.on("error", (error) => parser.destroy(error));
  let header: string[] | undefined;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      if (header === undefined) header = checkHeader(record, table);
      else yield toRow(header, record, info.lines, table);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UsageError(`The file cannot be read as CSV: ${error.message}`);
    throw error;
  }
  if (header === undefined) throw new UsageError("The file is empty: a CSV begins with the names of its columns.");
}

function checkHeader(header: string[], { required, named, optional }: Table): string[] {
  const columns = [...new Set([...named, ...required, ...optional])];
  const unknown = header.filter((name) => !columns.includes(name));
  if (unknown.length > 0) throw new UsageError(`The CSV has columns that are not known: ${unknown.join(", ")}.`, `Known are: ${columns.join(", ")}`);
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) throw new UsageError(`The CSV has the column ${twice} twice.`);
  const missing = required.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new UsageError(`The CSV lacks the columns ${missing.join(", ")}.`);
  if (!named.some((name) => header.includes(name))) throw new UsageError(`The CSV does not say who is meant: it needs ${named.join(" or ")}.`);
  return header;
}

function toRow(header: readonly string[], record: readonly string[], line: number, table: Table): Row {
  const cells = Object.fromEntries(header.map((name, at) => [name, record[at] ?? ""] as const).filter(([, text]) => text !== ""));
  if (record.length === header.length) return { line, body: table.toBody(cells) };
  const detail = `The line has ${record.length} fields, the header ${header.length}.`;
  return { line, body: cells, problem: { code: "invalid_request", detail } };
}
