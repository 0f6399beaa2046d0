import { VitalEdge } from "@vitaledge/sdk";
import type { ObservationInput } from "@vitaledge/sdk";
import type { Stage } from "./stage.js";

const PATIENTS = 50;
const READINGS_EACH = 200;
const HOUR = 3_600_000;
const DAYS = 100;

/** 10,000 readings of enrolled patients over the last hundred days; every request after this one is measured. */
export const seed = async ({ server, organizationId, owner }: Stage): Promise<{ accessToken: string; patientIds: string[] }> => {
  const ve = new VitalEdge({ baseUrl: server.url, organizationId });
  await ve.auth.login(owner);
  const now = Date.now();
  const startDate = new Date(now - DAYS * 24 * HOUR).toISOString().slice(0, 10);
  const patientIds: string[] = [];
  for (let number = 1; number <= PATIENTS; number += 1) {
    const { id } = await ve.patients.create({ firstName: "Maria", lastName: `Example ${number}`, birthDate: "1950-01-01" });
    await ve.enrollments.create({ patientId: id, program: "RPM", startDate });
    patientIds.push(id);
  }
  const report = await ve.observations.createMany(patientIds.flatMap((id) => history(id, now)), { chunk: 2_000 });
  if (report.created + report.duplicates !== PATIENTS * READINGS_EACH) throw new Error(`Only ${report.created} readings could be made.`);
  return { accessToken: ve.auth.session?.accessToken ?? "", patientIds };
};

const history = (patientId: string, now: number): ObservationInput[] =>
  Array.from({ length: READINGS_EACH }, (_, at) => readingAt(patientId, now - (at + 8) * (DAYS / READINGS_EACH) * 24 * HOUR, at));

/** Between 110 and 139: no rule is broken, and all are looked at. */
export const readingAt = (patientId: string, at: number, turn: number): ObservationInput => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: 110 + (turn % 30), unit: "mmHg", source: "DEVICE",
  recordedAt: new Date(at).toISOString(),
});
