import type { Document, OperationObject, Parameter, Placed, Schema } from "./document.js";
import { componentName, isObject, listOperations, resolveSchema } from "./document.js";
import { OPERATION_TYPES } from "./operation-types.js";

const DEFAULT_MAX_BYTES = 1_048_576;
const WRITES_A_RESOURCE = /^(create|replace|update)[A-Z]|^recordObservation$/;

export function renderOperations(document: Document): string {
  const rows = listOperations(document).map((placed) => renderRow(describeOperation(document, placed)));
  const problems = document.components.schemas["ProblemCode"]?.["x-problem-status"] ?? {};
  const permissions = (document.components.schemas["Permission"]?.enum ?? []).map((name) => `  | ${JSON.stringify(name)}`);
  return [
    "// Generated from openapi.yaml by packages/contract/generate.ts; do not edit.",
    `export const API_VERSION = ${JSON.stringify(document.info.version)} as const;\n`,
    `export type Permission =\n${permissions.join("\n")};\n`,
    OPERATION_TYPES,
    `export const OPERATIONS = {\n${rows.join("\n")}\n} as const satisfies Record<string, Operation>;\n`,
    "export type OperationId = keyof typeof OPERATIONS;\n",
    "/** Every code of a problem, with the status it comes with. */",
    `export const PROBLEM_CODES = ${JSON.stringify(problems, null, 2)} as const;\n`,
    "export type ProblemCode = keyof typeof PROBLEM_CODES;\n",
  ].join("\n");
}

function renderRow(row: Row): string {
  const lines = Object.entries(row).map(([key, value]) => `    ${key}: ${JSON.stringify(value)},`);
  return `  ${row.id}: {\n${lines.join("\n")}\n  },`;
}

type Row = { id: string } & Record<string, unknown>;

function describeOperation(document: Document, { path, method, operation }: Placed): Row {
  const { parameters = [], security = [] } = operation;
  const permission = operation["x-permission"];
  return {
    id: operation.operationId,
    method,
    path,
    tag: operation.tags[0],
    summary: operation.summary,
    permission,
    audit: operation["x-audit"],
    auth: describeAuth(security),
    organization: security.some((requirement) => "organization" in requirement),
    public: permission === "public",
    fhir: operation["x-fhir"] ?? false,
    idempotent: ["get", "put", "delete"].includes(method) || operation["x-idempotency"] === "natural",
    pathParams: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name })),
    query: parameters.filter((each) => each.in === "query").map((each) => describeQuery(document, each)),
    idempotencyKey: parameters.some((each) => each.in === "header" && each.name === "Idempotency-Key"),
    ifMatch: parameters.some((each) => each.in === "header" && each.name === "If-Match"),
    body: describeBody(operation),
    responses: describeResponses(operation),
    readOnly: WRITES_A_RESOURCE.test(operation.operationId) ? listReadOnly(document, operation) : [],
    problems: operation["x-problems"] ?? [],
    sdk: operation["x-sdk"] ?? null,
    cli: describeCli(operation),
    pagination: operation["x-pagination"] ?? null,
    ...describeDeprecation(operation),
  };
}

/** Who says that it is deprecated says since when and until when. */
function describeDeprecation({ operationId, deprecated = false, "x-deprecation": deprecation }: OperationObject): object {
  if (deprecated !== (deprecation !== undefined)) throw new Error(`${operationId}: deprecated and x-deprecation go together.`);
  return deprecation === undefined ? {} : { deprecation };
}

function describeAuth(security: Record<string, string[]>[]): "none" | "optional" | "bearer" {
  if (security.length === 0) return "none";
  return security.some((requirement) => Object.keys(requirement).length === 0) ? "optional" : "bearer";
}

function describeQuery(document: Document, { name, required = false, schema }: Parameter): object {
  const { type } = resolveSchema(document, schema);
  const kinds = ["integer", "number", "boolean"];
  const kind = type === "array" ? "strings" : kinds.find((each) => each === type) ?? "string";
  return { name, kind, required };
}

function jsonSchemaOf(content: Record<string, { schema?: Schema }>): Schema | undefined {
  return Object.entries(content).find(([mediaType]) => isObject(mediaType))?.[1].schema;
}

function describeBody(operation: OperationObject): object | null {
  const { requestBody } = operation;
  if (requestBody === undefined) return null;
  return {
    required: requestBody.required ?? false,
    mediaTypes: Object.keys(requestBody.content),
    maxBytes: operation["x-max-bytes"] ?? DEFAULT_MAX_BYTES,
    schema: componentName(jsonSchemaOf(requestBody.content)),
  };
}

function describeResponses(operation: OperationObject): Record<string, string[]> {
  const entries = Object.entries(operation.responses);
  return Object.fromEntries(entries.map(([status, answer]) => [status, Object.keys(answer.content ?? {})]));
}

function describeCli({ "x-cli": cli }: OperationObject): object | null {
  return cli === undefined ? null : { command: cli.command, columns: cli.columns ?? [] };
}

/** What the answer has and the body may not: a client that sends it is told so by its own code. */
function listReadOnly(document: Document, operation: OperationObject): string[] {
  const answer = operation.responses["201"] ?? operation.responses["200"];
  const sent = jsonSchemaOf(operation.requestBody?.content ?? {});
  const received = jsonSchemaOf(answer?.content ?? {});
  if (sent === undefined || received === undefined) return [];
  const writable = listProperties(document, sent);
  return listProperties(document, received).filter((name) => !writable.includes(name));
}

function listProperties(document: Document, schema: Schema): string[] {
  const { properties = {}, allOf = [], $ref } = schema;
  if ($ref !== undefined) return listProperties(document, resolveSchema(document, schema));
  return [...Object.keys(properties), ...allOf.flatMap((part) => listProperties(document, part))];
}
