import { UsageError } from "../usage-error.js";

/** All of standard input; for a note or one body, not for an import. */
export async function readAll(stdin: NodeJS.ReadStream): Promise<string> {
  if (stdin.isTTY) throw new UsageError("Nothing is piped into standard input.");
  const pieces: Buffer[] = [];
  for await (const piece of stdin) pieces.push(Buffer.from(piece as Buffer));
  return Buffer.concat(pieces).toString("utf8");
}
