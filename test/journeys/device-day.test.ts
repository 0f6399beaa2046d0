import { afterAll, beforeAll, expect, test } from "vitest";
import type { ObservationRow, VitalEdge, VitalEdgeOptions } from "@vitaledge/sdk";
import type { Actor } from "../support/actors.js";
import { COMPLETE_ORGANIZATION, COMPLETE_PATIENT } from "../support/billing-scene.js";
import { createClient } from "../sdk/client.js";
import { startServer, type TestServer } from "../support/server.js";

/** Six in the evening in New York. */
const NOW = "2026-01-20T23:00:00Z";
const MONTH = "2026-01";
const HIGH = 168;

let server: TestServer;
let owner: Actor;
let practice: VitalEdge;

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  practice = createClient(server.url, owner).ve;
});
afterAll(() => server.close());

/** A patient with a cuff, enrolled since the first of the month. */
const enroll = async () => {
  const patient = await practice.patients.create(COMPLETE_PATIENT as Parameters<VitalEdge["patients"]["create"]>[0]);
  const sam = await practice.practitioners.create({ firstName: "Sam", lastName: "Example", npi: "1234567893" });
  const enrollment = await practice.enrollments.create({
    patientId: patient.id, program: "RPM", startDate: `${MONTH}-01`, consent: { date: `${MONTH}-01` }, deviceSetupDate: `${MONTH}-01`,
    orderingPractitionerId: sam.id, renderingPractitionerId: sam.id, diagnoses: [{ code: "I10", rank: 1 }],
  });
  const device = await practice.devices.create({ serialNumber: "BP-1", manufacturer: "Example Devices", type: "BP monitor" });
  await practice.devices.assign(device.id, { patientId: patient.id, from: `${MONTH}-01T05:00:00Z` });
  return { patientId: patient.id, enrollmentId: enrollment.id, deviceId: device.id };
};

/** Two weeks of mornings and this day's hours, the last of them high; the cuff knows its own id alone. */
const readings = (deviceId: string): ObservationRow[] => {
  const times = [
    ...Array.from({ length: 14 }, (_, day) => `${MONTH}-${String(day + 1).padStart(2, "0")}T08:00:00-05:00`),
    ...Array.from({ length: 10 }, (_, hour) => `${MONTH}-20T${String(hour + 8).padStart(2, "0")}:00:00-05:00`),
  ];
  return times.map((recordedAt, at) => ({
    deviceId, metricDefinitionId: "metric_bp_systolic", value: at === times.length - 1 ? HIGH : 121 + (at % 5), unit: "mmHg", source: "DEVICE",
    recordedAt,
  }));
};

/** The first answer to a bulk is lost on its way back: it was stored, and the gateway cannot know. */
const losingFirstAnswer = (): { fetch: VitalEdgeOptions["fetch"]; sent: number[] } => {
  const sent: number[] = [];
  const fetch: VitalEdgeOptions["fetch"] = async (url, init) => {
    const response = await globalThis.fetch(url, init);
    if (!url.endsWith("/api/observations/bulk")) return response;
    sent.push(response.status);
    if (sent.length > 1) return response;
    await response.arrayBuffer();
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }) });
  };
  return { fetch, sent };
};

test("a device's day becomes an alert, a call and minutes to bill", async () => {
  const { patientId, enrollmentId, deviceId } = await enroll();

  const { fetch, sent } = losingFirstAnswer();
  const gateway = createClient(server.url, await server.member(owner, "DEVICE"), { fetch }).ve;
  const rows = readings(deviceId);
  const report = await gateway.observations.createMany(rows);
  expect(sent).toEqual([200, 200]);
  // The key makes the second answer the first one, which was lost.
  expect(report).toMatchObject({ created: rows.length, duplicates: 0, rejected: 0 });
  expect(await gateway.observations.createMany(rows)).toMatchObject({ created: 0, duplicates: rows.length });
  const stored = await practice.observations.forPatient(patientId).toArray({ limit: 100 });
  expect(stored).toHaveLength(rows.length);
  expect(stored.every((row) => row.enrollmentId === enrollmentId && row.deviceId === deviceId)).toBe(true);

  const nurse = createClient(server.url, await server.member(owner, "CLINICIAN")).ve;
  const queue = await nurse.alerts.triage().page();
  expect(queue.counts).toEqual({ CRITICAL: 0, HIGH: 1, MEDIUM: 0, LOW: 0 });
  expect(queue.data).toMatchObject([{ alert: { status: "OPEN", value: HIGH, occurrences: 1, enrollmentId }, patient: { id: patientId } }]);
  expect(queue.data[0]!.recent).toHaveLength(10);
  const { id } = queue.data[0]!.alert;
  expect(await nurse.alerts.act({ alertIds: [id], action: "ACKNOWLEDGE" })).toEqual({ updated: [id], skipped: [] });
  expect(await nurse.alerts.get(id)).toMatchObject({ status: "ACKNOWLEDGED" });
  const resolved = await nurse.alerts.resolve(id, {
    outcome: "CONTACTED_PATIENT", note: "Rested, and measured again.",
    timeEntry: { startedAt: "2026-01-20T22:35:00Z", durationSeconds: 22 * 60, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF" },
  });
  expect(resolved).toMatchObject({ status: "RESOLVED", resolution: { outcome: "CONTACTED_PATIENT" } });
  expect((await nurse.alerts.triage().page()).data).toEqual([]);
  expect(await nurse.timeEntries.list({ enrollmentId }).toArray({ limit: 10 })).toMatchObject([{ durationSeconds: 1320, interactive: true }]);

  const biller = createClient(server.url, await server.member(owner, "BILLER")).ve;
  const readiness = await biller.billing.readiness(enrollmentId, MONTH);
  expect(readiness).toMatchObject({
    asOf: "2026-01-20", days: { soFar: 15, needed: 16, remaining: 1 }, minutes: { soFar: 22, interactive: 1 },
  });
  expect(readiness.ifClosedNow).toContain("99457");
  expect(readiness.codes.find(({ code }) => code === "99457")).toMatchObject({ units: 1 });

  // The next morning's reading is the sixteenth day.
  server.clock.set("2026-01-21T14:00:00Z");
  expect(await gateway.observations.create({ ...rows[0]!, recordedAt: "2026-01-21T08:00:00-05:00" })).toMatchObject({ patientId, enrollmentId });
  expect(await biller.billing.readiness(enrollmentId, MONTH)).toMatchObject({ days: { soFar: 16, remaining: 0 } });
});
