import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigurationError } from "./errors.js";
import { isSameSession, parseStoredSession } from "./stores.js";
import type { SessionStore, StoredSession } from "./stores.js";

/** A holder that has not let go by then has died; nothing done under the lock takes long. */
const LOCK_LIFE_MS = 10_000;
const LOCK_STEP_MS = 20;

/** A session in a file of its owner alone: 0600, written whole, under a lock that other processes see. */
export function fileStore(path: string): SessionStore {
  const read = (): Promise<StoredSession | null> => readSession(path);
  return {
    read,
    compareAndSwap: (previous, next) =>
      withLock(`${path}.lock`, async () => {
        if (!isSameSession(await read(), previous)) return false;
        await (next === null ? rm(path, { force: true }) : writeWhole(path, JSON.stringify(next)));
        return true;
      }),
  };
}

async function readSession(path: string): Promise<StoredSession | null> {
  const found = await stat(path).catch(ignoreMissing);
  if (found === undefined) return null;
  refuseLoose(path, found);
  const text = await readFile(path, "utf8").catch(ignoreMissing);
  return parseStoredSession(text ?? null);
}

function refuseLoose(path: string, { mode }: Stats): void {
  // Windows has no such bits; there the profile directory is the owner's.
  if (process.platform === "win32" || (mode & 0o077) === 0) return;
  throw new ConfigurationError(`${path} holds a session and others may read it. Run: chmod 600 '${path}'`);
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(draft, 0o600);
  await rename(draft, path);
}

async function withLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 });
  const mine = JSON.stringify({ pid: process.pid, until: Date.now() + LOCK_LIFE_MS, id: randomUUID() });
  while (!(await take(lock, mine))) {
    if (await isStale(lock)) await rm(lock, { force: true });
    else await sleep(LOCK_STEP_MS);
  }
  try {
    return await work();
  } finally {
    if ((await readFile(lock, "utf8").catch(ignoreMissing)) === mine) await rm(lock, { force: true });
  }
}

async function take(lock: string, mine: string): Promise<boolean> {
  const file = await open(lock, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return undefined;
    throw error;
  });
  await file?.writeFile(mine);
  await file?.close();
  return file !== undefined;
}

async function isStale(lock: string): Promise<boolean> {
  const [text, found] = await Promise.all([readFile(lock, "utf8").catch(ignoreMissing), stat(lock).catch(ignoreMissing)]);
  if (found === undefined) return false;
  try {
    const { pid, until } = JSON.parse(text ?? "") as { pid: number; until: number };
    return Date.now() > until || !isAlive(pid);
  } catch {
    // Between its making and its writing a lock is empty; one that stays so was left by a crash.
    return Date.now() - found.mtimeMs > LOCK_LIFE_MS;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
