import type { Printer } from "./table.js";

/** One array over all pages, written as they come. */
export function jsonPrinter(): Printer {
  let first = true;
  return {
    head: () => "[",
    rows: (rows) =>
      rows.map((row) => {
        const lead = first ? "\n" : ",\n";
        first = false;
        return lead + indent(row);
      }).join(""),
    tail: () => (first ? "]\n" : "\n]\n"),
  };
}

/** One answer by itself. */
export function printJson(answer: unknown): string {
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function indent(row: unknown): string {
  return JSON.stringify(row, null, 2).replace(/^/gm, "  ");
}
