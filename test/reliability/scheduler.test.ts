import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createServer } from "@vitaledge/server";
import pg from "pg";
import type { Actor } from "../support/actors.js";
import { createPatient, must, readingOn } from "../support/billing-scene.js";
import { startServer, type TestServer } from "../support/server.js";

const MASTER_KEY = Buffer.alloc(32, 9).toString("base64");
const NOON = "2026-03-02T17:00:00Z";
const HOUR = 3_600_000;

let server: TestServer;
let superuser: pg.Client;
let owner: Actor;
let patient: string;

// A server for each: clocks do not go back.
beforeEach(async () => {
  server = await startServer({ now: NOON, settings: { VITALEDGE_MASTER_KEY: MASTER_KEY, VITALEDGE_SCHEDULER_SECONDS: "1" } });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  owner = await server.owner();
  patient = await createPatient(owner);
});
afterEach(async () => {
  await superuser.end();
  await server.close();
});

/** The clock goes on and its people sign in again. */
const later = async (milliseconds: number): Promise<void> => {
  server.clock.advance(milliseconds);
  owner = await server.signIn(owner.email, owner.organizationId);
};
const eventually = (work: () => Promise<void>): Promise<void> => vi.waitFor(work, { timeout: 20_000, interval: 200 });
const get = (path: string) => must(owner.call("GET", path));
const events = async (): Promise<[string, string][]> =>
  (await superuser.query<{ type: string; id: string }>("select type, data->>'id' as id from events where organization_id = $1 order by position", [owner.organizationId]))
    .rows.map(({ type, id }) => [type, id]);
/** Two more rounds of every job. */
const rounds = async (): Promise<void> => {
  for (let round = 0; round < 2; round += 1) {
    await superuser.query("delete from scheduled_runs");
    await eventually(async () => expect((await superuser.query("select 1 from scheduled_runs where name = 'retention'")).rowCount).toBe(1));
  }
};
const breach = async (): Promise<string> =>
  (await must(owner.call("POST", "/api/observations", readingOn(patient, "2026-03-02", { value: 200, source: "MANUAL", recordedAt: "2026-03-02T16:59:00Z" })))).alerts[0];

describe("alerts that wait", () => {
  test("a snoozed one returns to the queue when its time has come, and that is told and on record", async () => {
    const id = await breach();
    await must(owner.call("POST", "/api/alerts/triage", { alertIds: [id], action: "SNOOZE", until: "2026-03-02T19:00:00Z" }));
    await rounds();
    expect((await get(`/api/alerts/${id}`)).status).toBe("SNOOZED");
    await later(2 * HOUR + 60_000);
    await eventually(async () => expect(await get(`/api/alerts/${id}`)).toMatchObject({ status: "OPEN", snoozedUntil: null }));
    expect((await events()).filter(([type]) => type === "alert.updated").length).toBe(2);
    expect((await get(`/api/audit-events?patientId=${patient}&operationId=scheduler%20snoozed%20alerts`)).data).toMatchObject([{ actor: { type: "SYSTEM" }, resourceId: id }]);
  });

  test("of a CRITICAL one that nobody takes one event tells, and of one that was taken none", async () => {
    await must(owner.call("PATCH", `/api/organizations/${owner.organizationId}`, { alerting: { unacknowledgedMinutes: 30 } }));
    await must(owner.call("POST", "/api/alert-rules", { metricDefinitionId: "metric_bp_systolic", severity: "CRITICAL", condition: { type: "threshold", operator: "gt", value: 150 } }));
    const [untaken, other] = [await breach(), patient];
    patient = await createPatient(owner);
    const taken = await breach();
    await must(owner.call("POST", "/api/alerts/triage", { alertIds: [taken], action: "ACKNOWLEDGE" }));
    await rounds();
    expect((await events()).filter(([type]) => type === "alert.unacknowledged")).toEqual([]);
    await later(31 * 60_000);
    await eventually(async () => expect((await events()).filter(([type]) => type === "alert.unacknowledged")).toEqual([["alert.unacknowledged", untaken]]));
    await rounds();
    expect((await events()).filter(([type]) => type === "alert.unacknowledged").length).toBe(1);
    expect((await get(`/api/alerts/${untaken}`)).patientId).toBe(other);
  });
});

describe("enrollments", () => {
  const enroll = (body: object) => must(owner.call("POST", "/api/enrollments", { patientId: patient, program: "RPM", ...body }));

  test("begin and end by their dates, in their own zone", async () => {
    const { id, status } = await enroll({ startDate: "2026-03-04", timezone: "Pacific/Auckland" });
    expect(status).toBe("PENDING");
    // 3 March, 13:00 in UTC, is 4 March in Auckland.
    await later(20 * HOUR);
    await eventually(async () => expect((await get(`/api/enrollments/${id}`)).status).toBe("ACTIVE"));
    await must(owner.call("PATCH", `/api/enrollments/${id}`, { status: "ENDED", endDate: "2026-03-08", endReason: "GOALS_MET" }));
    expect((await get(`/api/enrollments/${id}`)).status).toBe("ACTIVE");
    await later(6 * 24 * HOUR);
    await eventually(async () => expect(await get(`/api/enrollments/${id}`)).toMatchObject({ status: "ENDED", endReason: "GOALS_MET" }));
    expect((await events()).filter(([, of]) => of === id).map(([type]) => type)).toEqual(["enrollment.created", "enrollment.updated", "enrollment.updated", "enrollment.ended"]);
  });
});

describe("readings that do not come", () => {
  const rule = (condition: object, severity: string) =>
    must(owner.call("POST", "/api/alert-rules", { metricDefinitionId: "metric_weight", severity, condition }));
  const alerts = async (): Promise<{ severity: string; status: string; type: string }[]> => (await get(`/api/alerts?patientId=${patient}&metricDefinitionId=metric_weight`)).data;
  const weigh = (recordedAt: string) =>
    must(owner.call("POST", "/api/observations", { patientId: patient, metricDefinitionId: "metric_weight", value: 80, unit: "kg", source: "DEVICE", recordedAt }));

  test("raise one alert a gap for ACTIVE enrollments; a longer gap a more severe one; the next gap its own", async () => {
    await rule({ type: "missing", withoutReadingHours: 24 }, "LOW");
    await rule({ type: "missing", withoutReadingHours: 72 }, "HIGH");
    await must(owner.call("POST", "/api/enrollments", { patientId: patient, program: "RPM", startDate: "2026-03-01" }));
    await weigh("2026-03-02T16:00:00Z");
    await rounds();
    expect(await alerts()).toEqual([]);
    await later(25 * HOUR);
    await eventually(async () => expect(await alerts()).toMatchObject([{ severity: "LOW", type: "MISSING", status: "OPEN", category: "ADHERENCE", value: null, occurrences: 1 }]));
    await rounds();
    expect(await alerts()).toMatchObject([{ occurrences: 1 }]);
    await later(48 * HOUR);
    await eventually(async () => expect(await alerts()).toMatchObject([{ severity: "HIGH", occurrences: 2 }]));
    const [{ id }] = (await get(`/api/alerts?patientId=${patient}&metricDefinitionId=metric_weight`)).data;
    await must(owner.call("POST", `/api/alerts/${id}/resolve`, { outcome: "CONTACTED_PATIENT" }));
    await rounds();
    expect((await alerts()).length).toBe(1);
    await weigh(server.clock.now().toISOString());
    await later(25 * HOUR);
    await eventually(async () => expect((await alerts()).map(({ status, severity }) => [status, severity])).toEqual([["OPEN", "LOW"], ["RESOLVED", "HIGH"]]));
  });

  test("of a paused enrollment raise nothing", async () => {
    await rule({ type: "missing", withoutReadingHours: 24 }, "LOW");
    const { id } = await must(owner.call("POST", "/api/enrollments", { patientId: patient, program: "RPM", startDate: "2026-02-01" }));
    await must(owner.call("PATCH", `/api/enrollments/${id}`, { status: "PAUSED" }));
    await must(owner.call("GET", `/api/alerts?patientId=${patient}`));
    await superuser.query("delete from alerts where patient_id = $1", [patient]);
    await later(48 * HOUR);
    await rounds();
    expect(await alerts()).toEqual([]);
  });
});

describe("the leader", () => {
  test("is one of two processes, and the other follows when it is gone", async () => {
    const second = await createServer({
      settings: {
        PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: MASTER_KEY, VITALEDGE_LOG_LEVEL: "silent", VITALEDGE_SCHEDULER_SECONDS: "1",
      },
      clock: server.clock,
    });
    const holder = async (): Promise<string | undefined> => (await superuser.query<{ holder: string }>("select holder from leader_leases")).rows[0]?.holder;
    try {
      await eventually(async () => expect(await holder()).toBeDefined());
      const first = await holder();
      await rounds();
      expect(await holder()).toBe(first);
      // As if the leader had been killed: its lease is another's until it runs out.
      await superuser.query("update leader_leases set holder = 'killed', expires_at = $1", [new Date(server.clock.now().getTime() + 60_000)]);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await holder()).toBe("killed");
      server.clock.advance(61_000);
      await eventually(async () => expect(await holder()).not.toBe("killed"));
    } finally {
      await second.close();
    }
  });
});

describe("what is kept", () => {
  test("ends in time: sessions, keys, counters, events; partitions and signed heads come ahead", async () => {
    await must(owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" }, { "idempotency-key": "kept" }));
    await rounds();
    expect((await superuser.query("select 1 from idempotency_keys")).rowCount).toBeGreaterThan(0);
    expect((await superuser.query("select 1 from audit_signatures where chain = $1", [owner.organizationId])).rowCount).toBe(1);
    await later(40 * 24 * HOUR);
    await rounds();
    const count = async (text: string): Promise<number> => (await superuser.query(text)).rowCount ?? 0;
    expect({
      keys: await count("select 1 from idempotency_keys"),
      windows: await count("select 1 from rate_windows where window_start < '2026-03-03'"),
      sessions: await count("select 1 from sessions where expires_at < '2026-03-10'"),
      published: await count("select 1 from events where published_at < '2026-03-20'"),
    }).toEqual({ keys: 0, windows: 0, sessions: 0, published: 0 });
    expect(await count("select 1 from pg_class where relname = 'observations_2026_07'")).toBe(1);
  });
});
