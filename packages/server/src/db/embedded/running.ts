import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Credentials } from "./credentials.js";
import type { Place } from "./directory.js";
import { readIfThere } from "./files.js";
import { mayBePostgres } from "./process-identity.js";
import { connectAsSuperuser } from "./roles.js";

/** Milliseconds given to a database that is just starting or stopping. */
const PATIENCE = 20_000;

export type Found = { pid: number; port: number; version: string | undefined; settings: string };

/**
 * The database that a server left running, by postmaster.pid (its lines: process, directory, start, port, ...). No
 * version means that it answers no connection of ours.
 */
export const findRunning = async (place: Place, credentials: Credentials): Promise<Found | undefined> => {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const lines = (await readIfThere(join(place.cluster, "postmaster.pid")))?.split("\n") ?? [];
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!pid || !(await mayBePostgres(pid, place.cluster))) return undefined;
    const version = port ? await versionAt(place, { ...credentials, port }) : undefined;
    if (version || Date.now() > deadline) {
      return { pid, port, version, settings: (await readIfThere(place.settings)) ?? "" };
    }
    await sleep(100);
  }
};

/** A pid file of a process that is gone would else keep PostgreSQL from starting, once the number is used again. */
export const removeStalePid = async (place: Place): Promise<void> => {
  const path = join(place.cluster, "postmaster.pid");
  const pid = Number((await readIfThere(path))?.split("\n")[0]);
  if (pid && !(await mayBePostgres(pid, place.cluster))) await rm(path, { force: true });
};

// Only the database of this directory knows our password and names this directory.
const versionAt = async (place: Place, credentials: Credentials): Promise<string | undefined> => {
  try {
    const client = await connectAsSuperuser(credentials, "postgres");
    try {
      const { rows } = await client.query("select current_setting('server_version') as version, current_setting('data_directory') as directory");
      return rows[0].directory === place.cluster ? rows[0].version : undefined;
    } finally {
      await client.end();
    }
  } catch {
    return undefined;
  }
};

