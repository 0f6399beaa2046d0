import type { Context } from "../context.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { printAnswer } from "../output/print.js";
import type { Importing } from "./importing.js";
import type { Row } from "./rows.js";

/** As many as a person reads. */
const SHOWN = 20;

/** What can be said of the rows without sending one; whom they name is looked up. */
export async function previewRows(context: Context, importing: Importing, rows: AsyncIterable<Row>): Promise<ExitCode> {
  const fields = new Set<string>();
  const told = { rows: 0, rejected: 0 };
  for await (const row of rows) {
    context.signal.throwIfAborted();
    const { problem, body, line } = row.problem === undefined ? await importing.prepare(row) : row;
    told.rows += 1;
    if (problem === undefined) {
      for (const name of Object.keys(body)) fields.add(name);
    } else {
      told.rejected += 1;
      if (told.rejected <= SHOWN) context.note(`line ${line}: ${problem.code}: ${problem.detail}`);
    }
  }
  await printAnswer(context, { ...told, fields: [...fields] }, [{ path: "rows" }, { path: "rejected" }, { path: "fields" }]);
  context.note("Nothing was sent.");
  return told.rejected > 0 ? EXIT.partial : EXIT.done;
}
