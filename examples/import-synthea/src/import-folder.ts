import type { BulkReport, ObservationInput, VitalEdge } from "@vitaledge/sdk";
import { enrollInRpm, firstDay } from "./enrollments.js";
import { indexMetrics } from "./metrics.js";
import type { MetricIndex } from "./metrics.js";
import { findOrCreatePatient } from "./patients.js";
import { readFolder } from "./read-folder.js";
import type { PatientRecord } from "./read-folder.js";
import { readingsOf } from "./readings.js";
import { countIn, emptySummary } from "./summary.js";
import type { Summary } from "./summary.js";

/** Brings every patient of the folder's bundles into the client's organization; a second run creates nothing. */
export const importFolder = async (
  ve: VitalEdge, folder: string, onProgress: (summary: Summary) => void = () => undefined,
): Promise<Summary> => {
  const summary = emptySummary();
  const metricOf = await indexMetrics(ve);
  const { timezone } = await ve.organizations.get(ve.organizationId ?? "");
  for await (const records of readFolder(folder)) {
    for (const record of records) {
      await importRecord(ve, record, { metricOf, timezone, summary });
      onProgress(summary);
    }
  }
  return summary;
};

type Import = { metricOf: MetricIndex; timezone: string; summary: Summary };

const importRecord = async (ve: VitalEdge, record: PatientRecord, { metricOf, timezone, summary }: Import): Promise<void> => {
  const known = await findOrCreatePatient(ve, record.patient);
  if (known === undefined) return void (summary.patients.incomplete += 1);
  summary.patients[known.created ? "created" : "found"] += 1;
  const { id, birthDate } = known.patient;

  const readings: ObservationInput[] = [];
  for (const mapped of record.observations.flatMap((observation) => readingsOf(observation, id, metricOf))) {
    if ("reading" in mapped) readings.push(mapped.reading);
    else countIn(summary.leftOut, mapped.leftOut);
  }

  // Enrolled from the first reading on, so that each of them belongs to the enrollment.
  const startDate = firstDay(readings.map(({ recordedAt }) => recordedAt), known.patient.timezone ?? timezone) ?? birthDate;
  if (startDate !== null) summary.enrollments[(await enrollInRpm(ve, id, startDate)) ? "created" : "found"] += 1;

  const before = await countAlerts(ve, id);
  addReport(summary, await ve.observations.createMany(readings));
  summary.alertsRaised += (await countAlerts(ve, id)) - before;
};

const countAlerts = async (ve: VitalEdge, patientId: string): Promise<number> =>
  (await ve.alerts.list({ patientId, limit: 1, includeTotal: true }).page()).total ?? 0;

const addReport = ({ readings }: Summary, report: BulkReport): void => {
  readings.sent += report.results.length;
  readings.created += report.created;
  readings.duplicates += report.duplicates;
  readings.notEvaluated += report.notEvaluated;
  for (const { problem } of report.results) if (problem !== undefined) countIn(readings.refused, problem.code);
};
