import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { completeEnrollment, must } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const NOW = new Date("2026-03-02T12:00:00Z");

let server: TestServer;
let owner: Actor;
let superuser: pg.Client;

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

const get = (path: string): Promise<Answer["body"]> => must(owner.call("GET", path));
const post = (path: string, body: object): Promise<Answer["body"]> => must(owner.call("POST", path, body));
const merge = (id: string, duplicateId: string, headers?: Record<string, string>): Promise<Answer> =>
  owner.call("POST", `/api/patients/${id}/merge`, { duplicateId }, headers);
const newScene = (patient: Record<string, unknown> = {}): Promise<Scene> => makeScene(() => owner, NOW, patient);
const enroll = async (patientId: string, more: Record<string, unknown> = {}) =>
  post("/api/enrollments", { ...(await completeEnrollment(owner, patientId)), ...more });
const refusal = ({ status, body }: Answer): [number, string] => [status, body.code];
const CONFLICT = [409, "merge_conflict"];

/** Every table that says whose its rows are, and how many of each it has of one patient. */
// A subscription keeps the patient that it was asked for, and follows whom that one was merged into (test/fhir/subscriptions.test.ts).
const rowsOf = async (patientId: string): Promise<Record<string, number>> => {
  const { rows: tables } = await superuser.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where a.attname = 'patient_id' and c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
       and c.relname not in ('audit_events', 'system_audit_events', 'fhir_subscriptions') order by 1`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    counts[name] = Number((await superuser.query(`select count(*) from ${name} where patient_id = $1`, [patientId])).rows[0].count);
  }
  return counts;
};

describe("a duplicate that is merged into a patient", () => {
  let [patient, duplicate]: Scene[] = [];
  let rows: Record<string, string>;
  let before: Record<string, number>;
  let answer: Answer;

  beforeAll(async () => {
    patient = await newScene({ externalIds: [{ system: "urn:ehr", value: "1" }] });
    duplicate = await newScene({ lastName: "Exampel", externalIds: [{ system: "urn:ehr", value: "1" }, { system: "urn:ehr", value: "2" }] });
    const patientId = duplicate!.patientId;
    const enrollment = await enroll(patientId);
    const device = await post("/api/devices", { serialNumber: "S-1", manufacturer: "Acme" });
    await post(`/api/devices/${device.id}/assign`, { patientId, from: "2026-02-01T00:00:00.000Z" });
    // Over two partitions; the first and the last are the patient's as well, the last with another origin.
    const reading = { metricDefinitionId: "metric_spo2", unit: "%", source: "DEVICE" };
    const times = ["2026-01-15T10:00:00Z", "2026-01-15T11:00:00Z", "2026-02-15T10:00:00Z"];
    const readings: string[] = [];
    for (const recordedAt of times) readings.push((await post("/api/observations", { ...reading, patientId, value: 97, recordedAt, note: "at rest" })).id);
    await post("/api/observations", { ...reading, patientId: patient!.patientId, value: 96, recordedAt: times[0] });
    await post("/api/observations", { ...reading, patientId: patient!.patientId, value: 96, recordedAt: times[2], externalId: "other" });
    // The patient's own reading, from before it had an enrollment.
    const unlinked = await post("/api/observations", { ...reading, patientId: patient!.patientId, value: 95, recordedAt: "2026-02-16T10:00:00Z" });
    const alert = (await duplicate!.send(190, -50)).body.alerts[0] as string;
    const rule = await post("/api/alert-rules", { metricDefinitionId: "metric_spo2", patientId, condition: { type: "threshold", operator: "lt", value: 80 }, severity: "LOW" });
    const claim = await post("/api/billing/claims", { enrollmentId: enrollment.id, code: "99457", units: 1, dosTo: "2026-01-31" });
    const time = await post("/api/time-entries", { enrollmentId: enrollment.id, startedAt: "2026-03-02T10:00:00Z", durationSeconds: 600, activity: "CALL", staffRole: "CLINICAL_STAFF", note: "spoke" });
    rows = { enrollment: enrollment.id, device: device.id, double: readings[0]!, kept: readings[1]!, otherOrigin: readings[2]!, unlinked: unlinked.id, alert, rule: rule.id, claim: claim.id, time: time.id };
    before = await rowsOf(patientId);
    answer = await merge(patient!.patientId, patientId);
  });

  test("leaves nothing behind, in whatever table", async () => {
    expect(answer.status, answer.text).toBe(200);
    // The scene has something in each, or the test would show nothing.
    expect(Object.entries(before).filter(([, count]) => !count).map(([name]) => name)).toEqual([]);
    const after = await rowsOf(duplicate!.patientId);
    // The words of its name: by them it is still found.
    expect({ ...after, patient_keys: 0 }).toEqual(Object.fromEntries(Object.keys(before).map((name) => [name, 0])));
    expect((await get("/api/patients?search=exampel")).data.map(({ id }: { id: string }) => id)).toEqual([duplicate!.patientId]);
  });

  test("is read by its old id, INACTIVE, and says whom it was merged into", async () => {
    const { body } = await owner.call("GET", `/api/patients/${duplicate!.patientId}`);
    expect(body).toMatchObject({ status: "INACTIVE", mergedInto: patient!.patientId, lastName: "Exampel", externalIds: [], version: 2 });
    expect((await get(`/api/observations/patient/${duplicate!.patientId}?status=FINAL,ENTERED_IN_ERROR`)).data).toEqual([]);
    expect((await get(`/api/enrollments?patientId=${duplicate!.patientId}`)).data).toEqual([]);
  });

  test("gives its external ids, by which the patient is found", async () => {
    const externalIds = [{ system: "urn:ehr", value: "1" }, { system: "urn:ehr", value: "2" }];
    expect(answer.body).toMatchObject({ id: patient!.patientId, status: "ACTIVE", mergedInto: null, externalIds, version: 2 });
    expect((await get(`/api/patients/${patient!.patientId}`))).toEqual(answer.body);
    for (const { system, value } of externalIds) {
      expect((await get(`/api/patients?externalId=${encodeURIComponent(`${system}|${value}`)}`)).data.map(({ id }: { id: string }) => id)).toEqual([patient!.patientId]);
    }
  });

  test("gives its enrollment with its readings, and the history says so", async () => {
    const patientId = patient!.patientId;
    expect(await get(`/api/enrollments/${rows.enrollment}`)).toMatchObject({ patientId, status: "ACTIVE" });
    expect((await get(`/api/enrollments/${rows.enrollment}/history`)).data[0]).toMatchObject({ actorId: owner.userId, changes: [{ pointer: "/patientId", before: duplicate!.patientId, after: patientId }] });
    const reading = await get(`/api/observations/${rows.kept}`);
    expect(reading).toMatchObject({ patientId, enrollmentId: rows.enrollment, status: "FINAL", note: "at rest", version: 2 });
    // As if it had come to the one patient from the beginning.
    expect(await get(`/api/observations/${rows.unlinked}`)).toMatchObject({ patientId, enrollmentId: rows.enrollment });
  });

  test("has the readings voided that the patient had, and those alone", async () => {
    expect(await get(`/api/observations/${rows.double}`)).toMatchObject({ patientId: patient!.patientId, status: "ENTERED_IN_ERROR", version: 3 });
    expect(await get(`/api/observations/${rows.otherOrigin}`)).toMatchObject({ status: "FINAL" });
    expect((await get(`/api/observations/patient/${patient!.patientId}?metricDefinitionId=metric_spo2`)).data.length).toBe(5);
  });

  test("gives alerts, rules, time, claims and devices, each with a version more", async () => {
    const patientId = patient!.patientId;
    expect(await get(`/api/alerts/${rows.alert}`)).toMatchObject({ patientId, status: "OPEN", version: 2 });
    expect(await get(`/api/alert-rules/${rows.rule}`)).toMatchObject({ patientId, version: 2 });
    expect(await get(`/api/time-entries/${rows.time}`)).toMatchObject({ patientId, note: "spoke", version: 2 });
    expect(await get(`/api/billing/claims/${rows.claim}`)).toMatchObject({ patientId, version: 2 });
    const device = await get(`/api/devices/${rows.device}`);
    expect(device).toMatchObject({ assignments: [{ patientId, from: "2026-02-01T00:00:00.000Z", to: null }], version: 3 });
    expect((await post("/api/observations", { deviceId: rows.device, metricDefinitionId: "metric_spo2", value: 98, unit: "%", source: "DEVICE", recordedAt: "2026-03-02T11:59:00Z" })).patientId).toBe(patientId);
  });

  test("is in the patient's record, with who saw it before", async () => {
    const { text } = await owner.call("GET", `/api/patients/${patient!.patientId}/record`);
    const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line) as { type: string; data: Record<string, unknown> });
    expect(lines.filter(({ type }) => type === "duplicate").map(({ data }) => data.id)).toEqual([duplicate!.patientId]);
    expect(lines.filter(({ type }) => type === "patientVersion").length).toBe(2);
    const report = (await get(`/api/patients/${patient!.patientId}/access-report?limit=200`)).data as { operationId: string }[];
    expect(report.filter(({ operationId }) => operationId === "createPatient").length).toBe(2);
    // One entry of the merge for each of the two.
    expect(report.filter(({ operationId }) => operationId === "mergePatient").length).toBe(2);
  });

  test("is told of to who listens", async () => {
    const { rows: events } = await superuser.query<{ type: string; data: { id: string; patientId: string } }>(
      "select type, data from events where organization_id = $1 and data->>'patientId' = $2 order by position", [owner.organizationId, patient!.patientId]);
    const told = events.map(({ type, data }) => `${type} ${data.id}`);
    expect(told).toEqual(expect.arrayContaining([`enrollment.updated ${rows.enrollment}`, `observation.voided ${rows.double}`, `alert.updated ${rows.alert}`]));
  });

  test("is merged no second time", async () => {
    expect(refusal(await merge(patient!.patientId, duplicate!.patientId))).toEqual(CONFLICT);
    expect(refusal(await merge(duplicate!.patientId, (await newScene()).patientId))).toEqual(CONFLICT);
  });
});

describe("of two unresolved alerts of one kind", () => {
  test.each<[string, number, number, boolean, "patient" | "duplicate"]>([
    ["the patient's goes on where they are alike", 165, 165, false, "patient"],
    ["the more severe goes on", 165, 190, false, "duplicate"],
    ["the escalated goes on", 190, 165, true, "duplicate"],
  ])("%s", async (_name, ours, theirs, escalated, winner) => {
    const [patient, duplicate] = [await newScene(), await newScene()];
    for (const [scene, value] of [[patient, ours], [duplicate, theirs]] as const) {
      for (const minutes of [-50, -40, -30]) await scene.send(value, minutes);
    }
    const [one] = await patient.alerts("&status=OPEN");
    const [other] = await duplicate.alerts("&status=OPEN");
    expect([one.type, one.direction, one.metricDefinitionId]).toEqual([other.type, other.direction, other.metricDefinitionId]);
    if (escalated) await post("/api/alerts/triage", { alertIds: [other.id], action: "ESCALATE" });
    expect((await merge(patient.patientId, duplicate.patientId)).status).toBe(200);
    const [kept, resolved] = winner === "patient" ? [one, other] : [other, one];
    expect(await get(`/api/alerts/${kept.id}`)).toMatchObject({ patientId: patient.patientId, status: "OPEN" });
    expect(await get(`/api/alerts/${resolved.id}`)).toMatchObject({ patientId: patient.patientId, status: "RESOLVED", resolution: { outcome: "OTHER", resolvedBy: owner.userId } });
    expect((await get(`/api/alerts/${resolved.id}`)).resolution.note).toContain(kept.id);
  });
});

describe("a merge is refused", () => {
  test("where both have an open enrollment in one program, and changes nothing", async () => {
    const [patient, duplicate] = [await newScene(), await newScene()];
    await enroll(patient.patientId);
    const { id } = await enroll(duplicate.patientId);
    await duplicate.send(120, -10);
    const before = await rowsOf(duplicate.patientId);
    expect(refusal(await merge(patient.patientId, duplicate.patientId))).toEqual(CONFLICT);
    expect(await rowsOf(duplicate.patientId)).toEqual(before);
    expect(await get(`/api/patients/${duplicate.patientId}`)).toMatchObject({ status: "ACTIVE", mergedInto: null, version: 1 });
    await must(owner.call("PATCH", `/api/enrollments/${id}`, { status: "ENDED", endDate: "2026-03-01", endReason: "OTHER" }));
    expect((await merge(patient.patientId, duplicate.patientId)).status).toBe(200);
  });

  test("with itself, with nobody, with another organization's, and to another organization", async () => {
    const { patientId } = await newScene();
    const stranger = await server.owner();
    const foreign = await must(stranger.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" }));
    const itself = await merge(patientId, patientId);
    expect([...refusal(itself), itself.body.errors[0].pointer]).toEqual([400, "invalid_request", "/duplicateId"]);
    const missing = `patient_${"0".repeat(26)}`;
    for (const [id, duplicateId] of [[patientId, missing], [patientId, foreign.id], [missing, patientId], [foreign.id, patientId]] as const) {
      expect(refusal(await merge(id, duplicateId)), `${id} ${duplicateId}`).toEqual([404, "patient_not_found"]);
    }
    expect(await must(stranger.call("GET", `/api/patients/${foreign.id}`))).toEqual(foreign);
    expect((await (await server.member(owner, "CLINICIAN")).call("POST", `/api/patients/${patientId}/merge`, { duplicateId: missing })).body.code).toBe("permission_denied");
  });

  test("into an INACTIVE patient that open enrollments would come to", async () => {
    const [patient, duplicate] = [await newScene({ status: "INACTIVE" }), await newScene()];
    await enroll(duplicate.patientId);
    expect(refusal(await merge(patient.patientId, duplicate.patientId))).toEqual(CONFLICT);
  });
});

test("a key of idempotency gives the same answer again, and a chain of merges ends at the last", async () => {
  const [first, second, third] = [await newScene(), await newScene(), await newScene()];
  const headers = { "idempotency-key": "merge-1" };
  const done = await merge(second.patientId, first.patientId, headers);
  expect((await merge(second.patientId, first.patientId, headers)).body).toEqual(done.body);
  expect((await merge(third.patientId, second.patientId)).status).toBe(200);
  expect((await get(`/api/patients/${first.patientId}`)).mergedInto).toBe(third.patientId);
});

describe("at the same moment", () => {
  test.each(["the first", "the second"])("two merges in opposite directions that meet at %s of the patients: one is done, the other one refused", async (place) => {
    const scenes = [await newScene(), await newScene()];
    for (const scene of scenes) await scene.send(190, -10);
    const [one, other] = scenes.map(({ patientId }) => patientId).toSorted() as [string, string];
    // Both have begun, and neither has both patients.
    await superuser.query("begin");
    await superuser.query("select 1 from patients where id = $1 for update", [place === "the first" ? one : other]);
    const answers = [merge(one, other), merge(other, one)];
    const waiting = async () => (await superuser.query("select pg_stat_clear_snapshot()")) && (await superuser.query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount;
    await expect.poll(waiting, { timeout: 60_000, interval: 20 }).toBe(2);
    await superuser.query("commit");
    expect((await Promise.all(answers)).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const found = [await get(`/api/patients/${one}`), await get(`/api/patients/${other}`)];
    expect(found.filter(({ mergedInto }) => mergedInto === null).length).toBe(1);
  });

  test("work on the duplicate waits or comes first, and none of it is lost, left behind or locked crosswise", async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const [patient, duplicate] = [await newScene(), await newScene()];
      const { id: enrollmentId } = await enroll(duplicate.patientId);
      const alert = (await duplicate.send(190, -50)).body.alerts[0] as string;
      const device = await post("/api/devices", { serialNumber: `T-${turn}`, manufacturer: "Acme" });
      const timeEntry = { enrollmentId, startedAt: "2026-03-02T10:00:00Z", durationSeconds: 60, activity: "CALL", staffRole: "CLINICAL_STAFF" };
      const work = [
        merge(patient.patientId, duplicate.patientId),
        owner.call("POST", `/api/alerts/${alert}/resolve`, { outcome: "OTHER", timeEntry: { ...timeEntry, enrollmentId: undefined } }),
        owner.call("POST", "/api/time-entries", timeEntry),
        owner.call("POST", `/api/devices/${device.id}/assign`, { patientId: patient.patientId }),
        ...[1, 2, 3].map((minutes) => duplicate.send(191, -minutes)),
        owner.call("PATCH", `/api/enrollments/${enrollmentId}`, { placeOfService: "12" }),
      ];
      const statuses = (await Promise.all(work)).map(({ status }) => status);
      expect(statuses.filter((status) => status >= 400), String(statuses)).toEqual([]);
      const entries = (await get(`/api/time-entries?enrollmentId=${enrollmentId}`)).data as { patientId: string }[];
      expect(entries.map(({ patientId }) => patientId)).toEqual([patient.patientId, patient.patientId]);
      const { rows: stray } = await superuser.query(`
        select o.id from observations o join enrollments e on e.organization_id = o.organization_id and e.id = o.enrollment_id where o.patient_id <> e.patient_id`);
      expect(stray).toEqual([]);
    }
  });
});
