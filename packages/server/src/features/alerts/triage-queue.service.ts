import { decodeCursor, pageOf, refuseCursor, type Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { metricsByIds } from "../metric-definitions/metric-definitions.service.js";
import { latelyFirst, pairKey, recentReadings, type RecentReading } from "../observations/recent.js";
import { diagnosesOfPatients, patientNames } from "../patients/patients.service.js";
import type { Severity } from "./alert-rule.js";
import type { AlertRow } from "./alerts.sql.js";
import { expectNumber } from "./places.js";
import { triagePriority } from "./priority.js";
import { asRanked, MOST_RECENT } from "./triage-weight.js";
import type { SeverityCounts } from "./queue-counts.js";
import { selectQueue, type QueueFilter, type QueuePlace } from "./triage-queue.sql.js";
import { trendOf } from "./trend.js";

const SORT = "triage";
const DEFAULT_LIMIT = 50;
const SEVERITIES: readonly Severity[] = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];

type Asked = QueueFilter & { limit?: number; cursor?: string; includeTotal?: boolean };

export type PatientName = { id: string; firstName: string | null; lastName: string | null; mrn: string | null };

export type TriageEntry = {
  alert: AlertRow;
  priority: number;
  reasons: string[];
  patient: PatientName;
  recent: RecentReading[];
};

export type Queue = Page<TriageEntry> & { counts: SeverityCounts; total?: number | undefined };

const placeOf = (cursor: string | undefined): QueuePlace | undefined => {
  const [escalated = "", severity = "", rank = "", id = ""] = decodeCursor(cursor, SORT, 4) ?? [];
  if (cursor === undefined) return undefined;
  if (!/^(true|false)$/.test(escalated) || !/^[1-4]$/.test(severity)) return refuseCursor();
  return { escalated: escalated === "true", severityRank: Number(severity), triageRank: expectNumber(rank), id };
};

/** OPEN and ACKNOWLEDGED alerts, the most urgent first, each with what a nurse looks at before anything else. */
export const readQueue = async (tx: TenantTx, asked: Asked, counts: SeverityCounts): Promise<Queue> => {
  const { limit = DEFAULT_LIMIT } = asked;
  const rows = await selectQueue(tx, asked, placeOf(asked.cursor), limit + 1);
  const page = pageOf(rows, limit, SORT, (row) => [String(row.escalated), String(row.severity_rank), String(row.triage_rank), row.id]);
  const wanted = asked.severity ?? SEVERITIES;
  const total = asked.includeTotal ? wanted.reduce((sum, severity) => sum + counts[severity], 0) : undefined;
  return { rows: await entriesOf(tx, page.rows), nextCursor: page.nextCursor, counts, total };
};

const pairOf = (row: AlertRow) => ({ patientId: row.patient_id, metricDefinitionId: row.metric_definition_id });

const entriesOf = async (tx: TenantTx, rows: readonly AlertRow[]): Promise<TriageEntry[]> => {
  if (!rows.length) return [];
  const patientIds = [...new Set(rows.map((row) => row.patient_id))];
  const metrics = await metricsByIds(tx, [...new Set(rows.map((row) => row.metric_definition_id))]);
  const recent = await recentReadings(tx, rows.map(pairOf), MOST_RECENT, latelyFirst(tx.now));
  const names = await patientNames(tx, patientIds);
  const diagnoses = await diagnosesOfPatients(tx, patientIds);
  return rows.map((row) => {
    const readings = recent.get(pairKey(pairOf(row))) ?? [];
    const unit = metrics.get(row.metric_definition_id)?.displayUnit;
    return {
      alert: row,
      ...weigh(row, readings, diagnoses.get(row.patient_id) ?? [], tx.now),
      patient: names.get(row.patient_id) ?? { id: row.patient_id, firstName: null, lastName: null, mrn: null },
      recent: readings.map((reading) => ({ ...reading, unit: unit ?? reading.unit })),
    };
  });
};

const weigh = (row: AlertRow, readings: readonly RecentReading[], diagnoses: readonly string[], now: Date) =>
  triagePriority(asRanked({
    severity: row.severity,
    metricDefinitionId: row.metric_definition_id,
    firstTriggeredAt: row.first_triggered_at,
    lastTriggeredAt: row.last_triggered_at,
    occurrences: row.occurrences,
    escalated: row.escalated,
    trend: trendOf(readings, row.direction),
    diagnoses,
  }, row.triage_rank), now);
