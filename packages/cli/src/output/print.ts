import type { Paged } from "@vitaledge/sdk";
import { FORMATS } from "../context.js";
import type { Context, Format, ListFlags } from "../context.js";
import type { Column } from "../generated/columns.js";
import { findRows } from "./cells.js";
import type { Row } from "./cells.js";
import { openSink, withSink } from "./file.js";
import { printJson } from "./json.js";
import type { Printer } from "./table.js";

export function formatOf({ flags }: Pick<Context, "flags">): Format {
  if (flags.json === true) return "json";
  return FORMATS.find((format) => format === flags.format) ?? "table";
}

/** Only the format that is used is loaded. */
async function choosePrinter(context: Context, columns: readonly Column[]): Promise<Printer> {
  const { flags, stdout, environment } = context;
  switch (formatOf(context)) {
    case "json": return (await import("./json.js")).jsonPrinter();
    case "ndjson": return (await import("./ndjson.js")).ndjsonPrinter();
    case "csv": return (await import("./csv.js")).csvPrinter(columns);
    case "table": {
      const { tablePrinter, tsvPrinter } = await import("./table.js");
      const toTerminal = flags.output === undefined && stdout.isTTY;
      if (!toTerminal) return tsvPrinter(columns);
      const color = flags.color === "always" || (flags.color === "auto" && !environment["NO_COLOR"]);
      return tablePrinter(columns, { showPhi: flags.showPhi === true, color });
    }
  }
}

/** One answer: whole as json and ndjson, its rows as a table or csv. */
export async function printAnswer(context: Context, answer: Row, columns: readonly Column[]): Promise<void> {
  const format = formatOf(context);
  const found = findRows(answer, columns);
  const printer = await choosePrinter(context, found.columns);
  await withSink(await openSink(context.flags.output, context.stdout), async (sink) => {
    if (format === "json") return sink.write(printJson(answer));
    const rows = format === "ndjson" ? [answer] : found.rows;
    return sink.write(printer.head() + printer.rows(rows) + printer.tail());
  });
}

/** Several answers of one kind. */
export async function printRows(context: Context, rows: readonly Row[], columns: readonly Column[]): Promise<void> {
  const printer = await choosePrinter(context, columns);
  const text = printer.head() + printer.rows(rows) + printer.tail();
  await withSink(await openSink(context.flags.output, context.stdout), (sink) => sink.write(text));
}

const ROWS = 50;
/** The most a page holds. */
const PAGE = 200;

export function rowsWanted({ limit, all }: ListFlags): number {
  return all === true ? Infinity : (limit ?? ROWS);
}

export function pageSize(flags: ListFlags): number {
  return Math.min(PAGE, rowsWanted(flags));
}

/** Page after page, as far as asked for; says on stderr when there is more. */
export async function printList<T extends object>(
  context: Context, list: Pick<Paged<T>, "pages">, columns: readonly Column[], flags: ListFlags,
): Promise<void> {
  const wanted = rowsWanted(flags);
  const printer = await choosePrinter(context, columns);
  let shown = 0;
  let more = false;
  await withSink(await openSink(context.flags.output, context.stdout), async (sink) => {
    await sink.write(printer.head());
    for await (const page of list.pages()) {
      const rows = page.data.slice(0, wanted - shown) as unknown as Row[];
      shown += rows.length;
      // An empty list still has its titles.
      if (rows.length > 0 || (shown === 0 && page.cursor === null)) await sink.write(printer.rows(rows));
      more = rows.length < page.data.length || page.cursor !== null;
      if (shown >= wanted) break;
    }
    await sink.write(printer.tail());
  });
  if (shown >= wanted && more) context.note(`${shown} shown, there are more: --limit N or --all`);
}
