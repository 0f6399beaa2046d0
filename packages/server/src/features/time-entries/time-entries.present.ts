import type { components } from "@vitaledge/contract/schema";
import type { FieldCipher } from "../../platform/field-cipher.js";
import type { TimeEntryRow } from "./time-entries.sql.js";

export const presentTimeEntry = (cipher: Pick<FieldCipher, "open">, row: TimeEntryRow): components["schemas"]["TimeEntry"] => ({
  id: row.id,
  patientId: row.patient_id,
  enrollmentId: row.enrollment_id,
  startedAt: row.started_at.toISOString(),
  durationSeconds: row.duration_seconds,
  activity: row.activity,
  interactive: row.interactive,
  staffRole: row.staff_role,
  performedBy: {
    userId: row.performed_by_user_id,
    practitionerId: row.performed_by_practitioner_id,
    name: row.performed_by_name,
  },
  supervisedBy: row.supervised_by,
  note: row.note_sealed === null ? null : cipher.open({ table: "time_entries", column: "note", id: row.id }, row.note_sealed),
  alertId: row.alert_id,
  status: row.status,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
