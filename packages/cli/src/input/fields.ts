import { readFile } from "node:fs/promises";
import type { BodyOf } from "@vitaledge/sdk";
import type { Context } from "../context.js";
import { toCode } from "../flags.js";
import { FIELDS } from "../generated/fields.js";
import { UsageError } from "../usage-error.js";
import { put } from "./api-fields.js";
import { readAll } from "./stdin.js";

/** How a value is written: lists are comma separated, a map's keys stand behind a dot, and what is none of the others is JSON. */
export type FieldKind = "text" | "code" | "number" | "flag" | "texts" | "codes" | "map" | "json";

type Body = Record<string, unknown>;

/** A body by `field=value`, by --input, or by both: what is assigned then changes what was read. */
export async function readBody<Id extends keyof typeof FIELDS>(
  context: Context, operation: Id, assignments: readonly string[], input: string | undefined,
): Promise<BodyOf<Id>> {
  if (assignments.length === 0 && input === undefined) {
    throw new UsageError("Nothing is said.", `Give field=value, or --input FILE. Fields are: ${Object.keys(FIELDS[operation]).join(", ")}`);
  }
  const body = input === undefined ? {} : await readJson(context, input);
  return assignAll(FIELDS[operation], assignments, body) as BodyOf<Id>;
}

export function assignAll(fields: Readonly<Record<string, FieldKind>>, assignments: readonly string[], body: Body = {}): Body {
  return assignments.reduce((at, assignment) => {
    const [, path = "", text = ""] = /^([\w.]+)=(.*)$/s.exec(assignment) ?? [];
    const value = toValue(fields, path, text);
    if (value === undefined) throw new UsageError(`'${path || assignment}' is no field=value of this.`, `Fields are: ${Object.keys(fields).join(", ")}`);
    return put(at, path.split("."), value);
  }, body);
}

/** Undefined where there is no such field. */
function toValue(fields: Readonly<Record<string, FieldKind>>, path: string, text: string): unknown {
  const kind = fields[path] ?? findKind(fields, path);
  if (kind === undefined) return undefined;
  return text === "" ? null : parse(kind, text, path);
}

/** Of what a field holds, or of an object that is written in parts as a rule. */
function findKind(fields: Readonly<Record<string, FieldKind>>, path: string): FieldKind | "any" | undefined {
  const names = Object.keys(fields);
  if (path !== "" && names.some((name) => name.startsWith(`${path}.`))) return "json";
  const outer = names.find((name) => path.startsWith(`${name}.`)) ?? "";
  return fields[outer] === "map" ? "text" : fields[outer] === "json" ? "any" : undefined;
}

function parse(kind: FieldKind | "any", text: string, path: string): unknown {
  switch (kind) {
    case "text": return text;
    case "code": return toCode(text);
    // What is no number is left for the server to refuse.
    case "number": return Number.isNaN(Number(text)) ? text : Number(text);
    case "flag": return /^(true|yes)$/i.test(text) ? true : /^(false|no)$/i.test(text) ? false : text;
    case "texts": return split(text);
    case "codes": return split(text).map(toCode);
    case "any": return guess(text);
    case "map":
    case "json": return parseJson(text, path);
  }
}

function split(text: string): string[] {
  return text.split(",").map((word) => word.trim()).filter((word) => word !== "");
}

function guess(text: string): unknown {
  return /^(true|false|null|-?(0|[1-9]\d{0,14})(\.\d+)?)$/.test(text) ? JSON.parse(text) : text;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is written as JSON.`);
  }
}

/** What it says is the server's to judge, with the place that is wrong. */
export async function readJson({ stdin }: Context, input: string): Promise<Body> {
  const text = input === "-" ? await readAll(stdin) : await readFile(input, "utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Body;
  } catch {
    // Told as any other text that is no object.
  }
  throw new UsageError(`${input === "-" ? "Standard input" : input} holds no JSON object.`);
}
