import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { call, type Answer } from "../support/call.js";
import { startFaultProxy, type FaultProxy } from "../support/fault-proxy.js";
import { fourWays, type Ways } from "../support/four-ways.js";
import { startServer, type TestServer } from "../support/server.js";

/**
 * Milliseconds. Five seconds are promised, for an answer under a fault and for being well again after it; clients and
 * ten servers share this process, and half as much again is what a busy machine may add.
 */
const PROMISED = 7_500;
const POOL = 4;
/** Milliseconds that requests go on being started under a fault. */
const LASTS = 1_200;
const CLIENTS_EACH = 2;

const masterKey = randomBytes(32).toString("base64");
let home: TestServer;
let superuser: pg.Pool;
let ways: Ways;
let bulk: (url: string, count: number) => Promise<Answer>;

beforeAll(async () => {
  home = await startServer({ settings: { VITALEDGE_MASTER_KEY: masterKey } });
  superuser = new pg.Pool({ connectionString: home.database.superuserUrl });
  const owner = await home.owner();
  const patientId: string = (await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" })).body.id;
  ways = fourWays(owner, patientId);
  bulk = (url, count) => call(url, "POST", "/api/observations/bulk", {
    observations: Array.from({ length: count }, (_, at) => ({
      patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2025, 0, 1, 0, at)).toISOString(),
    })),
  }, { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId });
});
afterAll(async () => {
  await superuser.end();
  await home.close();
});

/** A server of its own for each fault, all on one database, so that they can be sick side by side. */
const through = (proxy: FaultProxy, name: string): Promise<RunningServer> => {
  const url = new URL(proxy.through(home.database.appUrl));
  url.searchParams.set("application_name", name);
  return createServer({
    settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: url.href, VITALEDGE_DATABASE_POOL: String(POOL), VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_LOG_LEVEL: "silent" },
  });
};

type Seen = { way: string; status: number; took: number };

const timed = async (way: string, url: string): Promise<Seen> => {
  const began = performance.now();
  const { status } = await ways[way]!(url);
  return { way, status, took: performance.now() - began };
};

/** Clients of each way, one request after the other while the fault lasts; the answers of all of them. */
const workUnder = async (url: string, lasts: number): Promise<Seen[]> => {
  const end = performance.now() + lasts;
  const client = async (way: string): Promise<Seen[]> => {
    const seen: Seen[] = [];
    while (performance.now() < end) {
      seen.push(await timed(way, url));
      await sleep(30);
    }
    return seen;
  };
  return (await Promise.all(Object.keys(ways).flatMap((way) => Array.from({ length: CLIENTS_EACH }, () => client(way))))).flat();
};

const round = (url: string): Promise<Seen[]> => Promise.all(Object.keys(ways).map((way) => timed(way, url)));

/** Asks until every way succeeds; then a few rounds more have to as well. Milliseconds until then. */
const untilWell = async (url: string): Promise<number> => {
  const began = performance.now();
  while (!(await round(url)).every(({ status }) => status < 300)) await sleep(50);
  const took = performance.now() - began;
  for (let more = 0; more < POOL; more += 1) expect((await round(url)).filter(({ status }) => status >= 300)).toEqual([]);
  return took;
};

const expectPromisesKept = (seen: readonly Seen[]): void => {
  for (const way of Object.keys(ways)) expect(seen.some((one) => one.way === way), way).toBe(true);
  expect(seen.filter(({ status }) => !(status >= 200 && status < 300) && status !== 409 && status !== 503)).toEqual([]);
  expect(seen.filter(({ took }) => took > PROMISED)).toEqual([]);
};

const ask = async <Row>(text: string, values: unknown[]): Promise<Row[]> => (await superuser.query(text, values)).rows as Row[];

const backends = async (name: string): Promise<number> =>
  (await ask<{ count: number }>("select count(*)::int as count from pg_stat_activity where application_name = $1", [name]))[0]!.count;

/** Faults of the line to the database. `down`: nothing can be had of it. */
const FAULTS: Record<string, { start: (proxy: FaultProxy) => void | Promise<void>; down: boolean }> = {
  latency: { start: (proxy) => proxy.set({ latency: 60 }), down: false },
  "latency beyond bearing": { start: (proxy) => proxy.set({ latency: 1_500 }), down: true },
  jitter: { start: (proxy) => proxy.set({ jitter: 200 }), down: false },
  "little bandwidth": { start: (proxy) => proxy.set({ bandwidth: 4_000 }), down: false },
  "cut after 3,000 bytes": { start: (proxy) => proxy.set({ cutAfter: 3_000 }), down: false },
  "connections forgotten by the far side": { start: (proxy) => proxy.forget(), down: false },
  refusal: { start: (proxy) => proxy.refuse(), down: true },
  "a black hole": { start: (proxy) => proxy.set({ blackHole: true }), down: true },
};

type Stage = { proxy: FaultProxy; server: RunningServer };

/** Whatever is done to the server meanwhile, its pool is as before at the end, and nothing of it is left in the database. */
const onStage = async (name: string, work: (stage: Stage) => Promise<void>): Promise<void> => {
  const proxy = await startFaultProxy(home.database.appUrl);
  const server = await through(proxy, name);
  try {
    await untilWell(server.url);
    await work({ proxy, server });
    const pool = server.deps.database.client.pool as { numUsed(): number; numPendingAcquires(): number };
    expect([pool.numUsed(), pool.numPendingAcquires()]).toEqual([0, 0]);
    expect(await backends(name)).toBeLessThanOrEqual(POOL);
  } finally {
    await proxy.mend();
    await server.close();
    await proxy.close();
  }
  // Each learns of it when it next looks for its client.
  const closed = performance.now();
  while ((await backends(name)) > 0 && performance.now() - closed < PROMISED) await sleep(50);
  expect(await backends(name)).toBe(0);
};

const report = (name: string, seen: readonly Seen[], wellAfter: number): void => {
  const count = (holds: (status: number) => boolean): number => seen.filter(({ status }) => holds(status)).length;
  const slowest = Math.round(Math.max(...seen.map(({ took }) => took)));
  console.log(`${name}: ${count((status) => status < 300)} done, ${count((status) => status >= 400)} refused, slowest ${slowest} ms, well again after ${Math.round(wellAfter)} ms`);
};

const PROMISES = "every way is answered within 5 s, by nothing but 2xx, 409 and 503, and is well again within 5 s";

test.concurrent.each(Object.entries(FAULTS))(`%s: ${PROMISES}`, (name, { start, down }) =>
  onStage(name, async ({ proxy, server: { url } }) => {
    await start(proxy);
    const readiness = call(url, "GET", "/readyz");
    const seen = await workUnder(url, LASTS);
    expectPromisesKept(seen);
    expect((await call(url, "GET", "/healthz")).status).toBe(200);
    if (down) expect((await readiness).status).toBe(503);
    await proxy.mend();
    const took = await untilWell(url);
    expect(took).toBeLessThan(PROMISED);
    expect((await call(url, "GET", "/readyz")).status).toBe(200);
    report(name, seen, took);
  }), 60_000);

test.concurrent(`backends that are ended at random: ${PROMISES}`, () =>
  onStage("ended backends", async ({ server: { url } }) => {
    let ended = 0;
    const ending = setInterval(() => {
      void ask<object>("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 order by random() limit 1", ["ended backends"])
        .then((rows) => (ended += rows.length));
    }, 40);
    const seen = await workUnder(url, LASTS);
    clearInterval(ending);
    expect(ended).toBeGreaterThan(0);
    expectPromisesKept(seen);
    const took = await untilWell(url);
    expect(took).toBeLessThan(PROMISED);
    report(`${ended} backends ended`, seen, took);
  }), 60_000);

test.concurrent("work that is large is not cut short: 500 readings at once over a slow line", () =>
  onStage("large work", async ({ proxy, server: { url } }) => {
    proxy.set({ latency: 300 });
    const { status, body } = await bulk(url, 500);
    expect([status, body.created]).toEqual([200, 500]);
  }), 60_000);
