import { appendEntries } from "../../audit/append.js";
import { systemDraft } from "../../audit/system-draft.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { appendEvents, type EventType } from "../../outbox/events.js";
import { alertingOf } from "../organizations/organizations.service.js";
import { changeAlerts } from "./alerts.sql.js";
import { lockWoken, markUnacknowledged, type WaitingRow } from "./waiting.sql.js";

const tell = (tx: TenantTx, type: EventType, rows: readonly WaitingRow[]): Promise<unknown> =>
  appendEvents(tx, rows.map(({ id, patient_id, enrollment_id, severity }) => ({ type, id, patientId: patient_id, enrollmentId: enrollment_id, severity })));

/** Puts alerts back into the queue whose snooze is over. */
export const wakeSnoozed = async (tx: TenantTx): Promise<void> => {
  const rows = await lockWoken(tx);
  if (!rows.length) return;
  await changeAlerts(tx, rows.map(({ id, note_sealed }) => ({ id, noteSealed: note_sealed })),
    { status: "OPEN", snoozed_until: null, opened_at: tx.now, unacknowledged_at: null });
  await tell(tx, "alert.updated", rows);
  await appendEntries(tx, rows.map(({ id, patient_id }) =>
    systemDraft(tx.now, { operationId: "scheduler snoozed alerts", resourceType: "Alert", resourceId: id, patientId: patient_id })));
};

/** One event for a CRITICAL alert that stays OPEN longer than the organization allows (`alerting.unacknowledgedMinutes`). */
export const tellUnacknowledged = async (tx: TenantTx): Promise<void> => {
  const { unacknowledgedMinutes } = await alertingOf(tx);
  if (!unacknowledgedMinutes) return;
  const rows = await markUnacknowledged(tx, new Date(tx.now.getTime() - unacknowledgedMinutes * 60_000));
  if (rows.length) await tell(tx, "alert.unacknowledged", rows);
};
