import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { timezoneOf } from "../organizations/organizations.service.js";
import { selectForKeyShare } from "./patient-lock.sql.js";
import { lockPatient } from "./patients.sql.js";

export type LockedPatient = { id: string; timezone: string; isComplete: boolean };

/**
 * The patient, locked until the transaction ends: of two changes to the patient's enrollments the second sees what the
 * first has made, and readings that are being stored wait for both.
 */
export const lockPatientForEnrollment = async (tx: TenantTx, id: string): Promise<LockedPatient> => {
  const row = (await lockPatient(tx, id)) ?? fail("patient_not_found", { detail: "No patient of this organization has this id." });
  return {
    id: row.id,
    timezone: row.timezone ?? (await timezoneOf(tx)),
    isComplete: Boolean(row.first_name && row.last_name && row.birth_date),
  };
};

/**
 * Those of the ids that are patients, with enrollments that stay as they are until the transaction ends. Taken before the
 * enrollments are read, or a reading and the enrollment it belongs to could pass each other unseen.
 */
export const holdPatients = async (tx: TenantTx, ids: readonly string[]): Promise<Set<string>> =>
  new Set(ids.length ? await selectForKeyShare(tx, ids) : []);
