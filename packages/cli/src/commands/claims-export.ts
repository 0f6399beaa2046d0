import type { BodyOf } from "@vitaledge/sdk";
import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { checkOutput, isStream, writeDownload } from "../output/export-file.js";
import { UsageError } from "../usage-error.js";

type Options = { frequency: string; force?: boolean };

export const exportClaim: Run<Options> = async (context, { frequency, force = false }, [id = ""]) => {
  const { output, format } = context.flags;
  if (format !== undefined && format !== "837p") throw new UsageError("A claim is exported as 837p.");
  if (!isFrequency(frequency)) throw new UsageError(`'${frequency}' is no frequency of a claim: 1, 7 or 8.`);
  await checkOutput(context, output, force);
  const download = context.client().billing.claims.export(id, { frequency }, { signal: context.signal });
  const { rows, bytes, sha256 } = await writeDownload(context, download, output, { format: "837p", force });
  context.note(`${isStream(output) ? "stdout" : output}: ${rows} rows, ${bytes} bytes, SHA-256 ${sha256}`);
  return EXIT.done;
};

function isFrequency(text: string): text is BodyOf<"exportClaim">["frequency"] {
  return text === "1" || text === "7" || text === "8";
}
