import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import type { Place } from "../../platform/field-cipher.js";
import { firstDay, localDateOf, type Month } from "../../platform/civil.js";
import { getEnrollment } from "../enrollments/enrollments.service.js";
import { practitionerWhoIs } from "../practitioners/practitioners.service.js";
import { insertSignOff, selectSignOffs, selectSignOffsAfter, selectSignOffsOf, type SignOffRow } from "./billing-evidence.sql.js";

/** Sign-offs of one month that are told of. */
const MOST = 200;

export type SignOff = { practitionerId: string; at: Date; note: string | null };

const noteAt = (id: string): Place => ({ table: "billing_sign_offs", column: "note", id });

const signOffOf = (tx: TenantTx, row: SignOffRow): SignOff => ({
  practitionerId: row.practitioner_id,
  at: row.signed_at,
  note: row.note_sealed === null ? null : tx.open(noteAt(row.id), row.note_sealed),
});

type SignOffsOfEnrollment = { patientId: string; signOffs: SignOff[] };

export const listSignOffs = async (tx: TenantTx, enrollmentId: string, month: Month): Promise<SignOffsOfEnrollment> => ({
  patientId: (await getEnrollment(tx, enrollmentId)).patient_id,
  signOffs: (await selectSignOffs(tx, enrollmentId, month, MOST)).map((row) => signOffOf(tx, row)),
});

const signatory = async (tx: TenantTx): Promise<{ userId: string; practitionerId: string }> => {
  const { userId } = tx.actor;
  const practitioner = userId === null ? undefined : await practitionerWhoIs(tx, userId);
  if (userId === null || !practitioner) {
    return fail("permission_denied", { detail: "A month is signed off by a practitioner: yours is the one whose userId is you." });
  }
  return { userId, practitionerId: practitioner.id };
};

/** @throws ProblemError 403 `permission_denied`, 404 `enrollment_not_found`, 422 `month_in_future` */
export const signOff = async (
  tx: TenantTx, enrollmentId: string, month: Month, note: string | null,
): Promise<{ patientId: string; signOff: SignOff }> => {
  const enrollment = await getEnrollment(tx, enrollmentId);
  const who = await signatory(tx);
  const today = localDateOf(tx.now, enrollment.timezone);
  if (firstDay(month) > today) fail("month_in_future", { detail: `The month has not begun; today is ${today} in ${enrollment.timezone}.` });
  const id = tx.newId("sign");
  const row = await insertSignOff(tx, { id, enrollmentId, month, ...who, noteSealed: note === null ? null : tx.seal(noteAt(id), note) });
  return { patientId: enrollment.patient_id, signOff: signOffOf(tx, row ?? fail("internal_error")) };
};

export type SignedBy = { practitionerId: string; at: Date };

/** By enrollment, those of one month in their order: one statement however many there are. */
export const signOffsOfMonth = async (tx: TenantTx, enrollmentIds: readonly string[], month: Month): Promise<ReadonlyMap<string, SignedBy[]>> => {
  const found = new Map<string, SignedBy[]>();
  for (const row of await selectSignOffsOf(tx, enrollmentIds, month)) {
    const own = found.get(row.enrollment_id) ?? [];
    own.push({ practitionerId: row.practitioner_id, at: row.signed_at });
    found.set(row.enrollment_id, own);
  }
  return found;
};

type SignOffOfMonth = SignOff & { month: Month };

/** Of all of an enrollment's months, a page at a time. */
export async function* allSignOffs(tx: TenantTx, enrollmentId: string): AsyncGenerator<SignOffOfMonth[]> {
  for (let after = ""; ; ) {
    const rows = await selectSignOffsAfter(tx, enrollmentId, after, MOST);
    yield rows.map((row) => ({ month: row.month, ...signOffOf(tx, row) }));
    const last = rows.at(-1);
    if (last === undefined || rows.length < MOST) return;
    after = last.id;
  }
}
