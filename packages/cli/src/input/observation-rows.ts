import type { Readable } from "node:stream";
import type { FieldError } from "@vitaledge/sdk";
import { UsageError } from "../usage-error.js";
import { LineReader } from "./lines.js";

/** Why a row was not stored, in the words of a problem. */
export type Rejection = { code: string; detail: string; errors?: readonly FieldError[]; existingId?: string };

/** A row of a file: `line` counts from 1; `observation` may still name its patient by `mrn`. */
export type ImportRow = { line: number; observation: Record<string, unknown>; problem?: Rejection };

const REQUIRED = ["metricDefinitionId", "value", "unit", "source", "recordedAt"];
const COLUMNS = [...REQUIRED, "patientId", "mrn", "deviceId", "externalId", "note"];

export async function* readNdjson(source: Readable): AsyncGenerator<ImportRow> {
  const lines = new LineReader(source);
  for (let line = 1; ; line += 1) {
    const read = await lines.next();
    if (read === undefined) return;
    const text = line === 1 ? read.replace(/^\uFEFF/, "") : read;
    if (text.trim() !== "") yield parseLine(text, line);
  }
}

function parseLine(text: string, line: number): ImportRow {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { line, observation: value as Record<string, unknown> };
  } catch {
    // Told as any other line that is no object.
  }
  return { line, observation: { text }, problem: { code: "invalid_json", detail: "The line is no JSON object." } };
}

export async function* readCsv(source: Readable): AsyncGenerator<ImportRow> {
  const { CsvError, parse } = await import("csv-parse");
  // Lines of another length are rejected one by one, not with the file.
  const parser = source.pipe(parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }));
  source.on("error", (error) => parser.destroy(error));
  let header: string[] | undefined;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      if (header === undefined) header = checkHeader(record);
      else yield toRow(header, record, info.lines);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UsageError(`The file cannot be read as CSV: ${error.message}`);
    throw error;
  }
  if (header === undefined) throw new UsageError("The file is empty: a CSV begins with the names of its columns.");
}

function checkHeader(header: string[]): string[] {
  const unknown = header.filter((name) => !COLUMNS.includes(name));
  if (unknown.length > 0) throw new UsageError(`The CSV has columns that are not known: ${unknown.join(", ")}.`, `Known are: ${COLUMNS.join(", ")}`);
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) throw new UsageError(`The CSV has the column ${twice} twice.`);
  const missing = REQUIRED.filter((name) => !header.includes(name));
  const named = ["patientId", "mrn", "deviceId"].some((name) => header.includes(name));
  if (missing.length > 0) throw new UsageError(`The CSV lacks the columns ${missing.join(", ")}.`);
  if (!named) throw new UsageError("The CSV says nowhere whose readings these are: it needs patientId, mrn or deviceId.");
  return header;
}

function toRow(header: readonly string[], record: readonly string[], line: number): ImportRow {
  const cells = header.map((name, at) => [name, record[at] ?? ""] as const).filter(([, text]) => text !== "");
  const observation = Object.fromEntries(cells.map(([name, text]) => [name, name === "value" ? toValue(text) : text]));
  if (record.length === header.length) return { line, observation };
  const detail = `The line has ${record.length} fields, the header ${header.length}.`;
  return { line, observation, problem: { code: "invalid_request", detail } };
}

/** What is no number stays as it is, for the server to refuse. */
function toValue(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
