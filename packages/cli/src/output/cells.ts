import type { Column } from "../generated/columns.js";
import { IDENTIFYING } from "./identifying.js";

export type Row = Readonly<Record<string, unknown>>;

/** The value at a dot path; undefined where the way ends. */
export function readPath(row: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), row);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** One line, whatever stood in it. */
export function renderCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(renderCell).join(",");
  if (typeof value === "object") return JSON.stringify(value);
  // Control characters would move a terminal's cursor or break a row.
  return String(value).replace(/\p{Cc}+/gu, " ");
}

/** Initials keep rows apart; dates and addresses have none. */
export function maskCell(path: string, text: string): string {
  if (text === "") return "";
  return /name$/i.test(path) ? `${[...text][0]}***` : "***";
}

/** An object that is shown whole, as --fields may ask for, without what names or reaches a person. */
export function maskInside(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return JSON.parse(JSON.stringify(value, (name, inner: unknown) => (IDENTIFYING.has(name) ? "***" : inner)));
}

/** The names of what an object has, and none of its values. */
export function hideValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideValues);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hideValues(inner)]));
  return value === undefined ? undefined : "***";
}

/** The rows of an answer whose columns stand in one of its lists, as `codes.code`; else the answer is the row. */
export function findRows(answer: Row, columns: readonly Column[]): { rows: Row[]; columns: readonly Column[] } {
  const head = columns[0]?.path.split(".")[0] ?? "";
  const list = answer[head];
  if (!Array.isArray(list)) return { rows: [answer], columns };
  const shorter = columns.map((column) => ({ ...column, path: column.path.slice(head.length + 1) }));
  return { rows: list as Row[], columns: shorter };
}
