import { Ajv2020 } from "ajv/dist/2020.js";
import type { Options } from "ajv/dist/2020.js";
import type { Document, Schema } from "./document.js";
import { formats } from "./formats.js";

const ANNOTATIONS = new Set(["description", "title", "example", "examples", "readOnly", "writeOnly", "deprecated", "default"]);
const MAPS = new Set(["properties", "patternProperties", "$defs"]);

/**
 * The schema as the validator needs it: components by their own `$id`, no annotations. Anything else that is unknown
 * stays, so that strict mode refuses a misspelt keyword.
 */
export function toValidatorSchema(schema: Schema): Schema {
  const entries = Object.entries(schema)
    .filter(([keyword]) => !ANNOTATIONS.has(keyword) && !keyword.startsWith("x-"))
    .map(([keyword, value]) => [keyword, convertValue(keyword, value)]);
  return Object.fromEntries(entries) as Schema;
}

function convertValue(keyword: string, value: unknown): unknown {
  if (keyword === "$ref") return (value as string).replace("#/components/schemas/", "");
  if (keyword === "enum" || keyword === "const" || keyword === "required" || keyword === "type") return value;
  if (Array.isArray(value)) return value.map((item) => toValidatorSchema(item as Schema));
  if (typeof value !== "object" || value === null) return value;
  if (!MAPS.has(keyword)) return toValidatorSchema(value as Schema);
  return Object.fromEntries(Object.entries(value).map(([name, sub]) => [name, toValidatorSchema(sub as Schema)]));
}

/** An ajv that knows every component, each under its own name. */
export function createAjv(document: Document, options: Options): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    // A function a component, rather than a copy at each place that refers to it.
    inlineRefs: false,
    formats,
    ...options,
  });
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    ajv.addSchema({ $id: name, ...toValidatorSchema(schema) });
  }
  return ajv;
}

/** Names of all components that a schema reaches. */
export function reachableComponents(document: Document, schema: unknown, found = new Set<string>()): Set<string> {
  for (const reference of findReferences(schema)) {
    const name = reference.slice(reference.lastIndexOf("/") + 1);
    if (found.has(name)) continue;
    found.add(name);
    reachableComponents(document, document.components.schemas[name], found);
  }
  return found;
}

function findReferences(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [value] : findReferences(value),
  );
}
