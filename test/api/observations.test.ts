import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

const NOW = "2026-03-20T12:00:00Z";
let server: TestServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  patientId = await newPatient();
});
afterAll(() => server.close());

const newPatient = async (): Promise<string> =>
  (await owner.call("POST", "/api/patients", { firstName: "Rita", lastName: "Reading", birthDate: "1950-05-05" })).body.id;

const minute = (count: number): string => new Date(Date.parse(NOW) - count * 60_000).toISOString();

const reading = (changes: Record<string, unknown> = {}) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: 142, unit: "mmHg", source: "DEVICE", recordedAt: minute(1), ...changes,
});
const send = (changes?: Record<string, unknown>) => owner.call("POST", "/api/observations", reading(changes));

describe("a reading", () => {
  test("is answered whole, with where it stands and its version", async () => {
    const { status, body, headers } = await send({ recordedAt: "2026-03-20T07:30:00.123-04:00", note: "after a walk", metadata: { arm: "left" } });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/observations/${body.id}`);
    expect(headers.get("etag")).toBe('"1"');
    expect(body).toMatchObject({
      value: 142, unit: "mmHg", canonicalValue: 142, canonicalUnit: "mm[Hg]", recordedAt: "2026-03-20T11:30:00.123Z", recordedAtOffset: "-04:00",
      note: "after a walk", metadata: { arm: "left" }, status: "FINAL", evaluated: true, interpretation: "H", enrollmentId: null,
    });
    expect(body.warnings).toMatchObject([{ code: "DEVICE_UNKNOWN" }]);
    expect((await owner.call("GET", `/api/observations/${body.id}`)).body).toEqual(body);
  });

  test("sent again is the first one, and nothing is stored", async () => {
    const first = await send({ recordedAt: minute(2) });
    const again = await send({ recordedAt: minute(2) });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });

  test("sent eight times at once is stored once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send({ recordedAt: minute(3) })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 7 }, () => 200), 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  test("with another value for the same time conflicts and names the one on record; voided, it makes room", async () => {
    const first = await send({ recordedAt: minute(4) });
    const conflict = await send({ recordedAt: minute(4), value: 143 });
    expect(conflict).toMatchObject({ status: 409, body: { code: "observation_conflict", existingId: first.body.id } });
    const voided = await owner.call("POST", `/api/observations/${first.body.id}/void`, { reason: "wrong arm" });
    expect(voided).toMatchObject({ status: 200, body: { status: "ENTERED_IN_ERROR", version: 2 } });
    expect((await owner.call("POST", `/api/observations/${first.body.id}/void`)).body).toEqual(voided.body);
    expect(await send({ recordedAt: minute(4), value: 143 })).toMatchObject({ status: 201 });
  });

  test.each([
    ["metric_weight", 180, "lb", 81.6466266, "kg"],
    ["metric_temperature", 98.6, "F", 37, "Cel"],
    ["metric_glucose", 5.5, "mmol/L", 99.0858, "mg/dL"],
    ["metric_spo2", 97, "percent", 97, "%"],
  ])("of %s in %s %s is kept as given and converted", async (metricDefinitionId, value, unit, canonicalValue, canonicalUnit) => {
    const { status, body } = await send({ metricDefinitionId, value, unit, recordedAt: minute(5) });
    expect(status).toBe(201);
    expect(body).toMatchObject({ value, unit, canonicalUnit });
    expect(body.canonicalValue).toBeCloseTo(canonicalValue, 6);
  });

  test.each([
    [{ unit: "kg" }, 422, "unit_mismatch"],
    [{ value: 301 }, 422, "value_out_of_range"],
    [{ recordedAt: "2026-03-20T12:06:00Z" }, 422, "recorded_in_future"],
    [{ patientId: "patient_nobody" }, 404, "patient_not_found"],
    [{ metricDefinitionId: "metric_nothing" }, 404, "metric_definition_not_found"],
    [{ deviceId: "dev_none" }, 404, "device_not_found"],
    [{ enrollmentId: "enr_none" }, 404, "enrollment_not_found"],
    [{ value: "142" }, 400, "invalid_request"],
    [{ recordedAt: "yesterday" }, 400, "invalid_request"],
    [{ surprise: true }, 400, "invalid_request"],
    [{ canonicalValue: 1 }, 400, "read_only_property"],
  ])("with %j is refused with %i %s", async (changes, status, code) => {
    expect(await send({ recordedAt: minute(6), ...changes })).toMatchObject({ status, body: { code } });
  });

  test("that fails beside others in a batch fails alone", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) =>
      send({ recordedAt: minute(100 + index), ...(index % 3 === 0 && { value: 9_000 }) })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 422 : 201)));
  });
});

describe("a device", () => {
  test("brings its readings to whoever had it then", async () => {
    const other = await newPatient();
    const device = await owner.call("POST", "/api/devices", { serialNumber: "SN-1", manufacturer: "Acme" });
    await owner.call("POST", `/api/devices/${device.body.id}/assign`, { patientId: other, from: "2026-03-01T00:00:00Z" });
    const { patientId: _left, ...withoutPatient } = reading({ deviceId: device.body.id, recordedAt: minute(7) });
    expect((await owner.call("POST", "/api/observations", withoutPatient)).body).toMatchObject({ patientId: other, warnings: [] });
    expect(await send({ deviceId: device.body.id, recordedAt: minute(8) })).toMatchObject({ status: 422, body: { code: "device_not_assigned" } });
    expect(await owner.call("POST", "/api/observations", { ...withoutPatient, recordedAt: "2026-02-01T00:00:00Z" })).toMatchObject({ status: 422 });
  });
});

describe("a bulk", () => {
  test("answers each item, in order, and one bad item fails alone", async () => {
    const observations = [reading({ recordedAt: minute(200) }), { nonsense: 1 }, reading({ recordedAt: minute(200) }), reading({ recordedAt: minute(201), unit: "kg" })];
    const { status, body } = await owner.call("POST", "/api/observations/bulk", { observations });
    expect(status).toBe(200);
    expect(body).toMatchObject({ created: 1, duplicates: 1, rejected: 2, notEvaluated: 0 });
    expect(body.results.map((result: { status: string }) => result.status)).toEqual(["created", "rejected", "duplicate", "rejected"]);
    expect(body.results[2].id).toBe(body.results[0].id);
    expect(body.results[3].problem.code).toBe("unit_mismatch");
  });

  test("of lines skips blank ones and rejects one that is no JSON", async () => {
    const lines = [JSON.stringify(reading({ recordedAt: minute(210) })), "", "{ not json", JSON.stringify(reading({ recordedAt: "2026-01-01T00:00:00Z" }))];
    const { body } = await owner.call("POST", "/api/observations/bulk", lines.join("\r\n"), { "content-type": "application/x-ndjson" });
    expect(body).toMatchObject({ created: 2, rejected: 1, notEvaluated: 1 });
    expect(body.results[1]).toMatchObject({ index: 1, status: "rejected", id: null, problem: { code: "invalid_json" } });
  });

  test("of more than 5,000 is refused before anything is stored", async () => {
    const observations = Array.from({ length: 5001 }, (_, index) => reading({ recordedAt: minute(20_000 + index) }));
    expect(await owner.call("POST", "/api/observations/bulk", { observations })).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
    expect((await owner.call("GET", `/api/observations?patientId=${patientId}&from=${minute(26_000)}&to=${minute(20_000)}`)).body.data).toEqual([]);
  });

  test("of two transactions' worth, of two people by turns, is stored whole, and each item is answered in its place", async () => {
    const other = await newPatient();
    const observations = Array.from({ length: 700 }, (_, index) => reading({ recordedAt: minute(300 + index), patientId: index % 2 ? other : patientId }));
    const again = { ...observations[1]!, value: 143 };
    const { body } = await owner.call("POST", "/api/observations/bulk", { observations: [...observations, again] });
    expect(body).toMatchObject({ created: 700, rejected: 1 });
    expect(body.results[700]).toMatchObject({ index: 700, problem: { code: "observation_conflict", existingId: body.results[1].id } });
    const stored = await Promise.all([0, 1, 699].map((at) => owner.call("GET", `/api/observations/${body.results[at].id}`)));
    expect(stored.map(({ body: { patientId: of, recordedAt } }) => [of, recordedAt])).toEqual([[patientId, minute(300)], [other, minute(301)], [other, minute(999)]]);
  });
});

describe("a list", () => {
  test("is newest first and pages through every reading once", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await owner.call("GET", `/api/observations/patient/${patientId}?limit=200${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map((item: { recordedAt: string; id: string }) => `${item.recordedAt} ${item.id}`));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(seen.toSorted().toReversed());
    expect(new Set(seen).size).toBe(seen.length);
    const { body } = await owner.call("GET", `/api/observations/patient/${patientId}?limit=1&includeTotal=true`);
    expect(body.total).toBe(seen.length);
  });

  test("of another organization's patient is not there, nor is its reading", async () => {
    const stranger = await server.owner();
    const { body } = await owner.call("GET", `/api/observations/patient/${patientId}?limit=1`);
    expect(await stranger.call("GET", `/api/observations/patient/${patientId}`)).toMatchObject({ status: 404, body: { code: "patient_not_found" } });
    expect((await stranger.call("GET", `/api/observations?patientId=${patientId}`)).body.data).toEqual([]);
    expect(await stranger.call("GET", `/api/observations/${body.data[0].id}`)).toMatchObject({ status: 404, body: { code: "observation_not_found" } });
    expect(await stranger.call("POST", "/api/observations", reading())).toMatchObject({ status: 404, body: { code: "patient_not_found" } });
  });

  test("of trends cuts days by the patient's clock", async () => {
    const id = await newPatient();
    for (const [at, value] of [["2026-03-08T06:30:00Z", 120], ["2026-03-08T07:30:00Z", 130], ["2026-03-09T03:30:00Z", 150]] as const) {
      await owner.call("POST", "/api/observations", reading({ patientId: id, value, recordedAt: at }));
    }
    const { body } = await owner.call("GET", `/api/observations/patient/${id}/trends?metricDefinitionId=metric_bp_systolic&from=2026-03-08T00:00:00Z`);
    expect(body).toMatchObject({ timezone: "America/New_York", unit: "mm[Hg]", interval: "day" });
    // The clocks of New York went forward on this day, which had 23 hours.
    expect(body.data).toEqual([{ start: "2026-03-08T05:00:00.000Z", count: 3, min: 120, max: 150, mean: 133.3333, last: 150 }]);
  });

  test("of trends keeps the two hours apart that the clock shows twice", async () => {
    const id = await newPatient();
    for (const [at, value] of [["2025-11-02T05:30:00Z", 120], ["2025-11-02T06:30:00Z", 130]] as const) {
      await owner.call("POST", "/api/observations", reading({ patientId: id, value, recordedAt: at }));
    }
    const { body } = await owner.call("GET", `/api/observations/patient/${id}/trends?metricDefinitionId=metric_bp_systolic&interval=hour&from=2025-11-02T00:00:00Z`);
    expect(body.data.map(({ start, last }: { start: string; last: number }) => [start, last])).toEqual([["2025-11-02T05:00:00.000Z", 120], ["2025-11-02T06:00:00.000Z", 130]]);
  });
});

// The last: what runs beside the requests may by then have ended what was of another year.
describe("a reading, a year on,", () => {
  test("of a month beyond the partitions made at the start is stored", async () => {
    server.clock.set("2027-09-10T12:00:00Z");
    const later = await server.signIn(owner.email, owner.organizationId);
    expect(await later.call("POST", "/api/observations", reading({ recordedAt: "2027-09-10T11:00:00Z" }))).toMatchObject({ status: 201 });
  });
});
