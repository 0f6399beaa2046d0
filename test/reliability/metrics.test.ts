import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { createWorker } from "../../packages/server/src/create-server.js";
import { makeActors, type Actor } from "../support/actors.js";
import { call } from "../support/call.js";
import { startFaultProxy, type FaultProxy } from "../support/fault-proxy.js";
import { scrape } from "../support/scrape.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

/** "Does not hang". */
const PROMISED = 5_000;

let database: TestDatabase;
let proxy: FaultProxy;
let settings: Record<string, string>;
let server: RunningServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  proxy = await startFaultProxy(database.appUrl);
  settings = {
    PORT: "0", NODE_ENV: "test", DATABASE_URL: proxy.through(database.appUrl), VITALEDGE_DATABASE_POOL: "5", VITALEDGE_METRICS_PORT: "0",
    VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_LOG_LEVEL: "silent",
  };
  server = await createServer({ settings });
  owner = await makeActors(server).owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Marigold", lastName: "Quince", birthDate: "1950-01-01" })).body.id;
});
afterEach(() => proxy.mend());
afterAll(async () => {
  await server.close();
  await proxy.close();
  await database.drop();
});

const reading = (minute: number) => ({
  patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});

describe("what a server counts", () => {
  test("tells of requests by operation, method and class of status", async () => {
    const before = await scrape(server.metricsUrl);
    await owner.call("GET", `/api/patients/${patientId}`);
    await owner.call("GET", "/api/patients/patient_missing");
    await call(server.url, "GET", "/api/nothing/of/ours");
    const after = await scrape(server.metricsUrl);
    const grown = (name: string, labels: Record<string, string>): number => (after.sum(name, labels) ?? 0) - (before.sum(name, labels) ?? 0);
    expect(grown("http_request_duration_seconds_count", { operation: "getPatient", method: "get", status: "2xx" })).toBe(1);
    expect(grown("http_request_duration_seconds_count", { operation: "getPatient", status: "4xx" })).toBe(1);
    expect(grown("http_request_duration_seconds_count", { operation: "none", method: "none", status: "4xx" })).toBe(1);
    expect(grown("problems_total", { code: "patient_not_found" })).toBe(1);
    expect(after.sum("http_requests_in_flight")).toBe(0);
  });

  test("tells of batches of readings, of pools and of queues", async () => {
    const before = await scrape(server.metricsUrl);
    await Promise.all(Array.from({ length: 12 }, (_, minute) => owner.call("POST", "/api/observations", reading(minute))));
    const after = await scrape(server.metricsUrl);
    expect((after.sum("observation_batch_size_sum") ?? 0) - (before.sum("observation_batch_size_sum") ?? 0)).toBe(12);
    expect(after.sum("observation_batch_duration_seconds_count")).toBeGreaterThan(0);
    expect(after.sum("database_pool_connections", { pool: "requests", state: "idle" })).toBeGreaterThan(0);
    expect(after.sum("database_pool_connections_max", { pool: "requests" })).toBe(5);
    expect(after.sum("database_pool_waiting", { pool: "requests" })).toBe(0);
    expect(after.sum("queue_waiting", { queue: "observations" })).toBe(0);
  });

  test("tells of the database, the outbox, the audit and timed work", async () => {
    await expect.poll(async () => (await scrape(server.metricsUrl)).sum("scheduler_job_succeeded_timestamp_seconds", { task: "retention" })).toBeGreaterThan(0);
    const found = await scrape(server.metricsUrl);
    expect(found.sum("database_up")).toBe(1);
    expect(Math.abs(found.sum("database_clock_skew_seconds") ?? 9)).toBeLessThan(5);
    for (const kind of ["events", "mails", "deliveries"]) expect(found.sum("outbox_oldest_age_seconds", { kind })).toBeLessThan(60);
    expect(found.sum("scheduler_leader")).toBe(1);
    expect(found.sum("scheduler_job_begun_timestamp_seconds", { task: "audit heads" })).toBeGreaterThan(Date.now() / 1000 - 60);
    expect(found.sum("scheduler_job_duration_seconds_count", { outcome: "failure" }) ?? 0).toBe(0);
    // The sign-up is on record and has not been covered by a signature, or has been by now.
    expect(found.sum("audit_head_age_seconds")).toBeLessThan(60);
    expect(found.sum("nodejs_eventloop_lag_seconds")).toBeDefined();
    expect(found.sum("process_resident_memory_bytes")).toBeGreaterThan(0);
  });

  test("names nobody: no organization, person, id or address", async () => {
    const { text } = await scrape(server.metricsUrl);
    for (const word of [owner.organizationId, owner.email, patientId, "Marigold", "nothing/of/ours", "org_", "patient_missing", "127.0.0.1"]) {
      expect(text).not.toContain(word);
    }
  });

  test("is explained, metric by metric, in Prometheus' own terms", async () => {
    const { text, samples } = await scrape(server.metricsUrl);
    const explained = new Set([...text.matchAll(/^# HELP (\S+) \S.+$/gm)].map(([, name]) => name));
    for (const { name } of samples) expect(explained, name).toContain(explained.has(name) ? name : name.replace(/_(?:bucket|sum|count)$/, ""));
  });

  test("is another server's own, though both run in one process", async () => {
    const other = await createServer({ settings });
    const found = await scrape(other.metricsUrl);
    await other.close();
    expect(found.sum("http_request_duration_seconds_count") ?? 0).toBe(0);
    expect(found.sum("database_up")).toBe(1);
  });
});

test("a worker is watched in the same way", async () => {
  const worker = await createWorker({ settings });
  expect((await scrape(worker.metricsUrl)).sum("database_up")).toBe(1);
  expect(await call(worker.metricsUrl!, "GET", "/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await call(worker.metricsUrl!, "GET", "/readyz")).toMatchObject({ status: 200, body: { status: "ready" } });
  expect((await call(worker.metricsUrl!, "GET", "/api/patients")).status).toBe(404);
  await worker.close();
});

test("nothing is to be had where no port is set, nor on the port of the API", async () => {
  const { VITALEDGE_METRICS_PORT: _, ...without } = settings;
  const silent = await createServer({ settings: without });
  expect(silent.metricsUrl).toBeUndefined();
  expect((await call(silent.url, "GET", "/metrics")).status).toBe(404);
  await silent.close();
});

describe("while the database is gone", () => {
  const within = async <T>(work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work;
    expect(performance.now() - began).toBeLessThan(PROMISED);
    return result;
  };

  test.each([["refuses", () => proxy.refuse()], ["is silent", async () => proxy.set({ blackHole: true })]])(
    "a database that %s holds up no scrape, is told of, and is found again",
    async (_how, fail) => {
      await fail();
      const away = await within(scrape(server.metricsUrl));
      expect(away.sum("database_up")).toBe(0);
      expect(away.sum("outbox_waiting")).toBeUndefined();
      expect(away.sum("audit_head_age_seconds")).toBeUndefined();
      expect(away.sum("http_request_duration_seconds_count")).toBeGreaterThan(0);
      expect((await within(call(server.metricsUrl!, "GET", "/healthz"))).status).toBe(200);
      expect((await within(call(server.metricsUrl!, "GET", "/readyz"))).status).toBe(503);
      await proxy.mend();
      await expect.poll(async () => (await scrape(server.metricsUrl)).sum("database_up"), { timeout: PROMISED }).toBe(1);
    },
  );
});
