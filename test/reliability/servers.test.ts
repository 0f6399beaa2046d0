import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "../support/actors.js";
import { startBalancer, type Balancer } from "../support/balancer.js";
import { call, type Answer } from "../support/call.js";
import { openEventStream } from "../support/event-stream.js";
import { startServerProcess, type ServerProcess } from "../support/server-process.js";
import { startServer, type TestServer } from "../support/server.js";

const PATIENCE = 60_000;

/** Makes people, and serves nobody. */
let home: TestServer;
let superuser: pg.Client;
let first: ServerProcess;
let second: ServerProcess;
let proxy: Balancer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  const masterKey = randomBytes(32).toString("base64");
  home = await startServer({ worker: false, settings: { VITALEDGE_MASTER_KEY: masterKey } });
  const settings = {
    DATABASE_URL: home.database.appUrl, DATABASE_WORKER_URL: home.database.workerUrl, VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_DATABASE_POOL: "5",
    VITALEDGE_SCHEDULER_SECONDS: "1", VITALEDGE_SHUTDOWN_DELAY_SECONDS: "1", VITALEDGE_ANONYMOUS_PER_MINUTE: "1000000",
  };
  superuser = new pg.Client({ connectionString: home.database.superuserUrl });
  await superuser.connect();
  first = await startServerProcess(settings);
  // The one that leaves in the last test is to lead until then.
  await vi.waitUntil(leader, { timeout: PATIENCE });
  second = await startServerProcess(settings);
  proxy = await startBalancer([first.url, second.url], { inTurn: true });
  owner = await home.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" })).body.id;
});
afterAll(async () => {
  await proxy.close();
  for (const server of [first, second]) await server.end("SIGKILL");
  await superuser.end();
  await home.close();
});

const leader = async (): Promise<string | undefined> => (await superuser.query<{ holder: string }>("select holder from leader_leases")).rows[0]?.holder;

/** By way of the proxy, over a connection of its own. */
const ask = (actor: Actor, method: string, path: string, body?: unknown, { url = proxy.url, ...headers }: Record<string, string> = {}): Promise<Answer> =>
  call(url, method, path, body, { connection: "close", authorization: `Bearer ${actor.accessToken}`, "x-organization-id": actor.organizationId, ...headers });

const reading = (minute: number) => ({
  patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});

/** The minute a request was counted in, as its answer tells. */
const minuteOf = ({ headers }: Answer): number => Math.round((Date.parse(headers.get("date")!) / 1000 + Number(headers.get("x-ratelimit-reset"))) / 60);

test("what both let in together never passes an organization's limit", async () => {
  const limited = await home.owner();
  await superuser.query("update organizations set requests_per_minute = 60 where organization_id = $1", [limited.organizationId]);
  const answers = await Promise.all(Array.from({ length: 140 }, () => ask(limited, "GET", "/api/patients")));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
  const minutes = answers.filter(({ status }) => status === 200).map(minuteOf);
  for (const minute of new Set(minutes)) expect(minutes.filter((other) => other === minute).length).toBeLessThanOrEqual(60);
});

test("a key sent to both at once has one effect and one answer", async () => {
  const send = (url: string): Promise<Answer> => ask(owner, "POST", "/api/patients", { firstName: "Once", lastName: "Only", birthDate: "1950-01-01" }, { url, "idempotency-key": "both" });
  const atOnce = await Promise.all([first.url, second.url, first.url, second.url].map(send));
  // Whoever comes while it is done is told so, and asks again.
  expect(atOnce.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
  const later = await Promise.all([first.url, second.url].map(send));
  const made = [...atOnce, ...later].filter(({ status }) => status === 201);
  expect(new Set(made.map(({ text }) => text)).size).toBe(1);
  expect((await ask(owner, "GET", "/api/patients?search=only")).body.data).toHaveLength(1);
});

test("what is written through one is told to who listens at the other", async () => {
  const streams = await Promise.all([first.url, second.url].map((url) => openEventStream(url, { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId })));
  const sent = await Promise.all([first.url, second.url].map((url, index) => ask(owner, "POST", "/api/observations", reading(index), { url })));
  expect(sent.map(({ status }) => status)).toEqual([201, 201]);
  const [one, other] = await Promise.all(streams.map((stream) => stream.wait(2)));
  expect(one!.map(({ id }) => id)).toEqual(["1", "2"]);
  expect(other).toEqual(one);
  for (const stream of streams) stream.close();
});

test("a session that was ended at one is no longer one at the other's next request", async () => {
  const leaving = await home.member(owner, "CLINICIAN");
  expect((await ask(leaving, "GET", "/api/patients", undefined, { url: second.url })).status).toBe(200);
  expect((await ask(leaving, "POST", "/api/auth/logout", undefined, { url: first.url })).status).toBe(204);
  expect((await ask(leaving, "GET", "/api/patients", undefined, { url: second.url })).body.code).toBe("session_ended");
});

test("one leads while both run, and where it leaves nobody waiting at the proxy sees it, and the other leads", async () => {
  const former = await leader();
  const failures: unknown[] = [];
  let sent = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while (!stopped) {
      const minute = (sent += 1) + 10;
      const answer = await ask(owner, "POST", "/api/observations", reading(minute)).catch((error: unknown) => ({ status: 0, body: error }));
      if (answer.status !== 201) failures.push(answer.body);
      await sleep(10);
    }
  };
  const working = Promise.all([work(), work(), work()]);
  await sleep(300);
  expect(await leader()).toBe(former);
  expect(await first.end("SIGTERM")).toEqual({ code: 0, signal: null });
  await sleep(300);
  stopped = true;
  await working;
  expect(failures).toEqual([]);
  await expect.poll(leader, { timeout: PATIENCE }).toSatisfy((holder) => holder !== undefined && holder !== former);
  // Whatever was answered is there.
  const { rows } = await superuser.query<{ count: number }>("select count(*)::int as count from observations where organization_id = $1", [owner.organizationId]);
  expect(rows[0]!.count).toBe(sent + 2);
});
