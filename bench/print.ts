import type { Measured } from "./measure.js";
import type { Row } from "./part.js";
import { reached } from "./part.js";

export const figureOf = ({ measured, unit }: Row): string => (unit === "ratio" ? String(measured) : `${measured} ${unit}`);

export const goalOf = ({ goal, unit }: Row): string => {
  if (!goal) return "";
  const words = unit === "ratio" || unit.startsWith("times") ? "" : ` ${unit}`;
  return "atLeast" in goal ? `${goal.atLeast}${words} or more` : `${goal.atMost}${words} or less`;
};

/** Whether the goal was reached, and if not, by how much it was missed. */
export const verdictOf = (row: Row): string => {
  const part = reached(row);
  if (part === undefined) return "";
  if (part >= 1) return "held";
  return row.goal && "atLeast" in row.goal ? `short by ${Math.round(100 * (1 - part))} %` : `over by ${Math.round(100 * (1 / part - 1))} %`;
};

export const printRows = (rows: readonly Row[]): void => {
  for (const row of rows) {
    console.log([row.what, figureOf(row), row.goal && `goal ${goalOf(row)}`, verdictOf(row), row.detail].filter(Boolean).join("; "));
  }
};

/** Both sides of a comparison in a few words. */
export const besides = ({ median: one }: Measured, { median: other }: Measured): string =>
  `${one.requestsPerSecond} to ${other.requestsPerSecond} requests/s; p99 ${one.p99} and ${other.p99} ms; a request takes ${one.serverMs} + ${one.databaseMs} and ${other.serverMs} + ${other.databaseMs} ms of a processor`;
