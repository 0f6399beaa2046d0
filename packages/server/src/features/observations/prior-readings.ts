import type { TenantTx } from "../../db/with-tenant.js";
import type { AlertRule } from "../alerts/alert-rule.js";
import type { Reading } from "../alerts/evaluate.js";
import { historyNeeded } from "../alerts/history.js";
import { readPriorReadings, type ObservationRow, type PriorAsk, type PriorRow } from "./observations.sql.js";

export type PatientMetric = { patientId: string; metricDefinitionId: string; prior: Reading[]; rows: ObservationRow[] };

const HOUR = 3_600_000;
/** Milliseconds; who measures at all has mostly measured within them, so that older months need no look. */
const NEAR = 62 * 24 * HOUR;

/** The new readings by patient and metric, each group with the stored ones that its rules look at. */
export const readPrior = async (tx: TenantTx, rows: readonly ObservationRow[], rules: readonly AlertRule[]): Promise<PatientMetric[]> => {
  const groups = new Map<string, PatientMetric>();
  for (const row of rows) {
    const key = keyOf(row.patient_id, row.metric_definition_id);
    const group = groups.get(key) ?? { patientId: row.patient_id, metricDefinitionId: row.metric_definition_id, prior: [], rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const asks = [...groups.values()].flatMap((group) => askOf(group, rules));
  const known = new Set(rows.map((row) => row.id));
  for (const found of asks.length ? await lookAround(tx, asks) : []) {
    if (known.has(found.id)) continue;
    known.add(found.id);
    groups.get(keyOf(found.patient_id, found.metric_definition_id))!.prior.push({ id: found.id, recordedAt: found.recorded_at, value: found.value });
  }
  return [...groups.values()];
};

const keyOf = (patientId: string, metricDefinitionId: string): string => `${patientId}\n${metricDefinitionId}`;

const askOf = ({ patientId, metricDefinitionId, rows }: PatientMetric, rules: readonly AlertRule[]): PriorAsk[] => {
  const { count, hours } = historyNeeded(rules.filter((rule) => rule.metricDefinitionId === metricDefinitionId), rows.map((row) => row.canonical_value));
  if (count === 0 && hours === 0) return [];
  const times = rows.map((row) => row.recorded_at.getTime());
  const [earliest, latest] = [Math.min(...times), Math.max(...times)];
  return [{
    patientId, metricDefinitionId, count,
    since: new Date(earliest - hours * HOUR), earliest: new Date(earliest), latest: new Date(latest), until: new Date(latest + hours * HOUR),
  }];
};

/** In the near months first; whoever has too few there is asked for once more, in all of them. */
const lookAround = async (tx: TenantTx, asks: readonly PriorAsk[]): Promise<PriorRow[]> => {
  const near = await readPriorReadings(tx, asks, new Date(Math.min(...asks.map((ask) => ask.earliest.getTime())) - NEAR));
  // One that lies within the hours and among the last is told twice.
  const found = new Map<string, Map<string, Date>>();
  for (const row of near) {
    const key = keyOf(row.patient_id, row.metric_definition_id);
    found.set(key, (found.get(key) ?? new Map<string, Date>()).set(row.id, row.recorded_at));
  }
  const wanting = asks.filter(({ patientId, metricDefinitionId, earliest, count }) =>
    [...(found.get(keyOf(patientId, metricDefinitionId))?.values() ?? [])].filter((at) => at < earliest).length < count);
  if (!wanting.length) return near;
  const again = new Set(wanting.map((ask) => keyOf(ask.patientId, ask.metricDefinitionId)));
  return [
    ...near.filter((row) => !again.has(keyOf(row.patient_id, row.metric_definition_id))),
    ...(await readPriorReadings(tx, wanting, "-infinity")),
  ];
};
