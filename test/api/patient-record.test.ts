import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, must } from "../support/billing-scene.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { startServer, type TestServer } from "../support/server.js";

const NOW = new Date("2026-03-02T12:00:00Z");

// oxlint-disable-next-line typescript/no-explicit-any -- a test asserts what a line holds
type Line = { type: string; data: any };

let server: TestServer;
let owner: Actor;
let scene: Scene;
let rows: { enrollmentId: string; voidedId: string; timeId: string; deviceId: string; alertId: string; deletedRuleId: string; ruleId: string };

const post = (path: string, body: object) => must(owner.call("POST", path, body));
const recordOf = (by: Actor, id: string) => by.call("GET", `/api/patients/${id}/record`);
const linesIn = (text: string): Line[] => text.trimEnd().split("\n").map((line) => JSON.parse(line) as Line);
const ofType = (lines: readonly Line[], type: string): Line["data"][] => lines.filter((line) => line.type === type).map(({ data }) => data);
const readLines = async (id: string): Promise<Line[]> => linesIn((await recordOf(owner, id)).text);

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  scene = await makeScene(() => owner, NOW, { phone: "(413) 555-0123", metadata: { ward: "north" } });
  const patient = `/api/patients/${scene.patientId}`;
  await must(owner.call("PATCH", patient, { phone: "(413) 555-0199" }));
  const enrollment = await post("/api/enrollments", await completeEnrollment(owner, scene.patientId));
  await must(owner.call("PATCH", `/api/enrollments/${enrollment.id}`, { placeOfService: "12" }));
  const facts = `/api/enrollments/${enrollment.id}/billing-facts/2026-02`;
  for (const mdmComplexity of ["LOW", "HIGH"]) await must(owner.call("PUT", facts, { mdmComplexity }));
  const [practitioner] = (await must(owner.call("GET", "/api/practitioners"))).data;
  await must(owner.call("PATCH", `/api/practitioners/${practitioner.id}`, { userId: owner.userId }));
  await post(`/api/billing/sign-offs/${enrollment.id}/2026-02`, { note: "all read" });
  const device = await post("/api/devices", { serialNumber: "S-1", manufacturer: "Acme" });
  await post(`/api/devices/${device.id}/assign`, { patientId: scene.patientId, from: "2026-02-01T00:00:00.000Z" });
  await scene.send(190, -50, { note: "dizzy" });
  const voided = (await scene.send(120, -40, { note: "of another patient" })).body.id as string;
  await post(`/api/observations/${voided}/void`, { reason: "wrong patient" });
  const [alert] = await scene.alerts();
  await post("/api/alerts/triage", { alertIds: [alert.id], action: "ACKNOWLEDGE", note: "called, no answer" });
  await post(`/api/alerts/${alert.id}/resolve`, { outcome: "CONTACTED_PATIENT", note: "feels well" });
  const rule = { metricDefinitionId: "metric_spo2", patientId: scene.patientId, condition: { type: "threshold", operator: "lt", value: 80 }, severity: "LOW" };
  const [kept, deleted] = [await post("/api/alert-rules", rule), await post("/api/alert-rules", { ...rule, name: "Gone" })];
  await owner.call("DELETE", `/api/alert-rules/${deleted.id}`);
  const time = await post("/api/time-entries", {
    enrollmentId: enrollment.id, startedAt: "2026-03-02T10:00:00Z", durationSeconds: 600, activity: "CALL", staffRole: "CLINICAL_STAFF", note: "spoke of salt",
  });
  await post(`/api/time-entries/${time.id}/void`, {});
  rows = { enrollmentId: enrollment.id, voidedId: voided, timeId: time.id, deviceId: device.id, alertId: alert.id, ruleId: kept.id, deletedRuleId: deleted.id };
});
afterAll(() => server.close());

describe("a patient's record", () => {
  test("is a file of lines that nobody keeps, and has each thing in the form that the API has for it", async () => {
    const answer = await recordOf(owner, scene.patientId);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="record-${scene.patientId}.ndjson"`);
    expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(answer.text.endsWith("\n")).toBe(true);
    const lines = linesIn(answer.text);
    const read = async (path: string) => (await must(owner.call("GET", path)));
    const patientId = scene.patientId;
    expect(ofType(lines, "patient")).toEqual([await read(`/api/patients/${patientId}`)]);
    expect(ofType(lines, "enrollment")).toEqual([await read(`/api/enrollments/${rows.enrollmentId}`)]);
    expect(ofType(lines, "enrollmentHistory")).toEqual(
      (await read(`/api/enrollments/${rows.enrollmentId}/history`)).data.map((step: object) => ({ enrollmentId: rows.enrollmentId, ...step })));
    const { months } = await read(`/api/enrollments/${rows.enrollmentId}/billing-facts`);
    expect(ofType(lines, "billingFacts")).toEqual(months.map((month: object) => ({ enrollmentId: rows.enrollmentId, ...month })));
    const { data: signOffs } = await read(`/api/billing/sign-offs/${rows.enrollmentId}/2026-02`);
    expect(ofType(lines, "signOff")).toEqual(signOffs.map((signOff: object) => ({ enrollmentId: rows.enrollmentId, month: "2026-02", ...signOff })));
    expect(ofType(lines, "signOff")).toMatchObject([{ note: "all read" }]);
    expect(ofType(lines, "deviceAssignment")).toEqual(
      [{ deviceId: rows.deviceId, manufacturer: "Acme", serialNumber: "S-1", from: "2026-02-01T00:00:00.000Z", to: null }]);
    expect(ofType(lines, "observation")).toEqual((await read(`/api/observations?patientId=${patientId}&status=FINAL,ENTERED_IN_ERROR`)).data);
    expect(ofType(lines, "observation").map(({ note, status }) => [note, status])).toEqual([["of another patient", "ENTERED_IN_ERROR"], ["dizzy", "FINAL"]]);
    expect(ofType(lines, "alert")).toEqual(await scene.alerts());
    expect(ofType(lines, "alertRule")).toEqual([await read(`/api/alert-rules/${rows.ruleId}`)]);
    expect(ofType(lines, "timeEntry")).toEqual([await read(`/api/time-entries/${rows.timeId}`)]);
    expect(ofType(lines, "access").map(({ operationId }) => operationId)).toEqual(expect.arrayContaining(["createPatient", "recordObservation", "voidTimeEntry"]));
  });

  test("has what things were before, and who replaced it when", async () => {
    const lines = await readLines(scene.patientId);
    const replaced = { replacedAt: expect.stringMatching(/^2026-03-02T12:00:.*Z$/), replacedBy: owner.userId };
    expect(ofType(lines, "patientVersion")).toEqual([{ ...replaced, patient: expect.objectContaining({ phone: "+14135550123", metadata: { ward: "north" }, version: 1 }) }]);
    expect(ofType(lines, "observationVersion")).toEqual([{ ...replaced, observation: expect.objectContaining({ id: rows.voidedId, status: "FINAL", note: "of another patient" }) }]);
    expect(ofType(lines, "billingFactsVersion")).toEqual([{
      ...replaced, billingFacts: expect.objectContaining({ enrollmentId: rows.enrollmentId, month: "2026-02", facts: { mdmComplexity: "LOW" }, version: 1 }),
    }]);
    expect(ofType(lines, "alertVersion").map(({ alert }) => [alert.id, alert.status])).toEqual([[rows.alertId, "OPEN"], [rows.alertId, "ACKNOWLEDGED"]]);
    expect(ofType(lines, "alertRuleVersion")).toEqual([{ ...replaced, alertRule: expect.objectContaining({ id: rows.deletedRuleId, name: "Gone" }) }]);
    expect(ofType(lines, "timeEntryVersion")).toEqual([{ ...replaced, timeEntry: expect.objectContaining({ id: rows.timeId, status: "FINAL", note: "spoke of salt" }) }]);
  });

  test("is on record once itself, with the patient", async () => {
    const before = ofType(await readLines(scene.patientId), "access").filter(({ operationId }) => operationId === "exportPatientRecord").length;
    const exports = ofType(await readLines(scene.patientId), "access").filter(({ operationId }) => operationId === "exportPatientRecord");
    expect(exports.length).toBe(before + 1);
    expect(exports[0]).toMatchObject({ actor: { type: "USER", id: owner.userId }, outcome: "SUCCESS" });
  });

  test("is all there where it has many pages, each reading once", async () => {
    const many = await makeScene(() => owner, NOW);
    const observations = Array.from({ length: 450 }, (_, index) => ({
      patientId: many.patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: many.at(-index - 1),
    }));
    for (const part of [observations.slice(0, 300), observations.slice(300)]) await post("/api/observations/bulk", { observations: part });
    const ids = ofType(await readLines(many.patientId), "observation").map(({ id }) => id as string);
    expect([ids.length, new Set(ids).size]).toEqual([450, 450]);
  });

  test("is of others not to be had: nobody's id, another organization, a role that may not export", async () => {
    const stranger = await server.owner();
    const [foreign, missing] = [await recordOf(stranger, scene.patientId), await recordOf(stranger, `patient_${"0".repeat(26)}`)];
    expect([foreign.status, foreign.body.code, missing.status, missing.body.code]).toEqual([404, "patient_not_found", 404, "patient_not_found"]);
    expect((await recordOf(await server.member(owner, "CLINICIAN"), scene.patientId)).body.code).toBe("permission_denied");
  });

  test("holds its snapshot no longer than it is read, whole or not, found or not", async () => {
    const client = new pg.Client({ connectionString: server.database.superuserUrl });
    await client.connect();
    // The pool has five connections: a snapshot that stayed would soon leave none.
    for (let turn = 0; turn < 8; turn += 1) {
      const controller = new AbortController();
      const response = await fetch(`${server.url}/api/patients/${scene.patientId}/record`, {
        headers: { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId }, signal: controller.signal,
      });
      expect(response.status).toBe(200);
      controller.abort();
      expect((await recordOf(owner, "patient_missing")).status).toBe(404);
    }
    expect((await recordOf(owner, scene.patientId)).status).toBe(200);
    await expect.poll(async () => (await client.query("select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'")).rowCount, { timeout: 5_000 }).toBe(0);
    await client.end();
  });
});
