import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigurationError, type ObservationRow, type Patient, type VitalEdge } from "@vitaledge/sdk";
import { startServer, type TestServer } from "../support/server.js";
import { createClient, type Client } from "./client.js";
import { failureOf } from "./scenarios/scene.js";

const NOW = "2026-03-02T12:00:00Z";
const COUNT = 120;

let server: TestServer;
let client: Client;
let ve: VitalEdge;
let ids: string[];

beforeAll(async () => {
  server = await startServer({ now: NOW });
  client = createClient(server.url, await server.owner());
  ({ ve } = client);
  const create = (at: number) => ve.patients.create({
    firstName: "Maria", lastName: `Example ${String(at).padStart(3, "0")}`, birthDate: "1950-01-01", mrn: `MRN-${at}`,
  });
  const made: Patient[] = [];
  for (let at = 0; at < COUNT; at += 10) made.push(...(await Promise.all(Array.from({ length: 10 }, (_, more) => create(at + more)))));
  ids = made.map(({ id }) => id);
});
afterAll(() => server.close());

/** How many requests a piece of work makes. */
const requestsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const before = client.sent.length;
  await work();
  return client.sent.length - before;
};

describe("a list of 120 patients", () => {
  test("is read to its end, each patient once", async () => {
    const seen: string[] = [];
    const requests = await requestsOf(async () => {
      for await (const { id } of ve.patients.list({ limit: 25 })) seen.push(id);
    });
    expect(requests).toBe(5);
    expect(seen).toHaveLength(COUNT);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test("is asked for no further than it is read", async () => {
    expect(await requestsOf(() => ve.patients.list({ limit: 25 }).toArray({ limit: 30 }))).toBe(2);
    expect(await requestsOf(() => ve.patients.list({ limit: 25 }).first())).toBe(1);
    expect(await requestsOf(async () => {
      for await (const _ of ve.patients.list({ limit: 10 })) break;
    })).toBe(1);
    expect(await ve.patients.list().toArray({ limit: 0 })).toEqual([]);
    expect(await ve.patients.list({ limit: 50 }).toArray({ limit: 1_000 })).toHaveLength(COUNT);
    // @ts-expect-error -- there is no list without a bound
    expect(await failureOf(ve.patients.list().toArray())).toBeInstanceOf(ConfigurationError);
  });

  test("has pages with their total, and goes on behind a cursor in another client", async () => {
    const page = await ve.patients.list({ limit: 50, includeTotal: true }).page();
    expect([page.data.length, page.total, typeof page.cursor]).toEqual([50, COUNT, "string"]);
    const later = createClient(server.url, await server.signIn((await ve.auth.me()).email, ve.organizationId!));
    const rest = await later.ve.patients.list({ limit: 50, cursor: page.cursor! }).toArray({ limit: 1_000 });
    expect(rest).toHaveLength(COUNT - 50);
    expect(new Set([...page.data, ...rest].map(({ id }) => id)).size).toBe(COUNT);
  });

  test("tells its iterator's cursor, null at the end", async () => {
    const pages = ve.patients.list({ limit: 60 }).pages();
    expect(pages.cursor).toBeUndefined();
    await pages.next();
    const { cursor } = pages;
    expect((await ve.patients.list({ limit: 60, cursor: cursor! }).page()).cursor).toBeNull();
    await pages.next();
    expect([pages.cursor, (await pages.next()).done]).toEqual([null, true]);
  });

  test("is searched, in the URL and in the body", async () => {
    expect(await ve.patients.list({ search: "Example 007" }).toArray({ limit: 5 })).toMatchObject([{ mrn: "MRN-7" }]);
    const found: string[] = [];
    const requests = await requestsOf(async () => {
      for await (const { id } of ve.patients.search({ search: "maria", limit: 50 })) found.push(id);
    });
    expect([requests, new Set(found).size]).toEqual([3, COUNT]);
    expect(await ve.patients.list({ search: "nobody at all" }).first()).toBeUndefined();
  });

  test("refuses a cursor that is none", async () => {
    expect(await failureOf(ve.patients.list({ cursor: "made-up" }).page())).toMatchObject({ status: 400, code: "invalid_request" });
  });
});

describe("many readings", () => {
  const row = (at: number, more: Partial<ObservationRow> = {}): ObservationRow => ({
    patientId: ids[0]!, metricDefinitionId: "metric_heart_rate", value: 60 + (at % 30), unit: "/min", source: "DEVICE",
    recordedAt: new Date(Date.parse(NOW) - (at + 1) * 60_000).toISOString(), ...more,
  });

  test("are sent in chunks and reported in order, a bad one alone", async () => {
    const rows = Array.from({ length: 250 }, (_, at) => row(at));
    rows[137] = row(137, { unit: "kg" });
    rows[138] = { ...row(138), value: "high" as unknown as number };
    const progress: number[] = [];
    let report!: Awaited<ReturnType<typeof ve.observations.createMany>>;
    const requests = await requestsOf(async () => {
      report = await ve.observations.createMany(rows, { chunk: 100, onProgress: ({ sent }) => void progress.push(sent) });
    });
    expect(requests).toBe(3);
    expect(report).toMatchObject({ created: 248, duplicates: 0, rejected: 2 });
    expect(report.results.map(({ index }) => index)).toEqual(rows.map((_, at) => at));
    expect(report.results[137]).toMatchObject({ id: null, status: "rejected", problem: { status: 422, code: "unit_mismatch" } });
    expect(report.results[138]).toMatchObject({ status: "rejected", problem: { status: 400, code: "invalid_request" } });
    expect([progress.length, progress.at(-1)]).toEqual([3, 250]);

    const again = await ve.observations.createMany(rows, { chunk: 100 });
    expect(again).toMatchObject({ created: 0, duplicates: 248, rejected: 2 });
    expect(again.results.map(({ id }) => id)).toEqual(report.results.map(({ id }) => id));
  });

  test("come from a generator, and are listed by patient", async () => {
    async function* rows(): AsyncGenerator<ObservationRow> {
      for (let at = 0; at < 30; at += 1) yield row(at, { patientId: ids[1]! });
    }
    expect(await ve.observations.createMany(rows(), { chunk: 7, concurrency: 3 })).toMatchObject({ created: 30 });
    const latest = await ve.observations.forPatient(ids[1]!, { limit: 10 }).toArray({ limit: 20 });
    expect(latest.map(({ recordedAt }) => recordedAt)).toEqual(Array.from({ length: 20 }, (_, at) => row(at).recordedAt));
  });
});
