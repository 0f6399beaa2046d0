import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import type { Actor } from "../support/actors.js";
import { must } from "../support/billing-scene.js";
import { call } from "../support/call.js";
import { startFaultProxy, type FaultProxy } from "../support/fault-proxy.js";
import { fourWays, UNHURRIED, type Ways } from "../support/four-ways.js";
import { startServer, type TestServer } from "../support/server.js";
import { copyDatabase } from "../support/template-db.js";

/** Milliseconds. Five seconds are promised; clients and ten servers share this process, and half as much again is what a busy machine may add. */
const PROMISED = 7_500;
/** Milliseconds for being well again, which takes rounds of requests: that it does not hang. How soon it is, the bench tells. */
const WELL_WITHIN = 15_000;
const POOL = 4;
/** Connections beside the pool's: those of the audit. */
const BESIDE = 2;
/** Milliseconds that requests go on being started under a fault. */
const LASTS = 1_200;
const CLIENTS_EACH = 2;

type Stage = {
  proxy: FaultProxy;
  server: RunningServer;
  /** Asks the database itself, past the proxy. */
  ask<Row>(text: string): Promise<Row[]>;
};

const BACKENDS = "from pg_stat_activity where datname = current_database() and usename = 'vitaledge_app'";

const countBackends = async ({ ask }: Pick<Stage, "ask">): Promise<number> => (await ask<{ count: number }>(`select count(*)::int as count ${BACKENDS}`))[0]!.count;

const masterKey = randomBytes(32).toString("base64");
let home: TestServer;
let owner: Actor;
let ways: Ways;

beforeAll(async () => {
  home = await startServer({ settings: { VITALEDGE_MASTER_KEY: masterKey } });
  owner = await home.owner();
  ways = await fourWays(owner, home.database.superuserUrl);
  // What is copied for each fault: nobody may be connected to it.
  await home.stop();
});
afterAll(() => home.database.drop());

/**
 * A database and a server of its own, so that many can be sick side by side. Whatever is done to the server, its pool is
 * as before at the end, and nothing of it is left in the database.
 */
const onStage = async (work: (stage: Stage) => Promise<void>): Promise<void> => {
  const database = await copyDatabase(home.database);
  const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 2 });
  // A pool does not wait for its connections to be gone: the end of the database may reach one of them first.
  superuser.on("error", (error: Error & { code?: string }) => {
    if (error.code !== "57P01") throw error;
  });
  const proxy = await startFaultProxy(database.appUrl);
  const server = await createServer({
    settings: {
      PORT: "0", NODE_ENV: "test", DATABASE_URL: proxy.through(database.appUrl), VITALEDGE_DATABASE_POOL: String(POOL),
      VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_LOG_LEVEL: "silent", ...UNHURRIED,
    },
    worker: false,
  });
  const stage: Stage = { proxy, server, ask: async <Row>(text: string) => (await superuser.query(text)).rows as Row[] };
  try {
    await untilWell(stage);
    await work(stage);
    const pool = server.deps.database.client.pool as { numUsed(): number; numPendingAcquires(): number };
    // The signing keys are read anew every few seconds, whatever is asked.
    const done = performance.now();
    while (pool.numUsed() > 0 && performance.now() - done < PROMISED) await sleep(50);
    expect([pool.numUsed(), pool.numPendingAcquires()]).toEqual([0, 0]);
    expect(await countBackends(stage)).toBeLessThanOrEqual(POOL + BESIDE);
  } finally {
    await proxy.mend();
    await server.close();
    await proxy.close();
  }
  // Each learns of it when it next looks for its client.
  const closed = performance.now();
  while ((await countBackends(stage)) > 0 && performance.now() - closed < PROMISED) await sleep(50);
  expect(await countBackends(stage)).toBe(0);
  await superuser.end();
  await database.drop();
};

type Seen = { way: string; status: number; took: number };

const timed = async ({ server }: Stage, way: string): Promise<Seen> => {
  const began = performance.now();
  const { status } = await ways[way]!(server.url);
  return { way, status, took: performance.now() - began };
};

/** Clients of each way, one request after the other while the fault lasts; the answers of all of them. */
const workUnder = async (stage: Stage): Promise<Seen[]> => {
  const end = performance.now() + LASTS;
  const client = async (way: string): Promise<Seen[]> => {
    const seen: Seen[] = [];
    while (performance.now() < end) {
      seen.push(await timed(stage, way));
      await sleep(30);
    }
    return seen;
  };
  return (await Promise.all(Object.keys(ways).flatMap((way) => Array.from({ length: CLIENTS_EACH }, () => client(way))))).flat();
};

const round = (stage: Stage): Promise<Seen[]> => Promise.all(Object.keys(ways).map((way) => timed(stage, way)));

/** Asks until every way succeeds, and goes on to. Milliseconds until the first round that no failure came after. */
const untilWell = async (stage: Stage): Promise<number> => {
  const began = performance.now();
  let took = 0;
  for (let good = 0; good <= POOL; ) {
    good = (await round(stage)).every(({ status }) => status < 300) ? good + 1 : 0;
    if (good === 1) took = performance.now() - began;
    if (good === 0) expect(performance.now() - began).toBeLessThan(WELL_WITHIN);
  }
  return took;
};

const expectPromisesKept = (seen: readonly Seen[]): void => {
  for (const way of Object.keys(ways)) expect(seen.some((one) => one.way === way), way).toBe(true);
  expect(seen.filter(({ status }) => !(status >= 200 && status < 300) && status !== 409 && status !== 503)).toEqual([]);
  expect(seen.filter(({ took }) => took > PROMISED)).toEqual([]);
};

const report = (name: string, seen: readonly Seen[], wellAfter: number): void => {
  const count = (holds: (status: number) => boolean): number => seen.filter(({ status }) => holds(status)).length;
  const slowest = Math.round(Math.max(...seen.map(({ took }) => took)));
  console.log(`${name}: ${count((status) => status < 300)} done, ${count((status) => status >= 400)} refused, slowest ${slowest} ms, well again after ${Math.round(wellAfter)} ms`);
};

/** Faults of the line to the database. `down`: nothing can be had of it. */
const FAULTS: Record<string, { start: (proxy: FaultProxy) => void | Promise<void>; down: boolean }> = {
  latency: { start: (proxy) => proxy.set({ latency: 60 }), down: false },
  "latency beyond bearing": { start: (proxy) => proxy.set({ latency: 1_500 }), down: true },
  jitter: { start: (proxy) => proxy.set({ jitter: 200 }), down: false },
  "little bandwidth": { start: (proxy) => proxy.set({ bandwidth: 8_000 }), down: false },
  "cut after 3,000 bytes": { start: (proxy) => proxy.set({ cutAfter: 3_000 }), down: false },
  "connections forgotten by the far side": { start: (proxy) => proxy.forget(), down: false },
  refusal: { start: (proxy) => proxy.refuse(), down: true },
  "a black hole": { start: (proxy) => proxy.set({ blackHole: true }), down: true },
};

const PROMISES = "every way is answered within 5 s, by nothing but 2xx, 409 and 503, and is well again within 5 s";

test.concurrent.each(Object.entries(FAULTS))(`%s: ${PROMISES}`, (name, { start, down }) =>
  onStage(async (stage) => {
    const { proxy, server: { url } } = stage;
    await start(proxy);
    const readiness = call(url, "GET", "/readyz");
    const seen = await workUnder(stage);
    expectPromisesKept(seen);
    expect((await call(url, "GET", "/healthz")).status).toBe(200);
    if (down) expect((await readiness).status).toBe(503);
    await proxy.mend();
    const took = await untilWell(stage);
    expect(took).toBeLessThan(WELL_WITHIN);
    expect((await call(url, "GET", "/readyz")).status).toBe(200);
    report(name, seen, took);
  }));

test.concurrent(`backends that are ended at random: ${PROMISES}`, () =>
  onStage(async (stage) => {
    let ended = 0;
    const ending = setInterval(() => {
      void stage.ask(`select pg_terminate_backend(pid) ${BACKENDS} order by random() limit 1`).then((rows) => (ended += rows.length));
    }, 60);
    const seen = await workUnder(stage);
    clearInterval(ending);
    expect(ended).toBeGreaterThan(0);
    expectPromisesKept(seen);
    const took = await untilWell(stage);
    expect(took).toBeLessThan(WELL_WITHIN);
    report(`${ended} backends ended`, seen, took);
  }));

test.concurrent("work that is large is not cut short: 1,500 readings at once over a slow line", () =>
  onStage(async ({ proxy, server }) => {
    const headers = { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId };
    const patient = await must(call(server.url, "POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" }, headers));
    const observations = Array.from({ length: 1_500 }, (_, at) => ({
      patientId: patient.id, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2025, 0, 1, 0, at)).toISOString(),
    }));
    proxy.set({ latency: 120 });
    const { status, body } = await call(server.url, "POST", "/api/observations/bulk", { observations }, headers);
    expect([status, body.created]).toEqual([200, 1_500]);
  }));
