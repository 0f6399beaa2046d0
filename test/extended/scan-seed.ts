import { setTimeout as sleep } from "node:timers/promises";
import type { Actor, Actors } from "../support/actors.js";
import { must, practitionerOf } from "../support/billing-scene.js";

const DAY = 86_400_000;

/** Ids of what there is, by the names that paths and bodies have for them; those that end in `gone` are for the operation that takes them away. */
export type Rows = { [name: string]: string };

const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

/** One of everything, so that each operation has something to find, to change and to take away. */
export const seedTarget = async (actors: Actors, owner: Actor, hook: string): Promise<Rows> => {
  const make = async <Made = { id: string }>(path: string, body: object = {}): Promise<Made> => must(owner.call("POST", path, body));
  const list = async (path: string): Promise<{ id: string }[]> => (await must(owner.call("GET", path))).data;
  const organization = `/api/organizations/${owner.organizationId}`;

  const practitionerId = await practitionerOf(owner, "1234567893");
  const patientId = (await make("/api/patients", {
    firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", mrn: "MRN-1001", externalIds: [{ system: "urn:clinic", value: "1001" }],
  })).id;
  const spare = async (): Promise<string> => (await make("/api/patients", { firstName: "Paul", lastName: "Spare", birthDate: "1951-01-01" })).id;
  const enrollment = (patient: string) => make("/api/enrollments", {
    patientId: patient, program: "RPM", startDate: ago(40).slice(0, 10), consent: { date: ago(40).slice(0, 10) },
    orderingPractitionerId: practitionerId, renderingPractitionerId: practitionerId, diagnoses: [{ code: "I10", rank: 1 }],
  });
  const enrollmentId = (await enrollment(patientId)).id;
  const device = await make("/api/devices", { serialNumber: "BP-1", imei: "352099001761481", manufacturer: "Acme" });
  await make(`/api/devices/${device.id}/assign`, { patientId, from: ago(30) });
  await make("/api/alert-rules", { metricDefinitionId: "metric_bp_systolic", patientId, program: "RPM", condition: { type: "threshold", operator: "gt", value: 160 }, severity: "HIGH" });
  const metric = await make("/api/metric-definitions", { code: "grip", name: "Grip", unit: "kg", programs: ["RTM"], category: "function" });

  const reading = async (patient: string, days: number, more: object = {}): Promise<string> => (await make("/api/observations", {
    patientId: patient, metricDefinitionId: "metric_bp_systolic", value: 187, unit: "mmHg", source: "DEVICE", recordedAt: ago(days), ...more,
  })).id;
  const observations = await reading(patientId, 0.1, { deviceId: device.id });
  // An alert of each of these: it is open once a patient and rule.
  for (const _ of [1, 2]) {
    const other = await spare();
    await enrollment(other);
    await reading(other, 0.2);
  }
  const [alert] = await list(`/api/alerts?patientId=${patientId}`);
  await make("/api/alerts/triage", { alertIds: [alert!.id], action: "ASSIGN", assigneeId: owner.userId });
  const others = (await list("/api/alerts")).filter(({ id }) => id !== alert!.id);
  const logged = { startedAt: ago(0.05), durationSeconds: 600, activity: "CALL", staffRole: "CLINICAL_STAFF" };
  await make(`/api/alerts/${others[0]!.id}/resolve`, { outcome: "CONTACTED_PATIENT", timeEntry: logged });
  const [ofAlert] = await list(`/api/time-entries?alertId=${others[0]!.id}`) as { id: string; enrollmentId: string; patientId: string }[];

  const webhook = (): Promise<{ id: string }> => make("/api/webhooks", { url: hook, events: ["alert.opened"] });
  const webhooks = (await webhook()).id;
  await make(`/api/webhooks/${webhooks}/test`);
  let delivery: { id: string } | undefined;
  while (!delivery) {
    await sleep(100);
    [delivery] = await list(`/api/webhooks/${webhooks}/deliveries?status=DELIVERED`);
  }
  const key = (): Promise<{ id: string; secret: string }> => make("/api/api-keys", { name: "Gateway", permissions: ["observations:write"] });
  const { id: keyId, secret } = await key();
  const { userId } = await actors.member(owner, "CLINICIAN");
  await actors.signIn(owner.email, owner.organizationId);
  const sessions = await list("/api/auth/sessions") as { id: string; current: boolean }[];

  return {
    orgId: owner.organizationId, month: ago(30).slice(0, 7), ownerId: owner.userId, patientId, patients: patientId, patientsGone: await spare(),
    patientSpare: await spare(), duplicate: await spare(), practitioners: practitionerId, enrollments: enrollmentId, enrollmentId, enrollmentsGone: (await enrollment(await spare())).id,
    "metric-definitions": metric.id, devices: device.id, devicesGone: (await make("/api/devices", { serialNumber: "BP-2", manufacturer: "Acme" })).id,
    observations, observationsGone: await reading(patientId, 2), alerts: alert!.id, alertsGone: others[1]!.id, alertId: others[0]!.id,
    alertPatient: ofAlert!.patientId, alertEnrollment: ofAlert!.enrollmentId,
    "alert-rules": (await list(`/api/alert-rules?patientId=${patientId}`))[0]!.id,
    "alert-rulesGone": (await make("/api/alert-rules", { metricDefinitionId: "metric_spo2", condition: { type: "threshold", operator: "lt", value: 88 }, severity: "HIGH" })).id,
    "time-entries": ofAlert!.id, "time-entriesGone": (await make("/api/time-entries", { enrollmentId, ...logged, startedAt: ago(1) })).id,
    webhooks, webhooksGone: (await webhook()).id, deliveryId: delivery.id, "api-keys": keyId, secret, "api-keysGone": (await key()).id,
    userId, userIdGone: (await actors.member(owner, "AUDITOR")).userId, sessionsGone: sessions.find(({ current }) => !current)!.id,
    invitationsGone: (await must(owner.call("POST", `${organization}/invitations`, { email: "gone@example.com", role: "CLINICIAN" }))).id,
  };
};
