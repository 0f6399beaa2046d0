import type { ObservationRow } from "@vitaledge/sdk";
import type { Delivery } from "./vendor.js";

/** The vendor's words on the left. Another device or vendor is another line here, and nothing else. */
const METRICS: Record<string, { metricDefinitionId: string; units: Record<string, string> }> = {
  SYS: { metricDefinitionId: "metric_bp_systolic", units: { mmhg: "mmHg" } },
  DIA: { metricDefinitionId: "metric_bp_diastolic", units: { mmhg: "mmHg" } },
  PUL: { metricDefinitionId: "metric_heart_rate", units: { bpm: "bpm" } },
  WGT: { metricDefinitionId: "metric_weight", units: { lbs: "[lb_av]", kg: "kg" } },
  SPO2: { metricDefinitionId: "metric_spo2", units: { pct: "%" } },
};

export type Mapped = { rows: ObservationRow[]; unknown: string[] };

/** Readings of a delivery; `unknown` names what the table does not have, which is left out. */
export const mapDelivery = ({ measurements }: Delivery, deviceId: string): Mapped => {
  const mapped: Mapped = { rows: [], unknown: [] };
  for (const { type, value, unit, takenAt, id } of measurements) {
    const metric = METRICS[type];
    const known = metric?.units[unit.toLowerCase()];
    if (metric === undefined || known === undefined) mapped.unknown.push(`${type} in ${unit}`);
    // The vendor's id makes two measurements of one moment two readings, and a repeated delivery none.
    else mapped.rows.push({ deviceId, metricDefinitionId: metric.metricDefinitionId, value, unit: known, source: "DEVICE", recordedAt: takenAt, externalId: id });
  }
  return mapped;
};
