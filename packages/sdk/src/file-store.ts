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

/** Where a text is kept that is its owner's alone; null is none. */
export type Keeper = {
  read(): Promise<string | null>;
  write(text: string | null): Promise<void>;
};

/** A session in a file of its owner alone: 0600, written whole, under a lock that other processes see. */
export function fileStore(path: string): SessionStore {
  return lockedStore(`${path}.lock`, fileKeeper(path));
}

/** A session in a keeper that has no lock of its own, as a keyring; `lock` is the path of a file that all its holders agree on. */
export function lockedStore(lock: string, keeper: Keeper): SessionStore {
  const read = async (): Promise<StoredSession | null> => parseStoredSession(await keeper.read());
  return {
    read,
    compareAndSwap: (previous, next) =>
      withLock(lock, async () => {
        if (!isSameSession(await read(), previous)) return false;
        await keeper.write(next === null ? null : JSON.stringify(next));
        return true;
      }),
  };
}

/** A file of its owner alone: 0600, written whole. One that others may read is refused (ConfigurationError). */
export function fileKeeper(path: string): Keeper {
  return {
    async read() {
      const found = await stat(path).catch(ignoreMissing);
      if (found === undefined) return null;
      refuseLoose(path, found);
      return (await readFile(path, "utf8").catch(ignoreMissing)) ?? null;
    },
    async write(text) {
      if (text === null) return rm(path, { force: true });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeWhole(path, text);
    },
  };
}

function refuseLoose(path: string, { mode }: Stats): void {
  // Windows has no such bits; there the profile directory is the owner's.
  if (process.platform === "win32" || (mode & 0o077) === 0) return;
  throw new ConfigurationError(`${path} holds a secret and others may read it. Run: chmod 600 '${path}'`);
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
    if (!(await isStale(lock)) || !(await removeStale(lock))) await sleep(LOCK_STEP_MS);
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

/** One process at a time, and looked at once more: by now the lock may be another's new one. */
async function removeStale(lock: string): Promise<boolean> {
  const guard = `${lock}.stale`;
  if (!(await take(guard, ""))) {
    const left = await stat(guard).catch(ignoreMissing);
    if (left !== undefined && Date.now() - left.mtimeMs > LOCK_LIFE_MS) await rm(guard, { force: true });
    return false;
  }
  try {
    if (await isStale(lock)) await rm(lock, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
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
