import type { TenantTx } from "../../db/with-tenant.js";
import type { Month } from "../../platform/civil.js";
import { selectBilled, selectPatientIdsOfMonth, type BilledEnrollment } from "./enrollments.sql.js";

export type { BilledEnrollment } from "./enrollments.sql.js";

const byPatient = (rows: readonly BilledEnrollment[]): Map<string, BilledEnrollment[]> => {
  const found = new Map<string, BilledEnrollment[]>();
  for (const row of rows) {
    const own = found.get(row.patient_id);
    if (own) own.push(row);
    else found.set(row.patient_id, [row]);
  }
  return found;
};

/** All of each patient's. */
export const enrollmentsForBilling = async (tx: TenantTx, patientIds: readonly string[]): Promise<Map<string, BilledEnrollment[]>> =>
  byPatient(patientIds.length ? await selectBilled(tx, patientIds) : []);

/** Ids that are read at a time: each time all of the month's are looked at. */
const IDS = 20_000;

/** Patients with an enrollment that touches the month, ordered by the bytes of their ids, so many at a time. */
export async function* patientsEnrolledIn(tx: TenantTx, month: Month, atATime: number): AsyncGenerator<string[]> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const ids: string[] = await selectPatientIdsOfMonth(tx, month, after, IDS);
    for (let from = 0; from < ids.length; from += atATime) yield ids.slice(from, from + atATime);
    after = ids.length < IDS ? undefined : ids.at(-1);
  }
}
