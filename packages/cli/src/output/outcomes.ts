import type { Context } from "../context.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { printRows } from "./print.js";

/** What became of one of several: a status, or the code of what stood against it. */
export type Outcome = { id: string; result: string };

/** Exit 8 where some were not changed, 6 where none was. */
export async function reportOutcomes(context: Context, outcomes: readonly Outcome[], done: string): Promise<ExitCode> {
  await printRows(context, outcomes, [{ path: "id" }, { path: "result" }]);
  const changed = outcomes.filter(({ result }) => result === done).length;
  if (changed === outcomes.length) return EXIT.done;
  context.note(`${outcomes.length - changed} of ${outcomes.length} were not changed.`);
  return changed === 0 ? EXIT.rejected : EXIT.partial;
}
