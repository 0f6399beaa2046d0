import { decodeTimeCursor, pageOf, type Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { appendEvent, appendEvents } from "../../outbox/events.js";
import { metricsByIds } from "../metric-definitions/metric-definitions.service.js";
import { holdWithPatient, lockPatientWholly } from "../patients/patient-lock.service.js";
import { getPatient, timezoneOfPatient } from "../patients/patients.service.js";
import { changeReadings, countObservations, findObservation, listObservations, voidFinal, type ObservationFilter, type ObservationRow } from "./observations.sql.js";
import { settlePanels } from "./panels.sql.js";
import { recountAround } from "./reading-days.service.js";
import { readTrend, type Bucket } from "./trends.sql.js";

export { changeReadings, COLUMNS as OBSERVATION_COLUMNS, earlierObservations, findByNaturalKeys, markSent } from "./observations.sql.js";
export type { NaturalKey, ObservationRow } from "./observations.sql.js";

const NEWEST_FIRST = "-recordedAt";

type Asked = ObservationFilter & { limit: number; cursor?: string | undefined; includeTotal?: boolean | undefined };

export const findPage = async (tx: TenantTx, asked: Asked): Promise<Page<ObservationRow> & { total?: number }> => {
  const after = decodeTimeCursor(asked.cursor, NEWEST_FIRST);
  const rows = await listObservations(tx, asked, after, asked.limit + 1);
  const page = pageOf(rows, asked.limit, NEWEST_FIRST, (row) => [row.recorded_at.toISOString(), row.id]);
  return asked.includeTotal ? { ...page, total: await countObservations(tx, asked) } : page;
};

/** Of a patient without readings: whoever has some is there, and is not asked for. */
export const expectPatient = async (tx: TenantTx, id: string): Promise<void> => {
  await getPatient(tx, id);
};

export const getObservation = async (tx: TenantTx, id: string): Promise<ObservationRow> =>
  (await findObservation(tx, id)) ?? fail("observation_not_found");

/** Again changes nothing: a void reading stays as it was first voided. */
export const voidObservation = async (tx: TenantTx, id: string, reason: string | undefined): Promise<ObservationRow> => {
  const row = await holdWithPatient((patientId) => lockPatientWholly(tx, patientId), () => getObservation(tx, id), ({ patient_id }) => patient_id);
  const sealed = reason === undefined ? null : tx.seal({ table: "observations", column: "void_reason", id }, reason);
  if (await voidFinal(tx, row, sealed)) {
    if (row.enrollment_id !== null) await recountAround(tx, row.enrollment_id, row.recorded_at);
    if (row.fhir_id !== null) await settlePanels(tx, [row.fhir_id]);
    await appendEvent(tx, { type: "observation.voided", id, patientId: row.patient_id, enrollmentId: row.enrollment_id });
  }
  return getObservation(tx, id);
};

/**
 * Voids the parts of one FHIR Observation, whose next version is `version`; those that are void already take part in its
 * deletion alone. Their patient is locked.
 */
export const voidParts = async (tx: TenantTx, rows: readonly ObservationRow[], version: number, isDeletion: boolean): Promise<void> => {
  const final = rows.filter(({ status }) => status === "FINAL");
  await changeReadings(tx, isDeletion ? rows : final, {
    fhir_version: version, status: "ENTERED_IN_ERROR", ...(isDeletion && { deleted_at: tx.now }),
  });
  await settlePanels(tx, [...new Set(rows.flatMap((row) => row.fhir_id ?? []))]);
  for (const { enrollment_id: id, recorded_at: at } of final) if (id !== null) await recountAround(tx, id, at);
  await appendEvents(tx, final.map((row) => ({ type: "observation.voided", id: row.id, patientId: row.patient_id, enrollmentId: row.enrollment_id })));
};

export type Trend = { unit: string; timezone: string; interval: "hour" | "day" | "week"; buckets: Bucket[] };
type TrendAsked = { patientId: string; metricDefinitionId: string; from?: string; to?: string; interval?: "hour" | "day" | "week" };

const MONTH = 30 * 86_400_000;
const MOST_BUCKETS = 1000;

export const readPatientTrend = async (tx: TenantTx, asked: TrendAsked): Promise<Trend> => {
  const timezone = await timezoneOfPatient(tx, asked.patientId);
  const metric = (await metricsByIds(tx, [asked.metricDefinitionId])).get(asked.metricDefinitionId) ?? fail("metric_definition_not_found");
  const to = asked.to ? new Date(asked.to) : tx.now;
  const from = asked.from ? new Date(asked.from) : new Date(to.getTime() - MONTH);
  const interval = asked.interval ?? "day";
  const buckets = await readTrend(tx, { patientId: asked.patientId, metricDefinitionId: metric.id, from, to, interval, timezone, most: MOST_BUCKETS });
  return { unit: metric.unit, timezone, interval, buckets };
};
