import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import type { Download } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { createProgress } from "../output/progress.js";
import { RowCounter } from "../output/row-counter.js";
import type { FileFormat } from "../output/row-counter.js";
import { UsageError } from "../usage-error.js";

type Options = { month: string; status?: string; allowHeld?: boolean; force?: boolean };
type Written = { rows: number | null; bytes: number; sha256: string };

export const exportBilling: Run<Options> = async (context, options) => {
  const { month, allowHeld, force } = options;
  const format = chooseFormat(context);
  const status = chooseStatus(options.status);
  await checkOutput(context, force === true);
  const { billing } = context.client();
  // Asked before the file: a month that is none leaves nothing behind.
  const totals = allowHeld === true ? undefined : (await billing.summary(month, {}, { signal: context.signal })).totals;
  const download = billing.export(month, { format, status }, { signal: context.signal });
  const { output } = context.flags;
  const written = output === undefined || output === "-"
    ? await writeStream(context, download, format)
    : await writeToFile(context, download, output, { format, overwrite: force === true });
  const held = totals === undefined ? 0 : heldOf(totals, format, written);
  report(context, output, written, held);
  return held > 0 ? EXIT.partial : EXIT.done;
};

/** A claim needs more than a row does, a charge first of all: what is ready and not in the claim file is held there. */
function heldOf(totals: { ready: number; held: number }, format: FileFormat, { rows }: Written): number {
  return totals.held + (format === "837p" ? Math.max(0, totals.ready - (rows ?? 0)) : 0);
}

function chooseFormat({ flags }: Context): FileFormat {
  const format = flags.json === true ? "json" : (flags.format ?? "csv");
  if (format === "table") throw new UsageError("An export is csv, json, ndjson, xlsx or 837p.");
  return format;
}

function chooseStatus(status = "ready"): "ready" | "all" {
  if (status === "ready" || status === "all") return status;
  throw new UsageError(`'${status}' is no status of an export: ready or all.`);
}

async function checkOutput({ flags, stdout }: Context, force: boolean): Promise<void> {
  const { output } = flags;
  if (output === undefined && stdout.isTTY) throw new UsageError("An export holds health data and is not shown unasked.", "Give -o FILE, or -o - to have it here.");
  if (output === undefined || output === "-" || force) return;
  const exists = await access(output).then(() => true, () => false);
  if (exists) throw new UsageError(`${output} exists and is left as it is.`, "Give --force to write over it.");
}

/** The digest is known at the end alone: a pipe has the bytes by then, and the exit code to tell. */
async function writeStream({ stdout }: Context, download: Download, format: FileFormat): Promise<Written> {
  const { createHash } = await import("node:crypto");
  const counter = new RowCounter(format);
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of download) {
    counter.add(piece);
    hash.update(piece);
    bytes += piece.length;
    await new Promise<void>((resolve, reject) => void stdout.write(piece, (error) => (error ? reject(error) : resolve())));
  }
  return { rows: counter.rows, bytes, sha256: hash.digest("hex") };
}

async function writeToFile(
  context: Context, download: Download, path: string, { format, overwrite }: { format: FileFormat; overwrite: boolean },
): Promise<Written> {
  const progress = createProgress(context, "billing export");
  const saved = await download.toFile(path, {
    overwrite,
    onProgress: ({ received, total }) => progress.show({ bytes: received, ...(total !== undefined && { total }) }),
  }).finally(() => progress.end());
  const counter = new RowCounter(format);
  for await (const piece of createReadStream(path)) counter.add(piece as Buffer);
  return { rows: counter.rows, bytes: saved.bytes, sha256: Buffer.from(saved.digest, "base64").toString("hex") };
}

function report({ flags, note }: Context, output: string | undefined, written: Written, held: number): void {
  const path = output === undefined || output === "-" ? null : output;
  const isJson = flags.json === true || flags.format === "json";
  if (isJson) return note(JSON.stringify({ path, ...written, held }));
  const rows = written.rows === null ? "" : `${written.rows} rows, `;
  note(`${path ?? "stdout"}: ${rows}${written.bytes} bytes, SHA-256 ${written.sha256}`);
  if (held > 0) note(`${held} lines are held: see vitaledge billing summary; --allow-held takes them as they are.`);
}
