import type { Command } from "commander";
import type { Start } from "../run.js";

export function declareApi(api: Command, start: Start): void {
  api
    .argument("<method>", "GET, POST, PUT, PATCH or DELETE").argument("<path>", "as /api/patients/patient_abc123, with a query where there is one")
    .option("-F, --field <k=v>", "a parameter of the query, or a property of the body: a.b=v nests; true, false, null and numbers are what they are; may be given again", collect)
    .option("--input <file>", "the body as it is: JSON, or by the file's name .ndjson or .csv; - is standard input")
    .option("--paginate", "follow the cursor to the end; the rows of all pages are one answer")
    .action(start(async () => (await import("./api-call.js")).callApi));
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
