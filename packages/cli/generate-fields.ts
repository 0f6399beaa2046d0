import { readFileSync } from "node:fs";
import type { Document, Schema } from "../contract/document.js";
import { listOperations, resolveSchema } from "../contract/document.js";
import type { FieldKind } from "./src/input/fields.js";

const document = JSON.parse(readFileSync(new URL("../contract/generated/openapi.json", import.meta.url), "utf8")) as Document;

/** Whose command takes its body as `field=value`. */
const TAKES_FIELDS = / (create|update|set)$/;

/** The properties of those bodies, as a table of the program. */
export function renderFields(): string {
  const rows = listOperations(document).flatMap(({ operation }) => {
    const schema = operation.requestBody?.content["application/json"]?.schema;
    if (schema === undefined || !TAKES_FIELDS.test(operation["x-cli"]?.command ?? "")) return [];
    const fields = listFields(schema).map(([path, kind]) => `    ${JSON.stringify(path)}: ${JSON.stringify(kind)},`);
    return [`  ${operation.operationId}: {`, ...fields, "  },"];
  });
  return `// Generated from the contract by packages/cli/generate.ts; do not edit.
import type { FieldKind } from "../input/fields.js";

/** By operation, the properties of its body: a path into it, and how its value is written. */
export const FIELDS = {
${rows.join("\n")}
} as const satisfies Record<string, Readonly<Record<string, FieldKind>>>;
`;
}

/** Objects are taken apart; what has no properties of its own stays one. */
function listFields(schema: Schema, before = ""): [string, FieldKind][] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, property]): [string, FieldKind][] => {
    const path = `${before}${name}`;
    const inner = Object.keys(propertiesOf(property));
    return inner.length > 0 ? listFields(property, `${path}.`) : [[path, kindOf(property)]];
  });
}

function propertiesOf(schema: Schema): Record<string, Schema> {
  const { properties = {}, allOf = [], oneOf = [] } = strip(schema);
  return Object.assign({}, properties, ...[...allOf, ...oneOf].map(propertiesOf)) as Record<string, Schema>;
}

/** Without its reference, and without null where one other thing is left. */
function strip(schema: Schema): Schema {
  const resolved = resolveSchema(document, schema);
  const others = (resolved.oneOf ?? resolved.anyOf ?? []).map((each) => resolveSchema(document, each)).filter(({ type }) => type !== "null");
  const [only] = [...others, ...(resolved.allOf ?? [])];
  const isOne = others.length === 1 || (others.length === 0 && resolved.allOf?.length === 1);
  return isOne && only !== undefined && resolved.properties === undefined ? strip(only) : resolved;
}

function kindOf(schema: Schema): FieldKind {
  const { type, items, enum: values } = strip(schema);
  const types = [type].flat().filter((name) => name !== "null");
  if (types.includes("array")) return listKindOf(items);
  if (types.includes("integer") || types.includes("number")) return "number";
  if (types.includes("boolean")) return "flag";
  if (types.includes("string") || values !== undefined) return isCoded(values) ? "code" : "text";
  return isMapOfTexts(strip(schema)) ? "map" : "json";
}

function isMapOfTexts({ additionalProperties: values }: Schema): boolean {
  return typeof values === "object" && kindOf(values) === "text";
}

function listKindOf(items: Schema | undefined): FieldKind {
  const inner = items === undefined ? "json" : kindOf(items);
  return inner === "text" || inner === "code" ? `${inner}s` : "json";
}

/** Codes are in capitals; they may be typed in small letters. */
function isCoded(values: readonly unknown[] = []): boolean {
  const words = values.filter((value) => value !== null);
  return words.length > 0 && words.every((word) => typeof word === "string" && word === word.toUpperCase());
}
