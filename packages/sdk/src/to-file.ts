import type * as FileSystem from "node:fs/promises";
import { readPieces } from "./body.js";
import { createHasher, findBuiltin, readDigest, toBase64 } from "./digest.js";
import type { Opened } from "./download.js";
import { ConfigurationError, ConnectionError, IntegrityError } from "./errors.js";

/** How a download becomes a file. */
export type FileOptions = {
  /** Write over a file of this name. */
  overwrite?: boolean;
  /** Go on with the `.part` of an earlier attempt, where the server still has the same file. */
  resume?: boolean;
  /** Refuse a file whose digest the server does not state; one that it states is always compared. */
  requireDigest?: boolean;
  /** Bytes so far, and of how many where that is known. */
  onProgress?: (progress: { received: number; total: number | undefined }) => void;
};

/** `digest` is the SHA-256 in base64, `verified` whether the server stated it. */
export type SavedFile = { path: string; bytes: number; digest: string; verified: boolean; contentType: string | undefined };

type Open = (headers?: Record<string, string>) => Promise<Opened>;
type Part = { path: string; mark: string; size: number; etag: string | undefined };

export async function writeFile(open: Open, path: string, options: FileOptions, maxRetries: number): Promise<SavedFile> {
  const fs = findBuiltin<typeof FileSystem>("node:fs/promises");
  if (fs === undefined) throw new ConfigurationError("toFile needs a file system, which this runtime does not have.");
  if (options.overwrite !== true && (await exists(fs, path))) {
    throw new ConfigurationError(`${path} exists; pass overwrite to replace it.`);
  }
  const part = await findPart(fs, path, options.resume === true);
  let response: Response | undefined;
  for (let attempt = 0; ; attempt += 1) {
    try {
      response = await fill(fs, open, part, options);
      break;
    } catch (error) {
      // Only a line that broke is worth another try, and only where the rest can be asked for.
      if (!(error instanceof ConnectionError) || part.etag === undefined || attempt >= maxRetries) throw error;
    }
  }
  return finish(fs, part, path, response, options.requireDigest === true);
}

async function findPart(fs: typeof FileSystem, path: string, resume: boolean): Promise<Part> {
  const part: Part = { path: `${path}.part`, mark: `${path}.part.etag`, size: 0, etag: undefined };
  if (!resume) return part;
  part.etag = await fs.readFile(part.mark, "utf8").catch(() => undefined);
  if (part.etag !== undefined) part.size = await fs.stat(part.path).then(({ size }) => size, () => 0);
  return part;
}

async function fill(fs: typeof FileSystem, open: Open, part: Part, options: FileOptions): Promise<Response> {
  const range = part.size > 0 && part.etag !== undefined;
  const { response } = await open(range ? { Range: `bytes=${part.size}-`, "If-Range": part.etag as string } : undefined);
  const resumed = response.status === 206 && response.headers.get("Content-Range")?.startsWith(`bytes ${part.size}-`) === true;
  if (response.status === 206 && !resumed) throw new IntegrityError("The server sent another part than the one asked for.");
  if (!resumed) part.size = 0;
  part.etag = response.headers.get("ETag") ?? undefined;
  if (part.etag !== undefined) await fs.writeFile(part.mark, part.etag, { mode: 0o600 });
  const length = response.headers.get("Content-Length");
  const total = length === null ? undefined : Number(length) + part.size;
  const file = await fs.open(part.path, resumed ? "a" : "w", 0o600);
  try {
    for await (const piece of readPieces(response)) {
      await file.writeFile(piece);
      part.size += piece.length;
      options.onProgress?.({ received: part.size, total });
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (total !== undefined && part.size !== total) throw new IntegrityError(`${part.size} of ${total} bytes arrived.`);
  return response;
}

async function finish(fs: typeof FileSystem, part: Part, path: string, response: Response, strict: boolean): Promise<SavedFile> {
  const digest = await hashFile(fs, part.path);
  const expected = readDigest(response.headers);
  if (expected === undefined ? strict : digest !== expected) {
    await Promise.all([part.path, part.mark].map((name) => fs.rm(name, { force: true })));
    throw new IntegrityError(
      expected === undefined ? "The server states no digest to check the file by; it was removed." : "What arrived does not have the server's digest; it was removed.",
    );
  }
  await fs.rename(part.path, path);
  await fs.rm(part.mark, { force: true });
  await syncDirectory(fs, path);
  const contentType = response.headers.get("Content-Type") ?? undefined;
  return { path, bytes: part.size, digest, verified: expected !== undefined, contentType };
}

/** Of the file, not of what passed by: a resumed part was written by somebody else. */
async function hashFile(fs: typeof FileSystem, path: string): Promise<string> {
  const hasher = createHasher();
  const file = await fs.open(path, "r");
  for await (const piece of file.createReadStream()) hasher.update(piece as Uint8Array);
  return toBase64(await hasher.digest());
}

async function syncDirectory(fs: typeof FileSystem, path: string): Promise<void> {
  const directory = path.replace(/[^/\\]*$/, "") || ".";
  const handle = await fs.open(directory, "r").catch(() => undefined);
  // Windows opens no directories; there the rename is as durable as it gets.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function exists(fs: typeof FileSystem, path: string): Promise<boolean> {
  return fs.access(path).then(() => true, () => false);
}
