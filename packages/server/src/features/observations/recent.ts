import type { TenantTx } from "../../db/with-tenant.js";
import { selectRecent, type Span } from "./recent.sql.js";

export type PatientMetricPair = { patientId: string; metricDefinitionId: string };

/** A reading in its metric's canonical unit; `value` is decimal text. */
export type RecentReading = { id: string; recordedAt: Date; value: string; unit: string };

export const pairKey = ({ patientId, metricDefinitionId }: PatientMetricPair): string => `${patientId}\n${metricDefinitionId}`;

/** Milliseconds in which nearly everybody has told as many readings as are asked for. */
const LATELY = 31 * 86_400_000;

/** First what was told lately: few months are looked into. The others are for those who told less. */
export const latelyFirst = (now: Date): Span[] => {
  const since = new Date(now.getTime() - LATELY);
  return [{ since }, { before: since }];
};

/** The newest `most` readings of each pair, newest first, by `pairKey`. A statement for each span, however many pairs there are. */
export const recentReadings = async (
  tx: TenantTx, pairs: readonly PatientMetricPair[], most: number, spans: readonly Span[] = [{}],
): Promise<Map<string, RecentReading[]>> => {
  const distinct = [...new Map(pairs.map((pair) => [pairKey(pair), pair])).values()];
  const found = new Map<string, RecentReading[]>(distinct.map((pair) => [pairKey(pair), []]));
  for (const span of spans) {
    const lacking = distinct.filter((pair) => found.get(pairKey(pair))!.length < most);
    if (lacking.length) await addRecent(tx, found, lacking, span, most);
  }
  return found;
};

const addRecent = async (tx: TenantTx, found: ReadonlyMap<string, RecentReading[]>, asked: readonly PatientMetricPair[], span: Span, most: number): Promise<void> => {
  for (const row of await selectRecent(tx, asked, span, most)) {
    const readings = found.get(pairKey({ patientId: row.patient_id, metricDefinitionId: row.metric_definition_id }))!;
    if (readings.length < most) readings.push({ id: row.id, recordedAt: row.recorded_at, value: row.value, unit: row.unit });
  }
};
