import { open, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { UsageError } from "../usage-error.js";

/** Where a command's answer goes. Nothing is there under a file's name before `commit`. */
export type Sink = {
  /** Resolves when more may follow. */
  write(piece: string | Uint8Array): Promise<void>;
  commit(): Promise<void>;
  abandon(): Promise<void>;
};

export function openStream(stream: NodeJS.WritableStream): Sink {
  const nothing = async (): Promise<void> => undefined;
  const write = (piece: string | Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => void stream.write(piece, (error) => (error ? reject(error) : resolve())));
  return { write, commit: nothing, abandon: nothing };
}

/** What ends a file is a rename: it would put a file in the place of a device or a pipe. */
export async function requireFileName(path: string): Promise<void> {
  const advice = "Give the name of a file, or - for standard output.";
  if (path === "") throw new UsageError("The name of the file to write is empty.", advice);
  const found = await stat(path).catch(() => undefined);
  const isOther = found !== undefined && !found.isFile() && !found.isDirectory();
  if (isOther || /^\/(dev\/(std|fd\/)|proc\/)/.test(path)) throw new UsageError(`${path} is a device or a pipe, and no file.`, advice);
}

/** FILE.part for its owner alone, flushed, then renamed: under its name the file is whole or absent. */
export async function openFile(path: string): Promise<Sink> {
  await requireFileName(path);
  const part = `${path}.part`;
  // A part left behind may have been made readable, or be a link of somebody else's.
  await rm(part, { force: true });
  const file = await open(part, "wx", 0o600);
  return {
    write: (piece) => file.writeFile(piece),
    async commit() {
      await flush(file);
      await rename(part, path);
      await syncDirectory(path);
    },
    async abandon() {
      await file.close();
      await rm(part, { force: true });
    },
  };
}

/** `-` and nothing are stdout. */
export function openSink(output: string | undefined, stdout: NodeJS.WritableStream): Promise<Sink> | Sink {
  return output === undefined || output === "-" ? openStream(stdout) : openFile(output);
}

/** Runs `work` on a sink that is committed when it ends well and abandoned when not. */
export async function withSink<T>(sink: Sink, work: (sink: Sink) => Promise<T>): Promise<T> {
  try {
    const result = await work(sink);
    await sink.commit();
    return result;
  } catch (error) {
    await sink.abandon().catch(() => undefined);
    throw error;
  }
}

async function flush(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows opens no directories; there the rename is as durable as it gets.
  const handle = await open(dirname(path), "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
