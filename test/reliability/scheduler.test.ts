import { describe, expect, test, vi } from "vitest";
import { createServer } from "@vitaledge/server";
import pg from "pg";
import { createPatient, must, readingOn } from "../support/billing-scene.js";
import { startServer } from "../support/server.js";

const MASTER_KEY = Buffer.alloc(32, 9).toString("base64");
const NOON = "2026-03-02T17:00:00Z";
const HOUR = 3_600_000;

const eventually = (work: () => Promise<void>): Promise<void> => vi.waitFor(work, { timeout: 60_000, interval: 200 });

/** A server of a test's own, since clocks do not go back, with its people. Side by side the tests wait for their rounds. */
const setStage = async () => {
  const server = await startServer({ now: NOON, settings: { VITALEDGE_MASTER_KEY: MASTER_KEY, VITALEDGE_SCHEDULER_SECONDS: "1" } });
  const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  const owner = await server.owner();
  const stage = {
    server, superuser, owner,
    patient: await createPatient(owner),
    /** The clock goes on and its people sign in again. */
    async later(milliseconds: number): Promise<void> {
      server.clock.advance(milliseconds);
      stage.owner = await server.signIn(owner.email, owner.organizationId);
    },
    get: (path: string) => must(stage.owner.call("GET", path)),
    async events(): Promise<[string, string][]> {
      const { rows } = await superuser.query<{ type: string; id: string }>(
        "select type, data->>'id' as id from events where organization_id = $1 order by position", [owner.organizationId]);
      return rows.map(({ type, id }) => [type, id]);
    },
    /** Two more rounds of every job. */
    async rounds(): Promise<void> {
      for (let round = 0; round < 2; round += 1) {
        await superuser.query("delete from scheduled_runs");
        await eventually(async () => expect((await superuser.query("select 1 from scheduled_runs where name = 'retention'")).rowCount).toBe(1));
      }
    },
    async breach(): Promise<string> {
      const reading = readingOn(stage.patient, "2026-03-02", { value: 200, source: "MANUAL", recordedAt: "2026-03-02T16:59:00Z" });
      return (await must(stage.owner.call("POST", "/api/observations", reading))).alerts[0];
    },
    async close(): Promise<void> {
      await superuser.end();
      await server.close();
    },
  };
  return stage;
};
type Stage = Awaited<ReturnType<typeof setStage>>;

const onStage = (work: (stage: Stage) => Promise<void>) => async (): Promise<void> => {
  const stage = await setStage();
  try {
    await work(stage);
  } finally {
    await stage.close();
  }
};

describe.concurrent("alerts that wait", () => {
  test("a snoozed one returns to the queue when its time has come, and that is told and on record", onStage(async (stage) => {
    const id = await stage.breach();
    await must(stage.owner.call("POST", "/api/alerts/triage", { alertIds: [id], action: "SNOOZE", until: "2026-03-02T19:00:00Z" }));
    await stage.rounds();
    expect((await stage.get(`/api/alerts/${id}`)).status).toBe("SNOOZED");
    await stage.later(2 * HOUR + 60_000);
    await eventually(async () => expect(await stage.get(`/api/alerts/${id}`)).toMatchObject({ status: "OPEN", snoozedUntil: null }));
    expect((await stage.events()).filter(([type]) => type === "alert.updated").length).toBe(2);
    expect((await stage.get(`/api/audit-events?patientId=${stage.patient}&operationId=scheduler%20snoozed%20alerts`)).data).toMatchObject([{ actor: { type: "SYSTEM" }, resourceId: id }]);
  }));

  test("of a CRITICAL one that nobody takes one event tells, and of one that was taken none", onStage(async (stage) => {
    await must(stage.owner.call("PATCH", `/api/organizations/${stage.owner.organizationId}`, { alerting: { unacknowledgedMinutes: 30 } }));
    await must(stage.owner.call("POST", "/api/alert-rules", { metricDefinitionId: "metric_bp_systolic", severity: "CRITICAL", condition: { type: "threshold", operator: "gt", value: 150 } }));
    const [untaken, other] = [await stage.breach(), stage.patient];
    stage.patient = await createPatient(stage.owner);
    const taken = await stage.breach();
    await must(stage.owner.call("POST", "/api/alerts/triage", { alertIds: [taken], action: "ACKNOWLEDGE" }));
    await stage.rounds();
    expect((await stage.events()).filter(([type]) => type === "alert.unacknowledged")).toEqual([]);
    await stage.later(31 * 60_000);
    await eventually(async () => expect((await stage.events()).filter(([type]) => type === "alert.unacknowledged")).toEqual([["alert.unacknowledged", untaken]]));
    await stage.rounds();
    expect((await stage.events()).filter(([type]) => type === "alert.unacknowledged").length).toBe(1);
    expect((await stage.get(`/api/alerts/${untaken}`)).patientId).toBe(other);
  }));
});

describe.concurrent("the index of FHIR", () => {
  test("has what REST wrote of a type that somebody has searched, though nobody searches it again, and no other", onStage(async (stage) => {
    await stage.get("/fhir/R4/Patient?name=maria");
    const indexed = async (): Promise<object[]> => (await stage.superuser.query("select type, row_id from fhir_index where organization_id = $1 order by row_id", [stage.owner.organizationId])).rows;
    const entryOf = (id: string) => ({ type: "Patient", row_id: id });
    expect(await indexed()).toEqual([entryOf(stage.patient)]);
    const later = await createPatient(stage.owner);
    await must(stage.owner.call("POST", "/api/devices", { serialNumber: "S-1", manufacturer: "Acme" }));
    await stage.rounds();
    expect(await indexed()).toEqual([stage.patient, later].toSorted().map(entryOf));
  }));
});

describe.concurrent("enrollments", () => {
  const enroll = (stage: Stage, body: object) => must(stage.owner.call("POST", "/api/enrollments", { patientId: stage.patient, program: "RPM", ...body }));

  test("begin and end by their dates, in their own zone", onStage(async (stage) => {
    const { id, status } = await enroll(stage, { startDate: "2026-03-04", timezone: "Pacific/Auckland" });
    expect(status).toBe("PENDING");
    // 3 March, 13:00 in UTC, is 4 March in Auckland.
    await stage.later(20 * HOUR);
    await eventually(async () => expect((await stage.get(`/api/enrollments/${id}`)).status).toBe("ACTIVE"));
    await must(stage.owner.call("PATCH", `/api/enrollments/${id}`, { status: "ENDED", endDate: "2026-03-08", endReason: "GOALS_MET" }));
    expect((await stage.get(`/api/enrollments/${id}`)).status).toBe("ACTIVE");
    await stage.later(6 * 24 * HOUR);
    await eventually(async () => expect(await stage.get(`/api/enrollments/${id}`)).toMatchObject({ status: "ENDED", endReason: "GOALS_MET" }));
    expect((await stage.events()).filter(([, of]) => of === id).map(([type]) => type)).toEqual(["enrollment.created", "enrollment.updated", "enrollment.updated", "enrollment.ended"]);
  }));
});

describe.concurrent("readings that do not come", () => {
  const rule = (stage: Stage, condition: object, severity: string) =>
    must(stage.owner.call("POST", "/api/alert-rules", { metricDefinitionId: "metric_weight", severity, condition }));
  const alerts = async (stage: Stage): Promise<{ severity: string; status: string; type: string }[]> => (await stage.get(`/api/alerts?patientId=${stage.patient}&metricDefinitionId=metric_weight`)).data;
  const weigh = (stage: Stage, recordedAt: string) =>
    must(stage.owner.call("POST", "/api/observations", { patientId: stage.patient, metricDefinitionId: "metric_weight", value: 80, unit: "kg", source: "DEVICE", recordedAt }));

  test("raise one alert a gap for ACTIVE enrollments; a longer gap a more severe one; the next gap its own", onStage(async (stage) => {
    await rule(stage, { type: "missing", withoutReadingHours: 24 }, "LOW");
    await rule(stage, { type: "missing", withoutReadingHours: 72 }, "HIGH");
    await must(stage.owner.call("POST", "/api/enrollments", { patientId: stage.patient, program: "RPM", startDate: "2026-03-01" }));
    await weigh(stage, "2026-03-02T16:00:00Z");
    await stage.rounds();
    expect(await alerts(stage)).toEqual([]);
    await stage.later(25 * HOUR);
    await eventually(async () => expect(await alerts(stage)).toMatchObject([{ severity: "LOW", type: "MISSING", status: "OPEN", category: "ADHERENCE", value: null, occurrences: 1 }]));
    await stage.rounds();
    expect(await alerts(stage)).toMatchObject([{ occurrences: 1 }]);
    await stage.later(48 * HOUR);
    await eventually(async () => expect(await alerts(stage)).toMatchObject([{ severity: "HIGH", occurrences: 2 }]));
    const [{ id }] = (await stage.get(`/api/alerts?patientId=${stage.patient}&metricDefinitionId=metric_weight`)).data;
    await must(stage.owner.call("POST", `/api/alerts/${id}/resolve`, { outcome: "CONTACTED_PATIENT" }));
    await stage.rounds();
    expect((await alerts(stage)).length).toBe(1);
    await weigh(stage, stage.server.clock.now().toISOString());
    await stage.later(25 * HOUR);
    await eventually(async () => expect((await alerts(stage)).map(({ status, severity }) => [status, severity])).toEqual([["OPEN", "LOW"], ["RESOLVED", "HIGH"]]));
  }));

  test("of a paused enrollment raise nothing", onStage(async (stage) => {
    await rule(stage, { type: "missing", withoutReadingHours: 24 }, "LOW");
    const { id } = await must(stage.owner.call("POST", "/api/enrollments", { patientId: stage.patient, program: "RPM", startDate: "2026-02-01" }));
    await must(stage.owner.call("PATCH", `/api/enrollments/${id}`, { status: "PAUSED" }));
    await must(stage.owner.call("GET", `/api/alerts?patientId=${stage.patient}`));
    await stage.superuser.query("delete from alerts where patient_id = $1", [stage.patient]);
    await stage.later(48 * HOUR);
    await stage.rounds();
    expect(await alerts(stage)).toEqual([]);
  }));
});

describe.concurrent("the leader", () => {
  test("is one of two processes, and the other follows when it is gone", onStage(async (stage) => {
    const second = await createServer({
      settings: {
        PORT: "0", NODE_ENV: "test", DATABASE_URL: stage.server.database.appUrl, VITALEDGE_MASTER_KEY: MASTER_KEY, VITALEDGE_LOG_LEVEL: "silent", VITALEDGE_SCHEDULER_SECONDS: "1",
      },
      clock: stage.server.clock,
    });
    const holder = async (): Promise<string | undefined> => (await stage.superuser.query<{ holder: string }>("select holder from leader_leases")).rows[0]?.holder;
    try {
      await eventually(async () => expect(await holder()).toBeDefined());
      const first = await holder();
      await stage.rounds();
      expect(await holder()).toBe(first);
      // As if the leader had been killed: its lease is another's until it runs out.
      await stage.superuser.query("update leader_leases set holder = 'killed', expires_at = $1", [new Date(stage.server.clock.now().getTime() + 60_000)]);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await holder()).toBe("killed");
      stage.server.clock.advance(61_000);
      await eventually(async () => expect(await holder()).not.toBe("killed"));
    } finally {
      await second.close();
    }
  }));
});

describe.concurrent("what is kept", () => {
  test("ends in time: sessions, keys, counters, events; partitions and signed heads come ahead", onStage(async (stage) => {
    await must(stage.owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" }, { "idempotency-key": "kept" }));
    await stage.rounds();
    expect((await stage.superuser.query("select 1 from idempotency_keys")).rowCount).toBeGreaterThan(0);
    expect((await stage.superuser.query("select 1 from audit_signatures where chain = $1", [stage.owner.organizationId])).rowCount).toBe(1);
    await stage.later(40 * 24 * HOUR);
    await stage.rounds();
    const count = async (text: string): Promise<number> => (await stage.superuser.query(text)).rowCount ?? 0;
    expect({
      keys: await count("select 1 from idempotency_keys"),
      windows: await count("select 1 from rate_windows where window_start < '2026-03-03'"),
      sessions: await count("select 1 from sessions where expires_at < '2026-03-10'"),
      published: await count("select 1 from events where published_at < '2026-03-20'"),
    }).toEqual({ keys: 0, windows: 0, sessions: 0, published: 0 });
    expect(await count("select 1 from pg_class where relname = 'observations_2026_07'")).toBe(1);
  }));
});
