import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ConflictError, NotFoundError, PermissionDeniedError, PreconditionFailedError, ValidationError, BadRequestError, type VitalEdge,
} from "@vitaledge/sdk";
import { rawOf } from "@vitaledge/sdk/raw";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { createClient } from "./client.js";
import { failureOf } from "./scenarios/scene.js";

const NOW = "2026-03-02T12:00:00Z";
const MARIA = { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" } as const;

let server: TestServer;
let owner: Actor;
let ve: VitalEdge;

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  ({ ve } = createClient(server.url, owner));
});
afterAll(() => server.close());

const reading = (patientId: string, more: object = {}) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: 142, unit: "mmHg", source: "DEVICE", recordedAt: "2026-03-02T10:30:00Z", ...more,
}) as const;

describe("a patient", () => {
  test("is made, read with its etag, changed and deactivated", async () => {
    const made = await ve.patients.create({ ...MARIA, externalIds: [{ system: "https://ehr.example.org", value: "p-1" }] }).withResponse();
    expect(made).toMatchObject({ data: { ...MARIA, status: "ACTIVE", version: 1 }, etag: '"1"', requestId: expect.stringMatching(/\w/) });
    expect(made.response.status).toBe(201);
    const { id } = made.data;

    const changed = await ve.patients.update(id, { phone: "+1 617 555 0100" }, { etag: made.etag });
    expect(changed).toMatchObject({ phone: "+16175550100", version: 2 });
    // What was read may be sent back whole: the server's own properties stay behind.
    expect(await ve.patients.update(id, { ...changed, ...MARIA, lastName: "Changed" })).toMatchObject({ id, lastName: "Changed", version: 3 });
    expect(await ve.patients.replace(id, { ...MARIA, externalIds: [{ system: "https://ehr.example.org", value: "p-1" }] })).toMatchObject({ ...MARIA, phone: null, version: 4 });

    await ve.patients.deactivate(id);
    expect(await ve.patients.get(id)).toMatchObject({ status: "INACTIVE" });
  });

  test("that changed since is not written over", async () => {
    const { data: { id }, etag } = await ve.patients.create(MARIA).withResponse();
    await ve.patients.update(id, { mrn: "MRN-1" });
    const error = await failureOf(ve.patients.update(id, { mrn: "MRN-2" }, { etag }));
    expect(error).toBeInstanceOf(PreconditionFailedError);
    expect(error).toMatchObject({ status: 412, code: "version_mismatch" });
    expect(await ve.patients.get(id)).toMatchObject({ mrn: "MRN-1", version: 2 });
  });
});

describe("errors", () => {
  test("have a class, a code, a request id and the fields, and tell nothing of what was sent", async () => {
    const missing = await failureOf(ve.patients.get("patient_nobody"));
    expect(missing).toBeInstanceOf(NotFoundError);
    expect(missing).toMatchObject({ status: 404, code: "patient_not_found", operation: "getPatient", requestId: expect.stringMatching(/\w/) });

    const invalid = await failureOf(ve.patients.create({ ...MARIA, lastName: "", birthDate: "tomorrow" }));
    expect(invalid).toBeInstanceOf(BadRequestError);
    expect(invalid).toMatchObject({ code: "invalid_request", fields: expect.arrayContaining([expect.objectContaining({ pointer: "/birthDate" })]) });
    expect(JSON.stringify(invalid)).not.toMatch(/tomorrow|Maria/);

    const auditor = createClient(server.url, await server.member(owner, "AUDITOR")).ve;
    const refused = await failureOf(auditor.patients.create(MARIA));
    expect(refused).toBeInstanceOf(PermissionDeniedError);
    expect(refused).toMatchObject({ status: 403, code: "permission_denied" });
  });

  test("come as values where that is asked for, and are found in the server's log", async () => {
    const result = await ve.patients.get("patient_nobody").safe();
    if (result.ok || !(result.error instanceof NotFoundError)) throw new Error("It was found.");
    const { requestId } = result.error;
    expect(server.logs.filter((line) => JSON.parse(line).requestId === requestId)).not.toEqual([]);
    expect((await ve.organizations.get(owner.organizationId).safe()).ok).toBe(true);
  });

  test("name the observation that holds the place of another", async () => {
    const { id: patientId } = await ve.patients.create(MARIA);
    const first = await ve.observations.create(reading(patientId)).withResponse();
    expect([first.response.status, first.data.value]).toEqual([201, 142]);
    expect((await ve.observations.create(reading(patientId))).id).toBe(first.data.id);
    const conflict = await failureOf(ve.observations.create(reading(patientId, { value: 150 })));
    expect(conflict).toBeInstanceOf(ConflictError);
    expect(conflict).toMatchObject({ code: "observation_conflict", existingId: first.data.id });
    const unit = await failureOf(ve.observations.create(reading(patientId, { unit: "kg" })));
    expect(unit).toBeInstanceOf(ValidationError);
    expect(unit).toMatchObject({ status: 422, code: "unit_mismatch" });
  });
});

test("a device, an enrollment, a timer and a rule go through their lives", async () => {
  const { id: patientId } = await ve.patients.create(MARIA);
  const device = await ve.devices.create({ serialNumber: "SN-1", manufacturer: "Acme", type: "BP monitor" });
  expect((await ve.devices.assign(device.id, { patientId, from: "2026-03-01T00:00:00Z" })).assignments).toMatchObject([{ patientId, to: null }]);
  expect(await ve.devices.list().first()).toMatchObject({ id: device.id });
  expect((await ve.devices.unassign(device.id)).assignments[0]?.to).not.toBeNull();

  const { id: practitioner } = await ve.practitioners.create({ firstName: "Sam", lastName: "Example", npi: "1234567893" });
  const enrollment = await ve.enrollments.create({
    patientId, program: "RPM", startDate: "2026-03-01", consent: { date: "2026-03-01" }, renderingPractitionerId: practitioner,
    diagnoses: [{ code: "I10", rank: 1 }],
  });
  expect(await ve.patients.enrollments(patientId).toArray({ limit: 5 })).toMatchObject([{ id: enrollment.id }]);

  const timer = await ve.timeEntries.start({ enrollmentId: enrollment.id, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF" });
  expect(await failureOf(ve.timeEntries.start({ enrollmentId: enrollment.id, activity: "CALL", staffRole: "CLINICAL_STAFF" }))).toMatchObject({ code: "timer_running" });
  server.clock.advance(5 * 60_000);
  const stopped = await ve.timeEntries.stop();
  expect(stopped).toMatchObject({ id: timer.id });
  expect(stopped.durationSeconds).toBeGreaterThanOrEqual(300);
  await ve.timeEntries.void(timer.id, { reason: "Another patient's call." });

  const ended = await ve.enrollments.end(enrollment.id, { endDate: "2026-03-02", endReason: "GOALS_MET" });
  expect(ended).toMatchObject({ status: "ENDED", endDate: "2026-03-02" });
  expect((await ve.enrollments.history(enrollment.id).page()).data.length).toBeGreaterThan(0);

  const rule = await ve.alertRules.create({
    metricDefinitionId: "metric_heart_rate", severity: "LOW", condition: { type: "threshold", operator: "gt", value: 100 }, patientId,
  });
  expect(await ve.alertRules.list({ patientId }).toArray({ limit: 100 })).toEqual(expect.arrayContaining([expect.objectContaining({ id: rule.id })]));
  await ve.alertRules.delete(rule.id);
  expect(await failureOf(ve.alertRules.get(rule.id))).toMatchObject({ code: "alert_rule_not_found" });
});

test("what has no method is reached by the typed client on the same session", async () => {
  const { data, error } = await rawOf(ve).GET("/api/metric-definitions/{id}", { params: { path: { id: "metric_bp_systolic" } } });
  expect(error).toBeUndefined();
  expect(data).toMatchObject({ id: "metric_bp_systolic" });
  expect(await ve.metricDefinitions.get("metric_bp_systolic")).toEqual(data);
});
