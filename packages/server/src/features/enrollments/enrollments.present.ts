import type { components } from "@vitaledge/contract/schema";
import { inputOf } from "./enrollment-columns.js";
import { changesBetween } from "./enrollment-history.js";
import type { EnrollmentForm, EnrollmentRow } from "./enrollments.sql.js";

type Schemas = components["schemas"];

export const presentEnrollment = (row: EnrollmentRow): Schemas["Enrollment"] => ({
  id: row.id,
  patientId: row.patient_id,
  program: row.program,
  ...inputOf(row),
  warnings: row.warnings,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

export type Step = { form: EnrollmentForm; before: EnrollmentForm | undefined };

export const presentStep = ({ form, before }: Step): Schemas["EnrollmentHistoryEntry"] => ({
  version: form.version,
  at: new Date(form.content.updated_at).toISOString(),
  actorId: form.content.changed_by,
  changes: changesBetween(before?.content, form.content),
});
