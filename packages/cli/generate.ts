import { writeFileSync } from "node:fs";
import { OPERATIONS } from "../contract/generated/operations.js";
import type { Operation, OperationId } from "../contract/generated/operations.js";
import { PHI_PATHS } from "../contract/generated/phi-paths.js";

/** Of the health data, what names or reaches a person; readings and codes are what a table is read for. */
const IDENTIFYING = new Set(["firstName", "lastName", "birthDate", "email", "phone", "address"]);

const HEAD = `// Generated from the contract by packages/cli/generate.ts; do not edit.

/** A column of a table; \`masked\` ones are hidden on a terminal. */
export type Column = { readonly path: string; readonly masked?: true };
`;

function describeColumn(id: OperationId, path: string): string {
  const isHealthData = PHI_PATHS[id].answer.some((known) => known.replace(/^data\[\*\]\./, "") === path);
  const masked = isHealthData && IDENTIFYING.has(path.split(".").at(-1) ?? "");
  return `{ path: ${JSON.stringify(path)}${masked ? ", masked: true" : ""} }`;
}

const rows = Object.entries(OPERATIONS as Record<string, Operation>).flatMap(([id, { cli }]) => {
  if (cli === null || cli.columns.length === 0) return [];
  const columns = cli.columns.map((path) => `    ${describeColumn(id as OperationId, path)},`);
  return [`  ${JSON.stringify(cli.command)}: [`, ...columns, "  ],"];
});

const text = `${HEAD}
export const COLUMNS = {
${rows.join("\n")}
} as const satisfies Record<string, readonly Column[]>;
`;
writeFileSync(new URL("src/generated/columns.ts", import.meta.url), text);
