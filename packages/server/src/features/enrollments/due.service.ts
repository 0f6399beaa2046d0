import { appendEntries } from "../../audit/append.js";
import { systemDraft } from "../../audit/system-draft.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { selectDue, type DueRow } from "./due.sql.js";
import { updateEnrollment } from "./enrollments.service.js";

export const enrollmentsWithDue = (tx: TenantTx): Promise<DueRow[]> => selectDue(tx);

/** Begins what was to begin by now, and ends what ended before today, in the enrollment's own zone. */
export const carryOutDate = async (tx: TenantTx, { id, patient_id: patientId, end_date: endDate, end_reason: endReason }: DueRow): Promise<void> => {
  // An end that was set without a reason still comes; whoever knows the reason may set it later.
  await updateEnrollment(tx, id, endDate === null ? { status: "ACTIVE" } : { status: "ENDED", endDate, endReason: endReason ?? "OTHER" }, undefined);
  await appendEntries(tx, [systemDraft(tx.now, { operationId: "scheduler enrollment dates", resourceType: "Enrollment", resourceId: id, patientId })]);
};
