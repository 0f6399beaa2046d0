import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { DamagedFile, decryptWith, LONGEST_HEAD, NotForThisKey, openHead, type Identity } from "../../platform/age.js";
import { equalBytes } from "../../platform/crypto.js";
import { OperatorError } from "../../platform/operator-error.js";
import { FORMAT, macOf, makeTally, readFrames, type Frame, type Manifest } from "./frames.js";

export type Keys = { identity: Identity; masterKey: Buffer };

/** Gives a file's frames, decrypted, to `take`; a fault of the file is one sentence. */
export const readBackup = async <T>(path: string, identity: Identity, take: (frames: AsyncGenerator<Frame>) => Promise<T>): Promise<T> => {
  let taken: { result: T } | undefined;
  try {
    const { head, rest } = await openFile(path, identity);
    await pipeline(rest, decryptWith(head.key), createGunzip(), async (plain: AsyncIterable<Buffer>) => {
      taken = { result: await take(readFrames(plain)) };
    });
  } catch (error) {
    throw inWords(path, error);
  }
  return taken!.result;
};

const openFile = async (path: string, identity: Identity) => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LONGEST_HEAD), position: 0 });
    const head = openHead(buffer.subarray(0, bytesRead), identity);
    return { head, rest: file.createReadStream({ start: head.start, highWaterMark: 256 * 1024 }) };
  } catch (error) {
    await file.close();
    throw error;
  }
};

const inWords = (path: string, error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  if (error instanceof NotForThisKey) return new OperatorError(`The private key does not open ${path}: it is another's, or the file's head is damaged.`);
  if (error instanceof DamagedFile || code.startsWith("Z_")) return new OperatorError(`${path} is damaged or no backup: it is not what was written. Take another copy.`);
  if (/^(ENOENT|EACCES|EISDIR|EPERM)$/.test(code)) return new OperatorError(`${path} cannot be read. Give the path of a file that this user may read.`);
  return error;
};

/**
 * Reads a whole file: every byte, every row count and checksum, and that the master key is the one it was made under.
 * Answers what the file says of itself.
 */
export const verifyBackup = (path: string, { identity, masterKey }: Keys): Promise<Manifest> =>
  readBackup(path, identity, async (frames) => {
    const found: { name: string; tally: ReturnType<typeof makeTally> }[] = [];
    let ending: Ending = {};
    for await (const { type, content } of frames) {
      if (ending.mac) throw new DamagedFile("something follows the end");
      if (type === "T") found.push({ name: content.toString(), tally: makeTally() });
      else if (type === "R") found.at(-1)?.tally.add(content);
      else if (type === "F" && content.toString() !== FORMAT) throw new OperatorError(`The backup's format is ${content.toString()}; this program reads ${FORMAT}.`);
      else if (type === "M") ending = { manifest: Buffer.from(content) };
      else if (type === "A") ending = { ...ending, mac: Buffer.from(content) };
    }
    const manifest = manifestOf(ending, masterKey);
    const tallies = found.map(({ name, tally }) => ({ name, ...tally.end() }));
    const said = manifest.tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 }));
    if (JSON.stringify(tallies) !== JSON.stringify(said)) throw new DamagedFile("the tables are not what the manifest says");
    return manifest;
  });

type Ending = { manifest?: Buffer; mac?: Buffer };

const manifestOf = ({ manifest, mac }: Ending, masterKey: Buffer): Manifest => {
  if (!manifest || !mac) throw new DamagedFile("the end is missing");
  if (!equalBytes(mac, macOf(masterKey, manifest))) {
    throw new OperatorError("The master key is not the one this backup was made under. Set VITALEDGE_MASTER_KEY to that one: without it nothing encrypted can be read.");
  }
  return JSON.parse(manifest.toString()) as Manifest;
};
