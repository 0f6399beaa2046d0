import type { components } from "@vitaledge/contract/schema";
import { decodeTimeCursor, pageOf, type Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { getAlert } from "../alerts/alert-lists.service.js";
import { keepMinutesAround, recountMinutes } from "../billing/keep-minutes.service.js";
import { enrollmentsByIds, type EnrollmentOnRecord } from "../enrollments/enrollments.service.js";
import { isMember } from "../organizations/members.service.js";
import { DEFAULT_LIMIT, type ListQuery } from "../organizations/newest-first.js";
import { holdPatientForTime, holdWithPatient } from "../patients/patient-lock.service.js";
import { practitionersByIds } from "../practitioners/practitioners.service.js";
import { endsAfter, mayVoid, secondsBetween } from "./time-entries.policy.js";
import {
  changeTimeEntry, countTimeEntries, insertTimeEntry, lockRunning, moveRows, selectRunning, selectTimeEntries, selectTimeEntry,
  type TimeEntryColumns, type TimeEntryFilter, type TimeEntryRow,
} from "./time-entries.sql.js";

export { earlierTimeEntries } from "./time-entries.sql.js";
export type { TimeEntryRow } from "./time-entries.sql.js";

type Schemas = components["schemas"];
type TimeEntryInput = Schemas["TimeEntryInput"];

const NEWEST_FIRST = "-startedAt";

export const listTimeEntries = async (
  tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal, ...filter }: TimeEntryFilter & ListQuery,
): Promise<Page<TimeEntryRow> & { total?: number }> => {
  const rows = await selectTimeEntries(tx, filter, decodeTimeCursor(cursor, NEWEST_FIRST), limit + 1);
  const page = pageOf(rows, limit, NEWEST_FIRST, (row) => [row.started_at.toISOString(), row.id]);
  return includeTotal ? { ...page, total: await countTimeEntries(tx, filter) } : page;
};

export const getTimeEntry = async (tx: TenantTx, id: string): Promise<TimeEntryRow> =>
  (await selectTimeEntry(tx, id)) ?? fail("time_entry_not_found", { detail: "No time entry of this organization has this id." });

const sealed = (tx: TenantTx, id: string, column: "note" | "void_reason", text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : tx.seal({ table: "time_entries", column, id }, text);

const enrollmentNamed = async (tx: TenantTx, id: string): Promise<EnrollmentOnRecord> =>
  (await enrollmentsByIds(tx, [id])).get(id) ?? fail("enrollment_not_found", { detail: "No enrollment of this organization has this id." });

/** The enrollment with its patient held, so that it cannot go over to another one meanwhile. */
const heldEnrollment = (tx: TenantTx, id: string): Promise<EnrollmentOnRecord> =>
  holdWithPatient((patientId) => holdPatientForTime(tx, patientId), () => enrollmentNamed(tx, id), ({ patientId }) => patientId);

/** An entry with its patient held. */
const heldEntry = (tx: TenantTx, find: () => Promise<TimeEntryRow>): Promise<TimeEntryRow> =>
  holdWithPatient((patientId) => holdPatientForTime(tx, patientId), find, ({ patient_id }) => patient_id);

type Performer = Pick<TimeEntryColumns, "performed_by_user_id" | "performed_by_practitioner_id" | "performed_by_name">;

/** Who did it: the caller, unless somebody is named. */
const performerOf = (tx: TenantTx, { userId, practitionerId, name }: Schemas["PerformedBy"] = {}): Performer => ({
  performed_by_user_id: userId ?? (practitionerId || name ? null : tx.actor.userId),
  performed_by_practitioner_id: practitionerId ?? null,
  performed_by_name: name ?? null,
});

const expectNamed = async (tx: TenantTx, { performedBy, supervisedBy, alertId }: TimeEntryInput): Promise<void> => {
  const ids = [performedBy?.practitionerId, supervisedBy].flatMap((id) => id ?? []);
  const found = await practitionersByIds(tx, ids);
  if (ids.some((id) => !found.has(id))) fail("practitioner_not_found", { detail: "No practitioner of this organization has the id given." });
  if (performedBy?.userId && !(await isMember(tx, performedBy.userId))) {
    fail("member_not_found", { detail: "The user in performedBy is no member of this organization. Give a name instead." });
  }
  if (alertId) await getAlert(tx, alertId);
};

const insert = async (tx: TenantTx, id: string, columns: TimeEntryColumns): Promise<TimeEntryRow> => {
  const row = await insertTimeEntry(tx, id, columns);
  if (!row) throw new Error("an insert gave no row");
  return row;
};

export const logTimeEntry = async (tx: TenantTx, input: TimeEntryInput): Promise<TimeEntryRow> => {
  const { patientId } = await heldEnrollment(tx, input.enrollmentId);
  await expectNamed(tx, input);
  const startedAt = new Date(input.startedAt);
  if (endsAfter(startedAt, input.durationSeconds, tx.now)) {
    fail("recorded_in_future", { detail: "The entry ends ahead of now. Log time when it is over, or use the timer." });
  }
  const id = tx.newId("time");
  const row = await insert(tx, id, {
    patient_id: patientId,
    enrollment_id: input.enrollmentId,
    started_at: startedAt,
    duration_seconds: input.durationSeconds,
    activity: input.activity,
    interactive: input.interactive ?? false,
    staff_role: input.staffRole,
    ...performerOf(tx, input.performedBy),
    supervised_by: input.supervisedBy ?? null,
    note_sealed: sealed(tx, id, "note", input.note),
    alert_id: input.alertId ?? null,
    status: "FINAL",
  });
  await keepMinutesAround(tx, patientId, startedAt);
  return row;
};

/** Whose timer it is. A key is nobody whose minutes could be counted. */
const timekeeperOf = (tx: TenantTx): string =>
  tx.actor.userId ?? fail("permission_denied", { detail: "A timer runs for a person. Log the time itself: POST /api/time-entries." });

/** A second timer of one user runs into the unique index, whoever comes first. */
export const startTimer = async (tx: TenantTx, input: Schemas["TimerStartInput"]): Promise<TimeEntryRow> => {
  const userId = timekeeperOf(tx);
  const { patientId } = await heldEnrollment(tx, input.enrollmentId);
  const id = tx.newId("time");
  return insert(tx, id, {
    patient_id: patientId,
    enrollment_id: input.enrollmentId,
    started_at: tx.now,
    duration_seconds: null,
    activity: input.activity,
    interactive: input.interactive ?? false,
    staff_role: input.staffRole,
    ...performerOf(tx, { userId }),
    supervised_by: null,
    note_sealed: sealed(tx, id, "note", input.note),
    alert_id: null,
    status: "RUNNING",
  });
};

const notRunning = (): never => fail("timer_not_running", { detail: "You have no timer running. Start one, or log the time itself." });

export const stopTimer = async (tx: TenantTx, { interactive, note }: Schemas["TimerStopInput"] = {}): Promise<TimeEntryRow> => {
  const userId = timekeeperOf(tx);
  await heldEntry(tx, async () => (await selectRunning(tx, userId)) ?? notRunning());
  const running = (await lockRunning(tx, userId)) ?? notRunning();
  const stopped = await changeTimeEntry(tx, running.id, {
    status: "FINAL",
    duration_seconds: secondsBetween(running.started_at, tx.now),
    ...(interactive !== undefined && { interactive }),
    ...(note !== undefined && { note_sealed: sealed(tx, running.id, "note", note) }),
  });
  if (!stopped) return notRunning();
  await keepMinutesAround(tx, stopped.patient_id, stopped.started_at);
  return stopped;
};

/** Again changes nothing: the entry stays as it was first voided. */
export const voidTimeEntry = async (tx: TenantTx, id: string, reason: string | undefined): Promise<TimeEntryRow> => {
  const row = await getTimeEntry(tx, id);
  if (!mayVoid(tx.actor, row.performed_by_user_id)) {
    fail("permission_denied", { detail: "You may void your own time entries. An OWNER or ADMIN may void this one." });
  }
  await heldEntry(tx, () => getTimeEntry(tx, id));
  const voided = await changeTimeEntry(tx, id, { status: "VOIDED", void_reason_sealed: sealed(tx, id, "void_reason", reason) });
  if (!voided) return getTimeEntry(tx, id);
  await keepMinutesAround(tx, voided.patient_id, voided.started_at);
  return voided;
};

/** Gives a patient's entries to another one; both patients are locked. */
export const moveTimeEntries = async (tx: TenantTx, from: string, to: string): Promise<void> => {
  await moveRows(tx, from, to);
  await recountMinutes(tx, [from, to]);
};
