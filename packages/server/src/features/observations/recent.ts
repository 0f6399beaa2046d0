import type { TenantTx } from "../../db/with-tenant.js";
import { selectRecent } from "./recent.sql.js";

export type PatientMetricPair = { patientId: string; metricDefinitionId: string };

/** A reading in its metric's canonical unit; `value` is decimal text. */
export type RecentReading = { id: string; recordedAt: Date; value: string; unit: string };

export const pairKey = ({ patientId, metricDefinitionId }: PatientMetricPair): string => `${patientId}\n${metricDefinitionId}`;

/** The newest `most` readings of each pair, newest first, by `pairKey`. One statement, however many pairs there are. */
export const recentReadings = async (
  tx: TenantTx, pairs: readonly PatientMetricPair[], most: number,
): Promise<Map<string, RecentReading[]>> => {
  const distinct = [...new Map(pairs.map((pair) => [pairKey(pair), pair])).values()];
  const found = new Map<string, RecentReading[]>(distinct.map((pair) => [pairKey(pair), []]));
  if (!distinct.length) return found;
  for (const row of await selectRecent(tx, distinct, most)) {
    const key = pairKey({ patientId: row.patient_id, metricDefinitionId: row.metric_definition_id });
    found.get(key)!.push({ id: row.id, recordedAt: row.recorded_at, value: row.value, unit: row.unit });
  }
  return found;
};
