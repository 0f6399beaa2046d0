import { holdDuringMerge } from "../../db/partitions/merges.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { fieldsOf } from "./patient-columns.js";
import { keysOf, missing } from "./patients.service.js";
import { changePatient, lockToMerge, mergeOnwards, setPatientKeys, type PatientRow } from "./patients.sql.js";

/** What the contract lets a patient have. */
const MOST_EXTERNAL_IDS = 20;

export type Pair = { patient: PatientRow; duplicate: PatientRow };

/** Both patients, locked: nothing more comes to either until the transaction ends. */
export const holdPair = async (tx: TenantTx, id: string, duplicateId: string): Promise<Pair> => {
  if (id === duplicateId) {
    const message = "is the patient itself";
    fail("invalid_request", { detail: "A patient is no duplicate of itself.", errors: [{ pointer: "/duplicateId", code: "same_patient", message }] });
  }
  await tx.query(holdDuringMerge);
  const rows = new Map((await lockToMerge(tx, id, duplicateId)).map((row) => [row.id, row]));
  const [patient, duplicate] = [rows.get(id) ?? missing(), rows.get(duplicateId) ?? missing()];
  if (patient.merged_into !== null) fail("merge_conflict", { detail: "The patient was merged into another one. Name that one, `mergedInto`, instead." });
  if (duplicate.merged_into !== null) fail("merge_conflict", { detail: "The duplicate was merged before." });
  return { patient, duplicate };
};

/** External ids go over to the patient; the duplicate keeps its name and number, by which it is still found. Answers the patient. */
export const mergePair = async (tx: TenantTx, { patient, duplicate }: Pair): Promise<PatientRow> => {
  const known = new Set(patient.external_ids.map(({ system, value }) => `${system}|${value}`));
  const external_ids = [...patient.external_ids, ...duplicate.external_ids.filter(({ system, value }) => !known.has(`${system}|${value}`))];
  if (external_ids.length > MOST_EXTERNAL_IDS) {
    fail("merge_conflict", { detail: `Together they have more than ${MOST_EXTERNAL_IDS} external ids. Take some away first.` });
  }
  await mergeOnwards(tx, duplicate.id, patient.id);
  await change(tx, duplicate, { status: "INACTIVE", merged_into: patient.id, external_ids: [] });
  return external_ids.length === patient.external_ids.length ? patient : change(tx, patient, { external_ids });
};

const change = async (tx: TenantTx, row: PatientRow, columns: Parameters<typeof changePatient>[2]): Promise<PatientRow> => {
  const changed = (await changePatient(tx, row, columns)) ?? fail("version_mismatch");
  await setPatientKeys(tx, row.id, keysOf(fieldsOf(tx, changed)));
  return changed;
};
