import type { Content, Document, Schema } from "./document.js";
import { componentName, isJson, listOperations, resolveReference } from "./document.js";

export function renderPhiPaths(document: Document): string {
  const rows = listOperations(document).map(({ operation }) => {
    const query = (operation.parameters ?? [])
      .filter((each) => each.in === "query" && isPhi(document, each.schema))
      .map((each) => each.name);
    const request = findPhi(document, operation.requestBody?.content ?? {});
    const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
    const answer = answers.flatMap(([, each]) => findPhi(document, each.content ?? {}));
    return `  ${operation.operationId}: ${JSON.stringify({ query, request, answer: [...new Set(answer)] })},`;
  });
  return [
    "// Generated from openapi.yaml by packages/contract/generate.ts; do not edit.",
    'import type { OperationId } from "./operations.js";\n',
    "export type PhiPaths = {",
    "  readonly query: readonly string[];",
    "  readonly request: readonly string[];",
    "  readonly answer: readonly string[];",
    "};\n",
    "/** Where health data stands in each operation's query, request and answers, as `data[*].firstName`. */",
    `export const PHI_PATHS: { readonly [Id in OperationId]: PhiPaths } = {\n${rows.join("\n")}\n};\n`,
  ].join("\n");
}

function findPhi(document: Document, content: Content): string[] {
  const json = Object.entries(content).filter(([mediaType]) => isJson(mediaType));
  return [...new Set(json.flatMap(([, { schema }]) => walk(document, schema ?? {}, "", new Set())))];
}

function isPhi(document: Document, schema: Schema): boolean {
  if (schema["x-phi"] === true) return true;
  return schema.$ref !== undefined && isPhi(document, resolveReference(document, schema.$ref) as Schema);
}

/**
 * Down to the values: of an object that is health data, each property is. `within` holds the components on the way down:
 * a schema that holds itself is walked once.
 */
function walk(document: Document, schema: Schema, at: string, within: Set<string>, marked = false): string[] {
  const phi = marked || schema["x-phi"] === true;
  const name = componentName(schema);
  if (name !== null) {
    if (within.has(name)) return [];
    return walk(document, document.components.schemas[name] ?? {}, at, new Set([...within, name]), phi);
  }
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(({ type }) => type !== "null");
  const properties = Object.entries(schema.properties ?? {});
  const dot = at === "" ? "" : `${at}.`;
  const inner = [
    ...parts.flatMap((part) => walk(document, part, at, within, phi)),
    ...properties.flatMap(([property, sub]) => walk(document, sub, `${dot}${property}`, within, phi)),
    ...(schema.items === undefined ? [] : walk(document, schema.items, `${at}[*]`, within, phi)),
  ];
  return phi && inner.length === 0 && at !== "" ? [at] : inner;
}
