import type { ClaimLine } from "../lines.js";
import { recordOf } from "./columns.js";

/** One JSON object a line, under the names of the columns. */
export async function* exportNdjson(lines: AsyncIterable<ClaimLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(recordOf(line))}\n`;
}
