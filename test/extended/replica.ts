import { randomBytes } from "node:crypto";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbedded } from "../../packages/server/src/db/embedded.js";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { makeOrganization, OWNER } from "../../bench/stage.js";
import { call, type Answer } from "../support/call.js";
import { makeWatchedDirectory } from "../support/cluster.js";
import { startReplica, type TestReplica } from "../support/replica.js";
import { startServerProcess, type ServerProcess } from "../support/server-process.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

/** Seconds. */
const MOST_BEHIND = 4;
const PATIENCE = 20_000;

type Caller = (server: ServerProcess, method: string, path: string, body?: unknown) => Promise<Answer>;

type Stage = {
  first: ServerProcess;
  second: ServerProcess;
  replica: TestReplica;
  /** In a session of its own. */
  signIn(): Promise<Caller>;
  organizationId: string;
  told(event: string): number;
};

const until = async (work: () => Promise<boolean> | boolean, what: string): Promise<void> => {
  const end = Date.now() + PATIENCE;
  while (!(await work())) {
    expect(Date.now() < end, what);
    await sleep(100);
  }
};

const makePatient = async (caller: Caller, server: ServerProcess, lastName: string): Promise<string> => {
  const made = await caller(server, "POST", "/api/patients", { firstName: "A", lastName, birthDate: "1950-01-01" });
  expect(made.status === 201, `a patient is made: ${made.text}`);
  return made.body.id as string;
};

const listed = async (caller: Caller, server: ServerProcess): Promise<string[]> => {
  const { status, body, text } = await caller(server, "GET", "/api/patients?limit=100");
  expect(status === 200, `the list is answered: ${text}`);
  return (body.data as { lastName: string }[]).map(({ lastName }) => lastName);
};

const isReady = async ({ first }: Stage, status: string): Promise<boolean> =>
  ((await call(first.url, "GET", "/readyz")).body.checks as { name: string; status: string }[]).some((each) => each.name === "replica" && each.status === status);

/** What one session writes while replay pauses: it finds it at both servers, and another session, which reads the replica, does not yet. */
const checkPaused = async (stage: Stage): Promise<void> => {
  const { first, second, replica } = stage;
  const [writer, reader] = [await stage.signIn(), await stage.signIn()];
  await until(() => isReady(stage, "ok"), "the replica is followed");
  await replica.query("select pg_wal_replay_pause()");
  const id = await makePatient(writer, first, "Paused");
  expect((await listed(writer, first)).includes("Paused"), "who wrote finds it at the same server");
  expect((await listed(writer, second)).includes("Paused"), "who wrote finds it at another server");
  expect(!(await listed(reader, second)).includes("Paused"), "a list of somebody else comes from the replica");
  expect((await reader(second, "GET", `/api/patients/${id}`)).status === 200, "a single patient comes from the primary");
  expect((await reader(second, "GET", `/api/patients/${id}/access-report`)).status === 200, "what the replica does not know yet the primary is asked for");
  await until(async () => (await listed(reader, second)).includes("Paused"), "a replica that is too far behind is left");
  expect(await isReady(stage, "warning") && stage.told("replica_left") > 0, "that is told");
  await replica.query("select pg_wal_replay_resume()");
  await until(() => isReady(stage, "ok"), "a replica that has caught up is read from again");
  expect(stage.told("replica_back") > 0, "that is told too");
};

/** Lists and an export on the replica are on record at the primary. */
const checkAudit = async ({ first, signIn, organizationId }: Stage): Promise<void> => {
  const caller = await signIn();
  const count = async (): Promise<number> => {
    const { body } = await caller(first, "GET", "/api/audit-events?operationId=listPatients&limit=200");
    return (body.data as unknown[]).length;
  };
  const before = await count();
  for (let index = 0; index < 5; index += 1) await listed(caller, first);
  await until(async () => (await count()) > before, "reads on the replica are on record");
  const month = new Date().toISOString().slice(0, 7);
  const exported = await caller(first, "GET", `/api/billing/export/${organizationId}/${month}?format=csv`);
  expect(exported.status === 200, `an export is answered: ${exported.text.slice(0, 200)}`);
};

/** While the replica dies nobody's list fails. */
const checkKilled = async ({ first, second, replica, signIn }: Stage): Promise<number> => {
  const caller = await signIn();
  let lists = 0;
  let stopped = false;
  const read = async (server: ServerProcess): Promise<void> => {
    while (!stopped) {
      await listed(caller, server);
      lists += 1;
    }
  };
  const reading = Promise.all([read(first), read(second), read(first), read(second)]);
  await sleep(1_000);
  await replica.stop();
  await sleep(3_000);
  stopped = true;
  await reading;
  return lists;
};

export const replica: Part = {
  name: "replica",
  shows: "lists and exports are read from a streaming replica, who wrote reads their own writes at every server, and one that is behind or killed fails nobody",
  needs: [],
  async run() {
    const { directory, remove } = await makeWatchedDirectory();
    const database = await startEmbedded({ dataDirectory: join(directory, "data"), settings: { logging_collector: "off" } });
    const servers: ServerProcess[] = [];
    let copy: TestReplica | undefined;
    let isGone = false;
    try {
      await migrate({ ownerUrl: database.ownerUrl });
      const settings = { DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64") };
      const organizationId = makeOrganization(settings);
      copy = await startReplica(database.superuserUrl, join(directory, "replica"));
      const file = join(directory, "log");
      const log = openSync(file, "w");
      const more = { DATABASE_REPLICA_URL: copy.at(database.appUrl), VITALEDGE_REPLICA_BEHIND_SECONDS: String(MOST_BEHIND), VITALEDGE_LOG_LEVEL: "info" };
      for (let index = 0; index < 2; index += 1) servers.push(await startServerProcess({ ...settings, ...more }, { log }));
      closeSync(log);
      const [first, second] = servers as [ServerProcess, ServerProcess];
      const signIn = async (): Promise<Caller> => {
        const { body } = await call(first.url, "POST", "/api/auth/login", OWNER);
        const headers = { authorization: `Bearer ${body.accessToken}`, "x-organization-id": organizationId };
        return ({ url }, method, path, sent) => call(url, method, path, sent, headers);
      };
      const stage: Stage = { first, second, replica: copy, signIn, organizationId, told: (event) => readFileSync(file, "utf8").split(`"${event}"`).length - 1 };
      await checkPaused(stage);
      await checkAudit(stage);
      isGone = true;
      const lists = await checkKilled(stage);
      return `${lists} lists while the replica was killed, none failed`;
    } finally {
      for (const server of servers) await server.end("SIGKILL");
      if (!isGone) await copy?.stop();
      await database.stop();
      await remove();
    }
  },
};
