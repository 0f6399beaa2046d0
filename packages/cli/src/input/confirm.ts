import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { createAsker } from "./ask.js";

/** Before what is not undone with a key: asks a person, and takes `--yes` for an answer. */
export async function confirm(context: Context, what: string): Promise<void> {
  const { flags, stdin } = context;
  if (flags.yes === true || flags.dryRun === true) return;
  if (!stdin.isTTY || !flags.input) throw new UsageError(`This is asked about first: ${what}`, "Give --yes to do it unasked.");
  const answer = await createAsker(context).ask(`${what} Type yes to go on`);
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError("It was not confirmed, and nothing was done.");
}
