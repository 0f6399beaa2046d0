import { spawn } from "node:child_process";
import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startEmbedded, type EmbeddedDatabase } from "../../packages/server/src/db/embedded.js";

/** A database that may be lost at any moment, for the speed of it; not for tests of crashes. */
export const UNSAFE = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  logging_collector: "off",
  max_connections: "200",
} as const;

export type TestCluster = { directory: string; database: EmbeddedDatabase; stop(): Promise<void> };

const WATCHER = fileURLToPath(new URL("watcher.mjs", import.meta.url));

export type WatchedDirectory = { directory: string; remove(): Promise<void> };

/** A folder for databases. They end with this process, however that ends, and the folder with them. */
export const makeWatchedDirectory = async (): Promise<WatchedDirectory> => {
  const directory = await realpath(await mkdtemp(join(tmpdir(), "vitaledge-test-")));
  // As root, PostgreSQL runs as a user that has to pass through.
  await chmod(directory, 0o711);
  const watcher = spawn(process.execPath, [WATCHER, String(process.pid), directory], { detached: true, stdio: "ignore" });
  watcher.unref();
  const remove = async (): Promise<void> => {
    await rm(directory, { recursive: true, force: true });
    watcher.kill();
  };
  return { directory, remove };
};

/** One private cluster in a folder of its own. */
export const startTestCluster = async (): Promise<TestCluster> => {
  const { directory, remove } = await makeWatchedDirectory();
  const database = await startEmbedded({ dataDirectory: join(directory, "run"), settings: UNSAFE });
  const stop = async (): Promise<void> => {
    await database.stop();
    await remove();
  };
  return { directory, database, stop };
};
