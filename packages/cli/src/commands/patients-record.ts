import type { Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { checkOutput, isStream, writeDownload } from "../output/export-file.js";

type Options = { force?: boolean; resume?: boolean; verify?: boolean };

export const downloadRecord: Run<Options> = async (context, options, [id = ""]) => {
  const path = context.flags.output;
  await checkOutput(context, path, options.force === true || options.resume === true);
  const download = context.client().patients.record(id, { signal: context.signal });
  const { rows, bytes, sha256 } = await writeDownload(context, download, path, { ...options, format: "ndjson" });
  context.note(`${isStream(path) ? "stdout" : path}: ${rows} rows, ${bytes} bytes, SHA-256 ${sha256}`);
  return EXIT.done;
};
