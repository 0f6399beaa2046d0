import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "@vitaledge/server";
import { openTracing, parseTraceParent } from "../../packages/server/src/platform/tracing.js";
import type { Actor } from "../support/actors.js";
import { startCollector, type CollectedSpan, type Collector } from "../support/collector.js";
import { startServer, type TestServer } from "../support/server.js";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER = "00f067aa0ba902b7";
const PROMISED = 5_000;

let collector: Collector;
let server: TestServer;
let owner: Actor;
let patientId: string;
let spans: CollectedSpan[];

const reading = (minute: number) => ({
  patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
});

beforeAll(async () => {
  collector = await startCollector();
  server = await startServer({ settings: { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` } });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Marigold", lastName: "Quince", birthDate: "1950-01-01", mrn: "MRN-77" })).body.id;
  const traceparent = `00-${TRACE}-${CALLER}-01`;
  await owner.call("GET", `/api/patients/${patientId}?note=Marigold`, undefined, { traceparent, tracestate: "marigold=Quince" });
  await owner.call("GET", "/api/patients/patient_missing");
  await owner.call("GET", "/api/Marigold/Quince");
  await Promise.all(Array.from({ length: 6 }, (_, minute) => owner.call("POST", "/api/observations", reading(minute))));
  await server.stop();
  spans = collector.spans();
});
afterAll(async () => {
  await server.close();
  await collector.close();
});

const attributesOf = (span: CollectedSpan | undefined): Record<string, unknown> =>
  Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]));

describe("a trace", () => {
  test("goes on with the one that the caller named, by operation, and the log names it", () => {
    const span = spans.find(({ traceId, kind }) => traceId === TRACE && kind === 2);
    expect(span).toMatchObject({ name: "getPatient", parentSpanId: CALLER });
    expect(attributesOf(span)).toEqual({
      "http.request.method": "GET", "http.route": "/api/patients/{id}", "http.response.status_code": 400, "error.type": "invalid_request", "vitaledge.operation": "getPatient",
    });
    const line = server.logs.map((text) => JSON.parse(text)).find(({ traceId }) => traceId === TRACE);
    expect(line).toMatchObject({ event: "request", operationId: "getPatient" });
  });

  test("has the database's transactions and the groups a request waited in as parts", () => {
    const requests = spans.filter(({ name, kind }) => name === "recordObservation" && kind === 2);
    expect(requests).toHaveLength(6);
    const groups = spans.filter(({ name }) => name === "observations");
    expect(new Set(groups.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set(requests.map(({ spanId }) => spanId)));
    // Whoever was first in a group did its work: the readings of all groups are those that were sent.
    const led = groups.map((span) => Number(attributesOf(span)["vitaledge.group.size"] ?? 0));
    expect(led.reduce((sum, size) => sum + size, 0)).toBe(6);
    const transactions = spans.filter(({ name, parentSpanId }) => name === "database transaction" && groups.some(({ spanId }) => spanId === parentSpanId));
    expect(transactions.length).toBeGreaterThan(0);
    expect(transactions.length).toBeLessThanOrEqual(6);
  });

  test("of what leads nowhere has no name but none", () => {
    const span = spans.find(({ name, kind }) => name === "none" && kind === 2);
    expect(attributesOf(span)).toEqual({ "http.response.status_code": 404, "error.type": "route_not_found" });
  });

  test("says nothing of whom or what a request was about: no path, query, id, name or address", () => {
    expect(spans.length).toBeGreaterThan(20);
    const sent = collector.texts.join("\n");
    for (const word of [patientId, owner.organizationId, owner.email, "Marigold", "Quince", "marigold", "MRN-77", "1950-01-01", "patient_missing", "org_", "127.0.0.1", "select ", "insert "]) {
      expect(sent).not.toContain(word);
    }
    const keys = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    expect([...keys].toSorted()).toEqual(["error.type", "http.request.method", "http.response.status_code", "http.route", "vitaledge.group.size", "vitaledge.operation"]);
  });
});

test.each([["is away", undefined], ["takes nothing", 400]])("a collector that %s holds up neither requests nor the end", async (_how, status) => {
  const other = await startCollector(status);
  if (status === undefined) await other.close();
  const settings = { PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: server.masterKey, VITALEDGE_LOG_LEVEL: "silent", OTEL_EXPORTER_OTLP_ENDPOINT: other.url };
  const traced = await createServer({ settings });
  expect((await fetch(`${traced.url}/healthz`)).status).toBe(200);
  const began = performance.now();
  await traced.close();
  expect(performance.now() - began).toBeLessThan(PROMISED);
  // One that is away is tried again for as long as the server runs.
  if (status === undefined) return;
  expect((await traced.deps.metrics.spansLost.get()).values[0]!.value).toBeGreaterThan(0);
  await other.close();
});

test("where the packages are not installed the start says which, and without the setting they are not asked for", async () => {
  const missing = (): Promise<never> => Promise.reject(Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" }));
  await expect(openTracing({ otlpEndpoint: "http://127.0.0.1:4318" }, () => undefined, missing)).rejects.toThrow(/not installed\. Run `npm install @opentelemetry\/api@/);
  expect(await openTracing({ otlpEndpoint: undefined }, () => undefined, missing)).toBeUndefined();
});

test.each([
  [`00-${TRACE}-${CALLER}-01`, { traceId: TRACE, spanId: CALLER, flags: 1 }],
  [`cc-${TRACE}-${CALLER}-00-of-later`, { traceId: TRACE, spanId: CALLER, flags: 0 }],
  [`00-${TRACE}-${CALLER}-01-more`, undefined],
  [`ff-${TRACE}-${CALLER}-01`, undefined],
  [`00-${"0".repeat(32)}-${CALLER}-01`, undefined],
  [`00-${TRACE}-${"0".repeat(16)}-01`, undefined],
  [`00-${TRACE.toUpperCase()}-${CALLER}-01`, undefined],
  ["", undefined],
])("the traceparent %j is read as W3C has it", (header, expected) => {
  expect(parseTraceParent(header)).toEqual(expected);
});
