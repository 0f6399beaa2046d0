import type { components } from "@vitaledge/contract/schema";
import type { FieldCipher } from "../../platform/field-cipher.js";
import type { Bucket } from "./trends.sql.js";
import type { ObservationRow } from "./observations.sql.js";

type Observation = components["schemas"]["Observation"];

const opened = (cipher: FieldCipher, id: string, column: string, sealed: string | null): string | null =>
  sealed === null ? null : cipher.open({ table: "observations", column, id }, sealed);

export const presentObservation = (cipher: FieldCipher, row: ObservationRow): Observation => {
  const metadata = opened(cipher, row.id, "metadata", row.metadata_sealed);
  return {
    id: row.id,
    patientId: row.patient_id,
    enrollmentId: row.enrollment_id,
    metricDefinitionId: row.metric_definition_id,
    value: Number(row.value),
    unit: row.unit,
    canonicalValue: Number(row.canonical_value),
    canonicalUnit: row.canonical_unit,
    source: row.source,
    deviceId: row.device_id,
    groupId: row.group_id,
    recordedAt: row.recorded_at.toISOString(),
    recordedAtOffset: row.recorded_at_offset,
    receivedAt: row.received_at.toISOString(),
    interpretation: row.interpretation,
    context: row.context as Observation["context"],
    note: opened(cipher, row.id, "note", row.note_sealed),
    externalId: row.external_id,
    status: row.status,
    alerts: row.alert_ids,
    evaluated: row.evaluated,
    warnings: row.warnings as Observation["warnings"],
    metadata: metadata === null ? {} : (JSON.parse(metadata) as Observation["metadata"]),
    version: row.version,
  };
};

export const presentBucket = (bucket: Bucket): components["schemas"]["TrendBucket"] => ({
  start: bucket.start.toISOString(),
  count: bucket.count,
  min: Number(bucket.min),
  max: Number(bucket.max),
  mean: Number(bucket.mean),
  last: Number(bucket.last),
});
