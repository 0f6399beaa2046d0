import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { IntegrityError } from "@vitaledge/sdk";
import type { Download } from "@vitaledge/sdk";
import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { createProgress } from "./progress.js";
import { RowCounter } from "./row-counter.js";
import type { FileFormat } from "./row-counter.js";

/** Rows are null where they are not counted; SHA-256 in hex. */
export type Written = { rows: number | null; bytes: number; sha256: string };
export type FileOptions = { format: FileFormat; force?: boolean; resume?: boolean; verify?: boolean };

/** Before anything is asked of the server. */
export async function checkOutput({ flags, stdout }: Context, path: string | undefined, force: boolean): Promise<void> {
  if (flags.output === undefined && stdout.isTTY) throw new UsageError("An export holds health data and is not shown unasked.", "Give -o FILE, or -o - to have it here.");
  if (isStream(path) || force) return;
  const exists = await access(path).then(() => true, () => false);
  if (exists) throw new UsageError(`${path} exists and is left as it is.`, "Give --force to write over it.");
}

export function isStream(path: string | undefined): path is "-" | undefined {
  return path === undefined || path === "-";
}

export function writeDownload(context: Context, download: Download, path: string | undefined, options: FileOptions): Promise<Written> {
  return isStream(path) ? writeStream(context, download, options) : writeToFile(context, download, path, options);
}

/** The digest is known at the end alone: a pipe has the bytes by then, and the exit code to tell. */
async function writeStream({ stdout }: Context, download: Download, { format, verify }: FileOptions): Promise<Written> {
  if (verify === true && (await download.digest) === undefined) throw new IntegrityError("The server states no digest to check the file by.");
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

async function writeToFile(context: Context, download: Download, path: string, { format, force, resume, verify }: FileOptions): Promise<Written> {
  const progress = createProgress(context, "export");
  const options = {
    overwrite: force === true, resume: resume === true, requireDigest: verify === true,
    onProgress: ({ received, total }: { received: number; total: number | undefined }) => progress.show({ bytes: received, ...(total !== undefined && { total }) }),
  };
  try {
    const saved = await download.toFile(path, options);
    const counter = new RowCounter(format);
    for await (const piece of createReadStream(path)) counter.add(piece as Buffer);
    return { rows: counter.rows, bytes: saved.bytes, sha256: Buffer.from(saved.digest, "base64").toString("hex") };
  } catch (error) {
    await notePart(context, path);
    throw error;
  } finally {
    progress.end();
  }
}

async function notePart({ note }: Context, path: string): Promise<void> {
  const isThere = await access(`${path}.part`).then(() => true, () => false);
  if (isThere) note(`What arrived is in ${path}.part: --resume goes on from there.`);
}
