import type { components } from "@vitaledge/contract/schema";
import type { FieldCipher } from "../../platform/field-cipher.js";
import type { AlertRow } from "./alerts.sql.js";
import type { Queue, TriageEntry } from "./triage-queue.service.js";

type Schemas = components["schemas"];
type Opener = Pick<FieldCipher, "open">;

const instant = (at: Date | null): string | null => at && at.toISOString();

const presentResolution = (cipher: Opener, row: AlertRow): Schemas["AlertResolution"] | null => {
  if (!row.outcome || !row.resolved_by || !row.resolved_at) return null;
  return {
    outcome: row.outcome,
    note: row.note_sealed === null ? null : cipher.open({ table: "alerts", column: "note", id: row.id }, row.note_sealed),
    resolvedBy: row.resolved_by,
    resolvedAt: row.resolved_at.toISOString(),
  };
};

export const presentAlert = (cipher: Opener, row: AlertRow): Schemas["Alert"] => ({
  id: row.id,
  patientId: row.patient_id,
  enrollmentId: row.enrollment_id,
  observationId: row.observation_id,
  observationRecordedAt: instant(row.observation_recorded_at),
  ruleId: row.rule_id,
  type: row.type,
  direction: row.direction,
  category: row.category,
  severity: row.severity,
  status: row.status,
  title: row.title,
  metricDefinitionId: row.metric_definition_id,
  value: row.value === null ? null : Number(row.value),
  unit: row.unit,
  occurrences: row.occurrences,
  firstTriggeredAt: row.first_triggered_at.toISOString(),
  lastTriggeredAt: row.last_triggered_at.toISOString(),
  assigneeId: row.assignee_id,
  escalated: row.escalated,
  snoozedUntil: instant(row.snoozed_until),
  resolution: presentResolution(cipher, row),
  version: row.version,
});

const presentEntry = (cipher: Opener, entry: TriageEntry): Schemas["TriageItem"] => ({
  alert: presentAlert(cipher, entry.alert),
  priority: entry.priority,
  reasons: entry.reasons,
  patient: { id: entry.patient.id, firstName: entry.patient.firstName, lastName: entry.patient.lastName, mrn: entry.patient.mrn },
  recent: entry.recent.map((reading) => ({
    id: reading.id,
    recordedAt: reading.recordedAt.toISOString(),
    value: Number(reading.value),
    unit: reading.unit,
  })),
});

export const presentQueue = (cipher: Opener, queue: Queue): Schemas["TriageQueue"] => ({
  data: queue.rows.map((entry) => presentEntry(cipher, entry)),
  counts: queue.counts,
  nextCursor: queue.nextCursor,
  ...(queue.total !== undefined && { total: queue.total }),
});
