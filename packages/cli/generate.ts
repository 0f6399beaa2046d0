import { writeFileSync } from "node:fs";
import { API_VERSION, OPERATIONS } from "../contract/generated/operations.js";
import type { Operation, OperationId } from "../contract/generated/operations.js";
import { PHI_PATHS } from "../contract/generated/phi-paths.js";
import { renderFields } from "./generate-fields.js";
import { IDENTIFYING } from "./src/output/identifying.js";

const operations = Object.values(OPERATIONS as Record<string, Operation>);

const COLUMNS_HEAD = `// Generated from the contract by packages/cli/generate.ts; do not edit.

/** A column of a table; \`masked\` ones are hidden on a terminal. */
export type Column = { readonly path: string; readonly masked?: true };
`;

function describeColumn(id: OperationId, path: string): string {
  const isHealthData = PHI_PATHS[id].answer.some((known) => known.replace(/^data\[\*\]\./, "") === path);
  const masked = isHealthData && IDENTIFYING.has(path.split(".").at(-1) ?? "");
  return `{ path: ${JSON.stringify(path)}${masked ? ", masked: true" : ""} }`;
}

const columns = operations.flatMap(({ id, cli }) => {
  if (cli === null || cli.columns.length === 0) return [];
  const lines = cli.columns.map((path) => `    ${describeColumn(id as OperationId, path)},`);
  return [`  ${JSON.stringify(cli.command)}: [`, ...lines, "  ],"];
});

write("columns", `${COLUMNS_HEAD}
export const COLUMNS = {
${columns.join("\n")}
} as const satisfies Record<string, readonly Column[]>;
`);

const ROUTES_HEAD = `// Generated from the contract by packages/cli/generate.ts; do not edit.

/** What a raw call is to know of an operation; what is left out is as in most of them. */
export type Route = {
  /** A POST that changes nothing. */
  readonly reads?: true;
  /** Takes an Idempotency-Key. */
  readonly key?: true;
  /** The query parameter that asks for the page after this one. */
  readonly cursor?: string;
};
`;

function describeRoute({ method, audit, idempotencyKey, pagination }: Operation): object {
  return {
    ...(method === "post" && audit !== false && audit.action === "read" && { reads: true }),
    ...(idempotencyKey && { key: true }),
    ...(pagination !== null && { cursor: pagination.cursor }),
  };
}

const routes = operations.map((operation) => `  ${JSON.stringify(`${operation.method.toUpperCase()} ${operation.path}`)}: ${JSON.stringify(describeRoute(operation))},`);

write("routes", `${ROUTES_HEAD}
/** Of the contract that this program was made from. */
export const CONTRACT_VERSION = ${JSON.stringify(API_VERSION)};

/** By method and path. */
export const ROUTES: Readonly<Record<string, Route>> = {
${routes.join("\n")}
};
`);

write("fields", renderFields());

// Only now: the program is made of what was written.
const { createProgram } = await import("./src/program.js");
const { describeSurface } = await import("./src/surface.js");
const { stdin, stdout, stderr } = process;
const host = { version: "", environment: {}, stdin, stdout, stderr, signal: new AbortController().signal };
const surface = describeSurface(await createProgram(host, () => undefined));
writeFileSync(new URL("surface.json", import.meta.url), `${JSON.stringify(surface, null, 2)}\n`);

function write(name: string, text: string): void {
  writeFileSync(new URL(`src/generated/${name}.ts`, import.meta.url), text);
}
