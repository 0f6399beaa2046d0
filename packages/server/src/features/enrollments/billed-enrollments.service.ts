import type { TenantTx } from "../../db/with-tenant.js";
import type { Month } from "../../platform/civil.js";
import { selectOfPatients, selectPatientIdsOfMonth, type EnrollmentRow } from "./enrollments.sql.js";

const byPatient = (rows: readonly EnrollmentRow[]): Map<string, EnrollmentRow[]> => {
  const found = new Map<string, EnrollmentRow[]>();
  for (const row of rows) {
    const own = found.get(row.patient_id);
    if (own) own.push(row);
    else found.set(row.patient_id, [row]);
  }
  return found;
};

/** Whole rows, all of each patient's. */
export const enrollmentsForBilling = async (tx: TenantTx, patientIds: readonly string[]): Promise<Map<string, EnrollmentRow[]>> =>
  byPatient(patientIds.length ? await selectOfPatients(tx, patientIds) : []);

/** Patients with an enrollment that touches the month, ordered by the bytes of their ids; from after one id on. */
export const patientsEnrolledIn = (tx: TenantTx, month: Month, after: string, limit: number): Promise<string[]> =>
  selectPatientIdsOfMonth(tx, month, after, limit);
