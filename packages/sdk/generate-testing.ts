import { readFileSync, writeFileSync } from "node:fs";
import type { Content, Document, MediaType, OperationObject, Schema } from "../contract/document.js";
import { OPERATIONS } from "../contract/generated/operations.js";
import type { Operation } from "../contract/generated/operations.js";

const contract = new URL("../contract/generated/openapi.json", import.meta.url);
const document: Document = JSON.parse(readFileSync(contract, "utf8"));

const HEAD = `// Generated from the contract by packages/sdk/generate-testing.ts; do not edit.
import type { OperationId } from "../operation-types.js";

/** What the contract says of one operation, as far as its mock needs it. */
export type Mocked = {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  readonly auth: "none" | "optional" | "bearer";
  /** Whether X-Organization-ID is needed. */
  readonly organization: boolean;
  /** Properties that the body must have. */
  readonly required: readonly string[];
  readonly status: number;
  /** The media type of the answer; null where there is no body. */
  readonly type: string | null;
  /** The contract's own example of the answer. */
  readonly example: unknown;
};
`;

function deref<T extends object>(value: T & { $ref?: string }): T {
  if (value.$ref === undefined) return value;
  const found = value.$ref.slice(2).split("/").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
  return deref(found as T);
}

function exampleOf({ example, examples }: MediaType): unknown {
  return example ?? Object.values(examples ?? {})[0]?.value;
}

function requiredOf(content: Content | undefined): readonly string[] {
  const schema: Schema | undefined = content?.["application/json"]?.schema;
  return schema === undefined ? [] : (deref(schema).required ?? []);
}

function mock({ method, path, auth, organization }: Operation): object {
  const object = document.paths[path]?.[method] as OperationObject;
  const statuses = Object.keys(object.responses).filter((status) => status.startsWith("2"));
  // A list that may answer 200 for what was there already is mocked as the one that makes it.
  const status = statuses.find((code) => code === "201") ?? statuses[0] ?? "";
  const { content } = deref(object.responses[status] ?? {});
  const [type, media] = Object.entries(content ?? {})[0] ?? [null, {}];
  const body = object.requestBody === undefined ? undefined : deref(object.requestBody);
  return { method, path, auth, organization, required: requiredOf(body?.content), status: Number(status), type, example: exampleOf(media) ?? null };
}

const rows = Object.values(OPERATIONS as Record<string, Operation>).map((operation) => `  ${operation.id}: ${JSON.stringify(mock(operation))},`);
const statuses = document.components.schemas["ProblemCode"]?.["x-problem-status"] ?? {};
const text = `${HEAD}
export const MOCKED: { readonly [Id in OperationId]: Mocked } = {
${rows.join("\n")}
};

/** The status of each problem. */
export const PROBLEM_STATUS: Readonly<Record<string, number>> = ${JSON.stringify(statuses)};
`;
writeFileSync(new URL("src/generated/mocked.ts", import.meta.url), text);
