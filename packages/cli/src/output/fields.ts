import type { Column } from "../generated/columns.js";
import { UsageError } from "../usage-error.js";
import { readPath } from "./cells.js";
import type { Row } from "./cells.js";
import { IDENTIFYING } from "./identifying.js";

/** The columns that --fields names; one that names or reaches a person is masked, whatever table it stands in. */
export function toColumns(fields: readonly string[], known: readonly Column[]): Column[] {
  return fields.map((path) =>
    known.find((column) => column.path === path) ?? (path.split(".").some((name) => IDENTIFYING.has(name)) ? { path, masked: true } : { path }));
}

/** The rows with these fields alone, each in its place: `patient.lastName` stays in `patient`. */
export function pickFields(rows: readonly Row[], fields: readonly string[]): Row[] {
  const missing = fields.filter((path) => rows.length > 0 && rows.every((row) => readPath(row, path) === undefined));
  if (missing.length > 0) throw new UsageError(`No row has ${missing.join(", ")}.`, `Fields are: ${Object.keys(rows[0] ?? {}).join(", ")}`);
  return rows.map((row) => fields.reduce<Record<string, unknown>>((picked, path) => put(picked, path.split("."), readPath(row, path)), {}));
}

function put(row: Record<string, unknown>, [name = "", ...rest]: string[], value: unknown): Record<string, unknown> {
  const inner = rest.length === 0 ? value : put((row[name] ?? {}) as Record<string, unknown>, rest, value);
  return { ...row, [name]: inner };
}
