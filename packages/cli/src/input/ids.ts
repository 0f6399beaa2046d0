import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { readAll } from "./stdin.js";

/** Each once; `-` among them reads more from standard input, parted by blanks or lines. */
export async function readIds({ stdin }: Context, given: readonly string[], what: string): Promise<string[]> {
  const words = given.includes("-") ? [...given.filter((id) => id !== "-"), ...(await readAll(stdin)).split(/\s+/)] : given;
  const ids = [...new Set(words.filter((id) => id !== ""))];
  if (ids.length === 0) throw new UsageError(`No ${what} is named.`);
  return ids;
}

/** Words of a flag; `-` reads them from standard input, where no other user sees them. */
export async function readWords({ stdin }: Context, words: string | undefined): Promise<string | undefined> {
  return words === "-" ? (await readAll(stdin)).trim() : words;
}
