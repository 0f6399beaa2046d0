import type { Printer } from "./table.js";

export function ndjsonPrinter(): Printer {
  return {
    head: () => "",
    rows: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
    tail: () => "",
  };
}
