import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { timezoneOf } from "../organizations/organizations.service.js";
import { lockPage, selectForKeyShare, selectForNoKeyUpdate, selectForTurns, selectForUpdate, selectPage } from "./patient-lock.sql.js";
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

/** Of those who change a patient's time entries one at a time: each counts the minutes with what the one before has made. */
export const holdPatientForTime = async (tx: TenantTx, id: string): Promise<void> => void (await selectForNoKeyUpdate(tx, id));

/** Of those who store a part of a measurement without the others one at a time for each patient: the second sees the first. */
export const holdForPanels = async (tx: TenantTx, ids: readonly string[]): Promise<void> => {
  if (ids.length) await selectForTurns(tx, ids);
};

/** Nothing comes to the patient, and nothing goes, until the transaction ends. */
export const lockPatientWholly = async (tx: TenantTx, id: string): Promise<void> => void (await selectForUpdate(tx, id));

/** Patients of the organization from after one id on, deleted ones too. */
export const patientsAfter = (tx: TenantTx, after: string, limit: number): Promise<string[]> => selectPage(tx, after, limit);

/** The same, each locked wholly. */
export const lockPatientsAfter = (tx: TenantTx, after: string, limit: number): Promise<string[]> => lockPage(tx, after, limit);

/** What `find` finds, with its patient held before it; what goes over to another patient at that moment is looked for again. */
export const holdWithPatient = async <Found>(
  hold: (patientId: string) => Promise<void>, find: () => Promise<Found>, patientOf: (found: Found) => string,
): Promise<Found> => {
  for (let found = await find(); ; ) {
    const patientId = patientOf(found);
    await hold(patientId);
    found = await find();
    if (patientOf(found) === patientId) return found;
  }
};
