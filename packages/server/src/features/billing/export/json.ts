import type { ClaimLine } from "../lines.js";
import { recordOf } from "./columns.js";

/** One object with the lines under `data`, written as they come. */
export async function* exportJson(lines: AsyncIterable<ClaimLine>): AsyncGenerator<string> {
  let lead = '{"data":[';
  for await (const line of lines) {
    yield `${lead}\n${JSON.stringify(recordOf(line))}`;
    lead = ",";
  }
  yield lead === "," ? "\n]}\n" : `${lead}]}\n`;
}
