import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer as createNetServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createServer } from "@vitaledge/server";
import { startEmbedded, type EmbeddedDatabase } from "../../packages/server/src/db/embedded.js";
import { makeActors, PASSWORD } from "./actors.js";
import { call } from "./call.js";
import type { Subject } from "./ledger.js";
import { startServerProcess, type ServerProcess } from "./server-process.js";

export type CrashStage = {
  subject: Subject;
  /** kill -9, then a new process on the same port. */
  killServer(): Promise<void>;
  /** PostgreSQL's immediate stop, as after a loss of power but for the disk; then it is started again. */
  killDatabase(): Promise<void>;
  /** SIGSTOP and SIGCONT of every process of the database. */
  freezeDatabase(): Promise<() => Promise<void>>;
  /** Signs in again: a long run outlives an access token. */
  signIn(): Promise<void>;
  close(): Promise<void>;
};

// A killed process loses nothing of what the system was handed: fsync is for power cuts.
const SETTINGS = { fsync: "off", logging_collector: "off" } as const;

/** A database and a server process of one's own, for tests that kill them. `directory` is removed by whoever made it. */
export const setCrashStage = async (directory: string, writers: number): Promise<CrashStage> => {
  const dataDirectory = join(directory, "data");
  const start = (): Promise<EmbeddedDatabase> => startEmbedded({ dataDirectory, settings: SETTINGS });
  let database = await start();
  const masterKey = randomBytes(32).toString("base64");
  const port = await freePort();
  const settings = (): Record<string, string> => ({ DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: masterKey, PORT: String(port) });
  const { email, organizationId, patientIds } = await populate({ ...settings(), DATABASE_OWNER_URL: database.ownerUrl }, writers);
  let server: ServerProcess = await startServerProcess(settings());
  let accessToken = "";
  const postmaster = async (): Promise<number> => Number((await readFile(join(dataDirectory, "postgres", "cluster", "postmaster.pid"), "utf8")).split("\n")[0]);

  const stage: CrashStage = {
    subject: {
      url: `http://127.0.0.1:${port}`, patientIds,
      headers: () => ({ authorization: `Bearer ${accessToken}`, "x-organization-id": organizationId }),
      superuserUrl: () => database.superuserUrl,
    },
    async killServer() {
      await server.end("SIGKILL");
      server = await startServerProcess(settings());
    },
    async killDatabase() {
      const pid = await postmaster();
      process.kill(pid, "SIGQUIT");
      while (isAlive(pid)) await sleep(20);
      // It is stopped already: this lets go of the directory.
      await database.stop();
      database = await start();
    },
    async freezeDatabase() {
      const client = new pg.Client({ connectionString: database.superuserUrl });
      client.on("error", () => undefined);
      await client.connect();
      // The parent first, so that no process comes to be that is not in the list.
      const pids = [await postmaster()];
      process.kill(pids[0]!, "SIGSTOP");
      const { rows } = await client.query("select pid from pg_stat_activity");
      pids.push(...(rows as { pid: number }[]).map(({ pid }) => pid));
      for (const pid of pids) process.kill(pid, "SIGSTOP");
      return async () => {
        for (const pid of pids) if (isAlive(pid)) process.kill(pid, "SIGCONT");
        await client.end();
      };
    },
    async signIn() {
      accessToken = (await call(this.subject.url, "POST", "/api/auth/login", { email, password: PASSWORD })).body.accessToken;
    },
    async close() {
      await server.end("SIGKILL");
      await database.stop();
    },
  };
  await stage.signIn();
  return stage;
};

/** Through a server in this process that ends before any is killed. */
const populate = async (settings: Record<string, string>, writers: number): Promise<{ email: string; organizationId: string; patientIds: string[] }> => {
  const server = await createServer({ settings: { ...settings, PORT: "0", NODE_ENV: "test", VITALEDGE_LOG_LEVEL: "silent" }, migrate: true });
  const owner = await makeActors(server).owner();
  const patientIds: string[] = [];
  for (let number = 0; number < writers; number += 1) {
    const { body } = await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: `Writer ${number}`, birthDate: "1950-01-01" });
    patientIds.push(body.id);
  }
  await server.close();
  return { email: owner.email, organizationId: owner.organizationId, patientIds };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const holder = createNetServer().listen(0, "127.0.0.1", () => {
      const { port } = holder.address() as AddressInfo;
      holder.close(() => resolve(port));
    });
  });
