import { FORMATS } from "../context.js";
import type { Context, Format, ListFlags } from "../context.js";
import type { Column } from "../generated/columns.js";
import { findRows, readPath } from "./cells.js";
import type { Row } from "./cells.js";
import { pickFields, toColumns } from "./fields.js";
import { openSink, withSink } from "./file.js";
import { printJson } from "./json.js";
import type { Printer } from "./table.js";

export function formatOf({ flags }: Pick<Context, "flags">): Format {
  if (flags.json === true) return "json";
  return FORMATS.find((format) => format === flags.format) ?? "table";
}

/** Only the format that is used is loaded. */
async function choosePrinter(context: Context, own: readonly Column[]): Promise<Printer> {
  const { flags, stdout, environment } = context;
  const columns = flags.fields === undefined ? own : toColumns(flags.fields, own);
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

/** One answer: whole as json and ndjson, its rows as a table or csv. --fields are those of a row, or of the answer where its rows have none such. */
export async function printAnswer(context: Context, answer: Row, columns: readonly Column[]): Promise<void> {
  const found = findRows(answer, columns);
  const { fields } = context.flags;
  const ofAnswer = fields?.every((path) => readPath(answer, path) !== undefined) === true || found.rows[0] === answer;
  const isWhole = ["json", "ndjson"].includes(formatOf(context)) && (fields === undefined || ofAnswer);
  if (!isWhole) return printRows(context, fields !== undefined && ofAnswer ? [answer] : found.rows, found.columns);
  const [picked = answer] = fields === undefined ? [answer] : pickFields([answer], fields);
  return writeText(context, formatOf(context) === "json" ? printJson(picked) : `${JSON.stringify(picked)}\n`);
}

/** Several answers of one kind. */
export async function printRows(context: Context, rows: readonly Row[], columns: readonly Column[]): Promise<void> {
  const { fields } = context.flags;
  const printer = await choosePrinter(context, columns);
  const picked = fields === undefined ? rows : pickFields(rows, fields);
  return writeText(context, printer.head() + printer.rows(picked) + printer.tail());
}

async function writeText({ flags, stdout }: Context, text: string): Promise<void> {
  await withSink(await openSink(flags.output, stdout), (sink) => sink.write(text));
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

type Pages<T> = { pages(): AsyncIterable<{ data: readonly T[]; cursor: string | null }> };

/** Page after page, as far as asked for; says on stderr when there is more. */
export async function printList<T extends object>(
  context: Context, list: Pages<T>, columns: readonly Column[], flags: ListFlags,
): Promise<void> {
  const wanted = rowsWanted(flags);
  const { fields } = context.flags;
  const printer = await choosePrinter(context, columns);
  let shown = 0;
  let more = false;
  await withSink(await openSink(context.flags.output, context.stdout), async (sink) => {
    let lead = printer.head();
    for await (const page of list.pages()) {
      const rows = page.data.slice(0, wanted - shown) as unknown as Row[];
      const picked = fields === undefined ? rows : pickFields(rows, fields);
      shown += rows.length;
      // An empty list still has its titles.
      if (rows.length > 0 || (shown === 0 && page.cursor === null)) {
        await sink.write(lead + printer.rows(picked));
        lead = "";
      }
      more = rows.length < page.data.length || page.cursor !== null;
      if (shown >= wanted) break;
    }
    await sink.write(lead + printer.tail());
  });
  if (shown >= wanted && more) context.note(`${shown} shown, there are more: --limit N or --all`);
}
