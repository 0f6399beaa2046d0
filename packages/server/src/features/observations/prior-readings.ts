import type { TenantTx } from "../../db/with-tenant.js";
import { historyNeeded, type AlertRule } from "../alerts/alert-rule.js";
import type { Reading } from "../alerts/evaluate.js";
import { readPriorReadings, type ObservationRow } from "./observations.sql.js";

export type PatientMetric = { patientId: string; metricDefinitionId: string; prior: Reading[]; rows: ObservationRow[] };

const HOUR = 3_600_000;

/** The new readings by patient and metric, each group with the earlier ones that its rules look back at. */
export const readPrior = async (tx: TenantTx, rows: readonly ObservationRow[], rules: readonly AlertRule[]): Promise<PatientMetric[]> => {
  const groups = new Map<string, PatientMetric>();
  for (const row of rows) {
    const key = `${row.patient_id}\n${row.metric_definition_id}`;
    const group = groups.get(key) ?? { patientId: row.patient_id, metricDefinitionId: row.metric_definition_id, prior: [], rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const asks = [...groups.values()].flatMap((group) => {
    const need = historyNeeded(rules.filter((rule) => rule.metricDefinitionId === group.metricDefinitionId));
    if (need.count === 0 && need.hours === 0) return [];
    const earliest = new Date(Math.min(...group.rows.map((row) => row.recorded_at.getTime())));
    return { ...group, earliest, since: new Date(earliest.getTime() - need.hours * HOUR), count: need.count };
  });
  const fresh = new Set(rows.map((row) => row.id));
  for (const found of asks.length ? await readPriorReadings(tx, asks) : []) {
    if (fresh.has(found.id)) continue;
    groups.get(`${found.patient_id}\n${found.metric_definition_id}`)!.prior.push({ id: found.id, recordedAt: found.recorded_at, value: found.value });
  }
  return [...groups.values()];
};
