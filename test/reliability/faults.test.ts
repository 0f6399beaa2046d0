import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { call } from "../support/call.js";
import { startFaultProxy, type FaultProxy } from "../support/fault-proxy.js";
import { fourWays, type Ways } from "../support/four-ways.js";
import { startServer, type TestServer } from "../support/server.js";

/** Milliseconds: what the platform promises for an answer under a fault, and for being well again after it. */
const PROMISED = 5_000;
const POOL = 4;
/** Milliseconds that requests go on being started under a fault. */
const LASTS = 1_200;
const CLIENTS_EACH = 3;

const masterKey = randomBytes(32).toString("base64");
let home: TestServer;
let superuser: pg.Client;
let ways: Ways;

beforeAll(async () => {
  home = await startServer({ settings: { VITALEDGE_MASTER_KEY: masterKey } });
  superuser = new pg.Client({ connectionString: home.database.superuserUrl });
  await superuser.connect();
  const owner = await home.owner();
  ways = fourWays(owner, (await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" })).body.id);
});
afterAll(async () => {
  await superuser.end();
  await home.close();
});

/** A server of its own for each fault, all on one database, so that they can be sick side by side. */
const through = async (proxy: FaultProxy, name: string): Promise<RunningServer> => {
  const url = proxy.through(home.database.appUrl);
  return createServer({
    settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: url, VITALEDGE_DATABASE_POOL: String(POOL), VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_LOG_LEVEL: "silent" },
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

const backends = async (name: string): Promise<number> => {
  const { rows } = await superuser.query("select count(*)::int as count from pg_stat_activity where application_name = $1 and datname = current_database()", [name]);
  return (rows as { count: number }[])[0]!.count;
};

/** Faults of the line to the database. `down`: nothing can be had of it. */
const FAULTS: Record<string, { start: (proxy: FaultProxy) => void | Promise<void>; down: boolean }> = {
  latency: { start: (proxy) => proxy.set({ latency: 150 }), down: false },
  "latency beyond bearing": { start: (proxy) => proxy.set({ latency: 1_500 }), down: true },
  jitter: { start: (proxy) => proxy.set({ jitter: 400 }), down: false },
  "little bandwidth": { start: (proxy) => proxy.set({ bandwidth: 4_000 }), down: false },
  "cut after 3,000 bytes": { start: (proxy) => proxy.set({ cutAfter: 3_000 }), down: false },
  "connections forgotten by the far side": { start: (proxy) => proxy.forget(), down: false },
  refusal: { start: (proxy) => proxy.refuse(), down: true },
  "a black hole": { start: (proxy) => proxy.set({ blackHole: true }), down: true },
};

test.concurrent.each(Object.entries(FAULTS))("%s: answers within 5 s, none but 2xx, 409 and 503, and well again within 5 s", async (name, { start, down }) => {
  const proxy = await startFaultProxy(home.database.appUrl);
  const server = await through(proxy, name);
  try {
    await untilWell(server.url);
    await start(proxy);
    const readiness = call(server.url, "GET", "/readyz");
    const seen = await workUnder(server.url, LASTS);
    expectPromisesKept(seen);
    expect((await call(server.url, "GET", "/healthz")).status).toBe(200);
    if (down) expect((await readiness).status).toBe(503);
    await proxy.mend();
    const took = await untilWell(server.url);
    expect(took).toBeLessThan(PROMISED);
    expect((await call(server.url, "GET", "/readyz")).status).toBe(200);
    const pool = server.deps.database.client.pool as { numUsed(): number; numPendingAcquires(): number };
    expect([pool.numUsed(), pool.numPendingAcquires()]).toEqual([0, 0]);
    const count = (status: (given: number) => boolean): number => seen.filter((one) => status(one.status)).length;
    console.log(`${name}: ${count((status) => status < 300)} done, ${count((status) => status === 503)} refused, slowest ${Math.round(Math.max(...seen.map((one) => one.took)))} ms, well again after ${Math.round(took)} ms`);
  } finally {
    await proxy.mend();
    await server.close();
    await proxy.close();
  }
  expect(await backends(name)).toBe(0);
}, 60_000);
