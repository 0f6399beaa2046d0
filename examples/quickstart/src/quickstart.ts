import type { Observation, VitalEdge } from "@vitaledge/sdk";

/** What the documentation shows: one systolic pressure. The same reading sent again is answered with the first one. */
export const recordReading = (ve: VitalEdge, patientId: string): PromiseLike<Observation> =>
  ve.observations.create({
    patientId,
    metricDefinitionId: "metric_bp_systolic",
    value: 142,
    unit: "mmHg",
    source: "DEVICE",
    recordedAt: "2025-01-31T10:30:00Z",
  });

/** The readings of the last days, newest first. */
export const latestReadings = (ve: VitalEdge, patientId: string): Promise<Observation[]> =>
  ve.patients.observations(patientId).toArray({ limit: 5 });

/** Whom to call first, and why. */
export const describeQueue = async (ve: VitalEdge): Promise<string[]> => {
  const queue = await ve.alerts.triage().toArray({ limit: 5 });
  return queue.map(({ patient, alert, reasons }) => `${patient.id}: ${alert.title} (${reasons.join(", ")})`);
};
