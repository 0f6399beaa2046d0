import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { createPatient } from "../support/billing-scene.js";
import { startFaultProxy, type FaultProxy } from "../support/fault-proxy.js";
import { keyedPosts, madeBy, repeat, sendKeyed } from "../support/killed-posts.js";
import { startServer, type TestServer } from "../support/server.js";
import { startServerProcess, type ServerProcess } from "../support/server-process.js";

let survivor: TestServer;
let proxy: FaultProxy;
let superuser: pg.Client;
let blocker: pg.Client;
let owner: Actor;
let patientId: string;
let masterKey: string;

beforeAll(async () => {
  masterKey = randomBytes(32).toString("base64");
  survivor = await startServer({ settings: { VITALEDGE_MASTER_KEY: masterKey } });
  proxy = await startFaultProxy(survivor.database.appUrl);
  [superuser, blocker] = [new pg.Client({ connectionString: survivor.database.superuserUrl }), new pg.Client({ connectionString: survivor.database.superuserUrl })];
  await Promise.all([superuser.connect(), blocker.connect()]);
  owner = await survivor.owner();
  patientId = await createPatient(owner);
});
afterAll(async () => {
  await Promise.all([superuser.end(), blocker.end()]);
  await survivor.close();
  await proxy.close();
});

const startVictim = (): Promise<ServerProcess> =>
  startServerProcess({ DATABASE_URL: proxy.through(survivor.database.appUrl), VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_SCHEDULER_SECONDS: "0" });

const untilWaiting = async (count: number): Promise<void> => {
  const waiting = async (): Promise<number> =>
    (await superuser.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount ?? 0;
  while ((await waiting()) < count) await sleep(20);
};

test.each([
  ["in the midst of its work", "patients, observations, organizations", false],
  ["after its work and before its commit", "audit_heads", false],
  ["after its commit and before its answer", "audit_heads", true],
])("a POST whose server is killed %s is sent again with its key, and has one effect", async (_moment, tables, commits) => {
  const posts = keyedPosts(patientId);
  const victim = await startVictim();
  await blocker.query(`begin; lock table ${tables} in exclusive mode`);
  const sent = posts.map((post) => sendKeyed(victim.url, owner, post).then(({ text }) => text, () => "no answer"));
  await untilWaiting(posts.length);
  if (commits) {
    // The database's word of a commit never reaches the server: the kill falls in between.
    proxy.set({ lose: "COMMIT" });
    await blocker.query("rollback");
    for (const post of posts) while ((await madeBy(superuser, post)).length === 0) await sleep(10);
  }
  await victim.end("SIGKILL");
  await blocker.query("rollback");
  await proxy.mend();
  expect(await Promise.all(sent)).toEqual(posts.map(() => "no answer"));
  for (const post of posts) {
    const before = await madeBy(superuser, post);
    expect(before).toHaveLength(commits ? 1 : 0);
    expect(await repeat(superuser, survivor.url, owner, post, before)).toEqual([]);
  }
  expect((await owner.call("GET", "/api/audit-events/verify")).body).toMatchObject({ ok: true });
});
