import type { components } from "@vitaledge/contract/schema";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { appendEvents, type EventType } from "../../outbox/events.js";
import { holdPatients } from "../patients/patient-lock.service.js";
import { logTimeEntry } from "../time-entries/time-entries.service.js";
import { getAlert } from "./alert-lists.service.js";
import { canResolve } from "./alerts.policy.js";
import {
  countUnresolved, lockAlerts, lockUnresolved, resolveLocked, resolveUnresolved, type AlertNote, type AlertRow, type Outcome, type Resolution,
} from "./alerts.sql.js";

type Schemas = components["schemas"];
type ResolveInput = Schemas["AlertResolveInput"];
type BulkInput = Schemas["AlertBulkResolveInput"];
type BulkResult = Schemas["AlertBulkResolveResult"];

/** Alerts that one call resolves at most. */
const MOST = 1000;

export const sealNote = (tx: TenantTx, id: string, note: string | undefined): string | null =>
  note === undefined ? null : tx.seal({ table: "alerts", column: "note", id }, note);

export const tellOfAlerts = (tx: TenantTx, type: EventType, rows: readonly AlertRow[]): Promise<unknown> =>
  appendEvents(tx, rows.map(({ id, patient_id, enrollment_id, severity }) => ({ type, id, patientId: patient_id, enrollmentId: enrollment_id, severity })));

export const resolutionOf = (tx: TenantTx, outcome: Outcome): Resolution => {
  if (tx.actorId === null) throw new Error("an alert is resolved by somebody");
  return { outcome, resolved_by: tx.actorId, resolved_at: tx.now };
};

export const resolveAlert = async (tx: TenantTx, id: string, { outcome, note, timeEntry }: ResolveInput): Promise<AlertRow> => {
  // The time entry needs the patient: whoever locks both takes the patient first.
  if (timeEntry) await holdPatients(tx, [(await getAlert(tx, id)).patient_id]);
  const resolved = await resolveUnresolved(tx, id, resolutionOf(tx, outcome), sealNote(tx, id, note));
  if (!resolved) {
    await getAlert(tx, id);
    return fail("alert_resolved", { detail: "The alert has been resolved before; that resolution stays." });
  }
  if (timeEntry) await logTime(tx, resolved, timeEntry);
  await tellOfAlerts(tx, "alert.resolved", [resolved]);
  return resolved;
};

const logTime = async (tx: TenantTx, alert: AlertRow, timeEntry: NonNullable<ResolveInput["timeEntry"]>): Promise<void> => {
  const enrollmentId = timeEntry.enrollmentId ?? alert.enrollment_id;
  if (enrollmentId === null) {
    return fail("invalid_request", {
      detail: "The alert belongs to no enrollment. Name the one the time is for.",
      errors: [{ pointer: "/timeEntry/enrollmentId", code: "required", message: "is missing" }],
    });
  }
  const logged = await logTimeEntry(tx, { ...timeEntry, enrollmentId, alertId: alert.id });
  if (logged.patient_id !== alert.patient_id) fail("enrollment_mismatch", { detail: "The time entry's enrollment is of another patient than the alert." });
};

/** What was answered of alerts, and whose they are. */
export type Acted<T> = { result: T; patientIds: string[] };

const patientsOf = (rows: Iterable<AlertRow>): string[] => [...rows].map((row) => row.patient_id);

export const bulkResolve = (tx: TenantTx, input: BulkInput): Promise<Acted<BulkResult>> => {
  const resolution = resolutionOf(tx, input.outcome);
  const noteOf = (row: AlertRow): AlertNote => ({ id: row.id, noteSealed: sealNote(tx, row.id, input.note) });
  return "alertIds" in input
    ? resolveByIds(tx, input.alertIds, resolution, noteOf)
    : resolveByFilter(tx, input.filter, resolution, noteOf);
};

type NoteOf = (row: AlertRow) => AlertNote;

const resolveAll = async (tx: TenantTx, open: readonly AlertRow[], resolution: Resolution, noteOf: NoteOf): Promise<void> => {
  if (!open.length) return;
  await resolveLocked(tx, open.map(noteOf), resolution);
  await tellOfAlerts(tx, "alert.resolved", open);
};

const resolveByIds = async (tx: TenantTx, ids: readonly string[], resolution: Resolution, noteOf: NoteOf): Promise<Acted<BulkResult>> => {
  const rows = new Map((await lockAlerts(tx, ids)).map((row) => [row.id, row]));
  const open = [...rows.values()].filter((row) => canResolve(row.status));
  await resolveAll(tx, open, resolution, noteOf);
  const isOpen = new Set(open.map((row) => row.id));
  const result: BulkResult = {
    resolved: ids.filter((id) => isOpen.has(id)),
    skipped: ids.filter((id) => !isOpen.has(id)).map((id) => ({ id, code: rows.has(id) ? "alert_resolved" : "alert_not_found" })),
    remaining: 0,
  };
  return { result, patientIds: patientsOf(rows.values()) };
};

const resolveByFilter = async (
  tx: TenantTx, filter: Schemas["AlertFilter"], resolution: Resolution, noteOf: NoteOf,
): Promise<Acted<BulkResult>> => {
  const open = await lockUnresolved(tx, filter, MOST);
  await resolveAll(tx, open, resolution, noteOf);
  const result = { resolved: open.map((row) => row.id), skipped: [], remaining: await countUnresolved(tx, filter) };
  return { result, patientIds: patientsOf(open) };
};
