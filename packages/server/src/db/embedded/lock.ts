import { randomUUID } from "node:crypto";
import { link, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "../../platform/operator-error.js";
import { codeOf, readIfThere } from "./files.js";
import { isAlive, startOf } from "./process-identity.js";

const FILE = "server.lock";
const ATTEMPTS = 20;

export type Lock = { release(): Promise<void> };

type Holder = { pid: number; start: string };

/** One server a data directory. A lock whose process is gone is taken over. */
export const takeLock = async (directory: string): Promise<Lock> => {
  const path = join(directory, FILE);
  const mine = `${JSON.stringify({ pid: process.pid, start: await startOf(process.pid), id: randomUUID() })}\n`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await linkNew(path, mine)) return { release: () => release(path, mine) };
    const theirs = await readIfThere(path);
    if (theirs === undefined) continue;
    const holder = parseHolder(theirs);
    if (holder && (await isHeld(holder))) {
      throw new OperatorError(
        `The data directory ${directory} is in use by process ${holder.pid}. Stop that process first, or set VITALEDGE_DATA_DIR to another directory.`,
      );
    }
    await removeStale(path, theirs);
  }
  throw new OperatorError(`The lock file ${path} cannot be taken. Remove it if no other server runs on this directory.`);
};

// A link appears with its content: nobody ever reads half a lock.
const linkNew = async (path: string, text: string): Promise<boolean> => {
  const fresh = `${path}.${randomUUID()}`;
  await writeFile(fresh, text, { mode: 0o644, flag: "wx" });
  try {
    await link(fresh, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(fresh, { force: true });
  }
};

// Two may find the same stale lock: whoever moved a fresh one out of the way puts it back.
const removeStale = async (path: string, stale: string): Promise<void> => {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  if ((await readIfThere(aside)) !== stale) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
};

const release = async (path: string, mine: string): Promise<void> => {
  if ((await readIfThere(path)) === mine) await rm(path, { force: true });
};

const parseHolder = (text: string): Holder | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || !("start" in value)) return undefined;
    const { pid, start } = value;
    return typeof pid === "number" && typeof start === "string" ? { pid, start } : undefined;
  } catch {
    return undefined;
  }
};

const isHeld = async ({ pid, start }: Holder): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  const found = await startOf(pid);
  return !start || !found || start === found;
};
