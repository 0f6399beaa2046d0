import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareRollups } from "../../packages/server/src/features/billing/rebuild.service.js";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { keptDays, scanDays } from "../support/rollup-scan.js";
import { startServer, type TestServer } from "../support/server.js";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 8);
const ZONES = ["America/New_York", "Asia/Tokyo", "Pacific/Auckland", "America/Los_Angeles"] as const;
const SOURCES = ["DEVICE", "DEVICE", "MANUAL", "PATIENT_REPORTED"] as const;
const METRICS = ["metric_bp_systolic", "metric_weight"] as const;

let server: TestServer;
let owner: Actor;
let superuser: pg.Client;
let devices: string[];

beforeAll(async () => {
  server = await startServer({ now: "2026-02-15T17:00:00Z" });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

const day = fc.integer({ min: 1, max: 31 });
const hour = fc.integer({ min: 0, max: 23 });
/** Which of those there are by then. */
const which = fc.nat(9);
const date = (of: number): string => `2026-01-${String(of).padStart(2, "0")}`;
const at = (of: number, time: number): string => `${date(of)}T${String(time).padStart(2, "0")}:30:00Z`;

const reading = fc.record({
  day, hour, source: fc.constantFrom(...SOURCES), device: fc.constantFrom(null, null, 0, 1), metric: fc.constantFrom(...METRICS),
  duplicate: fc.boolean(), given: fc.constantFrom(false, false, true),
});

const change = fc.record({
  startDate: fc.constantFrom("2026-01-01", "2026-01-08", "2025-12-20"),
  pauses: fc.constantFrom([], [{ from: "2026-01-10", to: "2026-01-14" }], [{ from: "2026-01-25", to: "2026-01-26" }]),
  metricDefinitionIds: fc.constantFrom([], ["metric_bp_systolic"], ["metric_weight"]),
  timezone: fc.constantFrom(...ZONES),
  consent: fc.constantFrom({ date: "2025-12-20" }, { date: "2026-01-05" }, { date: "2026-01-05", revokedAt: "2026-01-24T12:00:00Z" }),
  billingFacts: fc.constantFrom({}, { emVisitDates: ["2026-01-12", "2026-01-20"] }),
}, { requiredKeys: [] });

const time = fc.record({
  day, hour, minutes: fc.integer({ min: 1, max: 300 }), activity: fc.constantFrom("CALL", "REVIEW", "SETUP"),
  staffRole: fc.constantFrom("CLINICAL_STAFF", "PHYSICIAN", "NON_CLINICAL"), which,
});

const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("readings" as const), readings: fc.array(reading, { minLength: 1, maxLength: 6 }), duplicate: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("voidReading" as const), which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("change" as const), change, which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("time" as const), time }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("voidTime" as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("timer" as const), minutes: fc.integer({ min: 1, max: 90 }), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("ended" as const), endDate: fc.constantFrom("2026-01-22", "2026-01-30"), which }) },
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** A patient with two enrollments and a duplicate with one, and what is there to be changed. */
type Scene = { patientId: string; duplicateId: string; enrollments: string[]; readings: string[]; entries: string[]; refused: number };

const sound = (scene: Scene, { status, body, text }: Answer): Answer["body"] | undefined => {
  if (status >= 500) throw new Error(`answered ${status}: ${text}`);
  if (status < 300) return body;
  scene.refused += 1;
  return undefined;
};

const pick = (list: readonly string[], which: number): string => list[which % list.length] ?? "none";

const inputOf = (scene: Scene, of: Extract<Event, { kind: "readings" }>["readings"][number]) => ({
  patientId: of.duplicate ? scene.duplicateId : scene.patientId,
  metricDefinitionId: of.metric, value: 100, unit: of.metric === "metric_weight" ? "kg" : "mmHg", source: of.source, recordedAt: at(of.day, of.hour),
  ...(of.device !== null && !of.duplicate && { deviceId: devices[of.device] }),
  ...(of.given && { enrollmentId: of.duplicate ? scene.enrollments[2] : scene.enrollments[0] }),
});

const live = async (scene: Scene, one: Event): Promise<void> => {
  const send = async (method: string, path: string, body?: unknown): Promise<Answer["body"] | undefined> => sound(scene, await owner.call(method, path, body));
  if (one.kind === "readings") {
    const observations = one.readings.map((of) => inputOf(scene, of));
    const answer = await send("POST", "/api/observations/bulk", { observations: one.duplicate ? [...observations, ...observations] : observations });
    scene.readings.push(...(answer as { results: { id: string | null; status: string }[] }).results.flatMap(({ id, status }) => (id && status === "created" ? [id] : [])));
  } else if (one.kind === "voidReading") {
    if (scene.readings.length) await send("POST", `/api/observations/${pick(scene.readings, one.which)}/void`, { reason: "Entered twice" });
  } else if (one.kind === "change") {
    await send("PATCH", `/api/enrollments/${pick(scene.enrollments, one.which)}`, one.change);
  } else if (one.kind === "ended") {
    await send("PATCH", `/api/enrollments/${pick(scene.enrollments, one.which)}`, { status: "ENDED", endDate: one.endDate, endReason: "OTHER" });
  } else if (one.kind === "time") {
    const { day: on, hour: from, minutes, activity, staffRole, which: enrollment } = one.time;
    const entry = await send("POST", "/api/time-entries", {
      enrollmentId: pick(scene.enrollments, enrollment), startedAt: at(on, from), durationSeconds: minutes * 60, activity, interactive: activity === "CALL", staffRole,
    });
    if (entry) scene.entries.push((entry as { id: string }).id);
  } else if (one.kind === "voidTime") {
    if (scene.entries.length) await send("POST", `/api/time-entries/${pick(scene.entries, one.which)}/void`, { reason: "Wrong patient" });
  } else {
    await send("POST", "/api/time-entries/start", { enrollmentId: pick(scene.enrollments, one.which), activity: "REVIEW", staffRole: "CLINICAL_STAFF" });
    await send("POST", "/api/time-entries/stop", {});
  }
};

const newScene = async (): Promise<Scene> => {
  owner = await server.owner(COMPLETE_ORGANIZATION);
  const patientId = await createPatient(owner);
  const duplicateId = await createPatient(owner, { coverages: [] });
  const enroll = async (id: string, more: object): Promise<string> =>
    (await must(owner.call("POST", "/api/enrollments", { ...(await completeEnrollment(owner, id)), ...more }))).id;
  devices = [];
  for (const serialNumber of ["A", "B"]) {
    const device = await must(owner.call("POST", "/api/devices", { serialNumber, manufacturer: "Example Devices", type: "BP monitor", fdaDefined: serialNumber === "A" }));
    await must(owner.call("POST", `/api/devices/${device.id}/assign`, { patientId, from: "2025-12-01T00:00:00Z" }));
    devices.push(device.id);
  }
  const enrollments = [await enroll(patientId, {}), await enroll(patientId, { program: "CCM", startDate: "2026-01-03" }), await enroll(duplicateId, { program: "PCM" })];
  return { patientId, duplicateId, enrollments, readings: [], entries: [], refused: 0 };
};

/** Everything billing answers of the organization's January, on the last day and within it. */
const billed = async (scene: Scene): Promise<unknown[]> => {
  const answers = [];
  for (const query of ["", "?asOf=2026-01-15", "?asOf=2026-01-25"]) {
    answers.push(await must(owner.call("GET", `/api/billing/summary/${owner.organizationId}/2026-01${query}`)));
    for (const id of scene.enrollments) answers.push(await must(owner.call("GET", `/api/billing/readiness/${id}/2026-01${query}`)));
  }
  answers.push((await owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-01?status=all`)).text);
  return answers;
};

const forget = (table: string): Promise<unknown> => superuser.query(`delete from ${table} where organization_id = $1`, [owner.organizationId]);

const expectKept = async (scene: Scene): Promise<void> => {
  expect(await keptDays(superuser)).toEqual(await scanDays(superuser));
  const kept = await billed(scene);
  expect(await compareRollups(server.deps, owner.organizationId, false)).toEqual({ patients: 2, days: 0, months: 0 });
  // Without the minutes that are kept the entries themselves are counted; without the days they have to be made anew.
  await forget("minute_months");
  await forget("reading_days");
  await compareRollups(server.deps, owner.organizationId, true);
  await forget("minute_months");
  expect(await billed(scene)).toEqual(kept);
  await compareRollups(server.deps, owner.organizationId, true);
};

test("what is kept of readings and time is what a scan of them comes to, whatever happens in whatever order", async () => {
  let refused = 0;
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 12, maxLength: 24 }), fc.integer({ min: 1, max: 4 }), fc.boolean(), async (events, together, merged) => {
      const scene = await newScene();
      for (let from = 0; from < events.length; from += together) await Promise.all(events.slice(from, from + together).map((one) => live(scene, one)));
      await expectKept(scene);
      if (merged) {
        await owner.call("POST", `/api/patients/${scene.patientId}/merge`, { duplicateId: scene.duplicateId });
        await expectKept(scene);
      }
      refused += scene.refused;
      done += events.length;
    }),
    { numRuns: RUNS },
  );
  // Most of it has to have come about, or little was shown.
  expect(refused).toBeLessThan(done / 2);
});
