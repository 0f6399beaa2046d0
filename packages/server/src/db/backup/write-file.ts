import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { encryptFor } from "../../platform/age.js";
import { OperatorError } from "../../platform/operator-error.js";
import type { Sink } from "./make-backup.js";

/** Writes an encrypted file for its owner alone; under its name there is the old one or the whole new one, also after a power cut. */
export const encryptedFile = (path: string, recipients: readonly Buffer[]): Sink => async (frames) => {
  const part = `${path}.${process.pid}.part`;
  try {
    await rm(part, { force: true });
    const file = createWriteStream(part, { mode: 0o600, flags: "wx", flush: true });
    await pipeline(Readable.from(frames(), { objectMode: false }), createGzip({ level: 3 }), encryptFor(recipients), file);
    await rename(part, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw inWords(path, error);
  }
};

const syncDirectory = async (path: string): Promise<void> => {
  // Windows opens no directories; its renames are in the file system's journal.
  if (process.platform === "win32") return;
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the file system is full", EDQUOT: "the file system is full", EROFS: "the file system cannot be written",
  EACCES: "this user may not", EPERM: "this user may not", ENOENT: "its folder is not there", ENOTDIR: "its folder is not there", EISDIR: "it is a folder",
};

const inWords = (path: string, error: unknown): unknown => {
  const reason = REASONS[(error as NodeJS.ErrnoException | undefined)?.code ?? ""];
  return reason ? new OperatorError(`${path} cannot be written: ${reason}. Nothing was changed.`) : error;
};
