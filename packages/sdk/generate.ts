import { readFileSync, writeFileSync } from "node:fs";
import { OPERATIONS } from "../contract/generated/operations.js";
import type { Operation } from "../contract/generated/operations.js";

const SAFE_TO_REPEAT = new Set(["get", "put", "delete"]);

const HEAD = `// Generated from the contract by packages/sdk/generate.ts; do not edit.
import type { OperationId } from "../operation-types.js";

/** What the client needs of an operation at run time; what is left out is as in most of them. */
export type SlimOperation = {
  readonly method: string;
  readonly path: string;
  /** Bearer where absent. */
  readonly auth?: "none" | "optional";
  /** Needed where absent. */
  readonly organization?: false;
  /** A POST that changes nothing. */
  readonly reads?: true;
  /** Takes an Idempotency-Key. */
  readonly key?: true;
  /** Takes a form. */
  readonly form?: true;
  /** What it answers where that is not JSON alone. */
  readonly accept?: readonly string[];
  /** Properties of the resource that an update may not send. */
  readonly readOnly?: readonly string[];
};
`;

function slim(operation: Operation): object {
  const { method, path, auth, organization, audit, body, responses, readOnly } = operation;
  const accept = responses["200"] ?? responses["201"] ?? [];
  return {
    method: method.toUpperCase(),
    path,
    ...(auth !== "bearer" && { auth }),
    ...(!organization && { organization: false }),
    ...(!SAFE_TO_REPEAT.has(method) && audit !== false && audit.action === "read" && { reads: true }),
    ...(operation.idempotencyKey && { key: true }),
    ...(body?.mediaTypes[0] === "application/x-www-form-urlencoded" && { form: true }),
    ...(accept.some((type) => type !== "application/json") && { accept }),
    ...((method === "patch" || method === "put") && body !== null && readOnly.length > 0 && { readOnly }),
  };
}

const rows = Object.values(OPERATIONS as Record<string, Operation>)
  .filter(({ sdk }) => sdk !== null && sdk.namespace !== "system")
  .map((operation) => `  ${operation.id}: ${JSON.stringify(slim(operation))},`);

const text = `${HEAD}
export const OPERATIONS = {
${rows.join("\n")}
} as const satisfies Partial<Record<OperationId, SlimOperation>>;
`;
writeFileSync(new URL("src/generated/operations.ts", import.meta.url), text);

const contract = new URL("../contract/generated/openapi.json", import.meta.url);
type Schema = { type?: unknown; enum?: unknown; oneOf?: unknown; allOf?: unknown };
const { components } = JSON.parse(readFileSync(contract, "utf8")) as { components: { schemas: Record<string, Schema> } };
// A bounded string or number is no name worth knowing.
const models = Object.entries(components.schemas)
  .filter(([, schema]) => schema.type === "object" || schema.enum !== undefined || schema.oneOf !== undefined || schema.allOf !== undefined)
  .map(([name]) => `export type ${name} = components["schemas"]["${name}"];`);

const modelText = `// Generated from the contract by packages/sdk/generate.ts; do not edit.
import type { components } from "@vitaledge/contract/schema";

${models.join("\n")}
`;
writeFileSync(new URL("src/generated/models.ts", import.meta.url), modelText);
