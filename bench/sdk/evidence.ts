import { occasion, table, writePage } from "../../test/extended/evidence.js";
import type { Row } from "../../test/sdk/tables/run-case.js";
import type { Budget } from "./main.js";
import { FAULTS_OF_OTHERS, SESSIONS_OF_OTHERS } from "./others.js";
import type { SdkTables } from "./tables.js";

type Others = { names: readonly string[]; rows: Readonly<Record<string, readonly string[]>> };

/** Everything of a row that tells one behaviour from another, in a few words. */
export const describeRow = ({ outcome, attempts, refreshes, seconds, keys, done, kept, requestId }: Row): string => {
  const parts = [
    outcome, `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`,
    refreshes > 0 && `${refreshes} ${refreshes === 1 ? "refresh" : "refreshes"}`, keys === 1 && "one key", done !== undefined && `done ${done === 1 ? "once" : `${done} times`}`,
    kept !== undefined && (kept ? "session kept" : "session lost"), outcome !== "ok" && (requestId ? "with request id" : "without request id"), `${seconds.toFixed(2)} s`,
  ];
  return parts.filter(Boolean).join(", ");
};

const compare = (rows: readonly Row[], { names, rows: theirs }: Others): string[] =>
  table(["case", "VitalEdge", ...names], rows.map((row) => {
    const found = Object.entries(theirs).find(([name]) => name.split(":")[0] === row.case)?.[1] ?? names.map(() => "not measured");
    return [row.case, describeRow(row), ...found];
  }));

/** What `pnpm bench` found of the SDK and the command line, as a page. */
export const writeSdkEvidence = (budgets: readonly Budget[], { faults, sessions }: SdkTables): Promise<void> =>
  writePage("sdk", [
    "# The SDK and the command line, measured", "", `What \`pnpm bench sdk\` found on ${occasion()}.`, "", "## Budgets", "",
    ...table(["what", "measured", "budget", "", "others"], budgets.map(({ what, unit, others, budget, measured }) =>
      [what, `${measured} ${unit}`.trim(), `${budget} ${unit}`.trim(), measured <= budget ? "within" : "**over**", others])), "",
    "## Faults", "", "The real server behind a proxy that makes the fault. The columns of others are theirs by default options, against one local server a case.", "",
    ...compare(faults, FAULTS_OF_OTHERS), "",
    "## Sessions", "", "An access token of 900 s and a refresh token that rotates.", "", ...compare(sessions, SESSIONS_OF_OTHERS),
  ]);
