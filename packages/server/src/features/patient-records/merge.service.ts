import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { moveAlerts } from "../alerts/move-alerts.service.js";
import { moveClaims } from "../claims/claims.service.js";
import { moveAssignments } from "../devices/devices.service.js";
import { moveEnrollments } from "../enrollments/move-enrollments.service.js";
import { moveObservations } from "../observations/move-observations.service.js";
import { holdPair, mergePair } from "../patients/merge-patients.service.js";
import type { PatientRow } from "../patients/patients.service.js";
import { moveTimeEntries } from "../time-entries/time-entries.service.js";

/** Everything of the duplicate goes over to the patient, by a few statements however much it is. The patients are locked before all else. */
export const mergePatients = async (tx: TenantTx, id: string, duplicateId: string): Promise<PatientRow> => {
  const pair = await holdPair(tx, id, duplicateId);
  const { open } = await moveEnrollments(tx, duplicateId, id);
  if (open && pair.patient.status === "INACTIVE") {
    fail("merge_conflict", { detail: "The patient is INACTIVE, and the duplicate has an open enrollment. Make the patient ACTIVE first, or end it." });
  }
  await moveObservations(tx, duplicateId, id);
  await moveAlerts(tx, duplicateId, id);
  await moveTimeEntries(tx, duplicateId, id);
  await moveAssignments(tx, duplicateId, id);
  await moveClaims(tx, duplicateId, id);
  return mergePair(tx, pair);
};
