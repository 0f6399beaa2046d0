import type { TenantTx } from "../../db/with-tenant.js";
import { moveRules } from "./alert-rules.sql.js";
import { lockToMove, moveRows, resolveLocked, type AlertRow } from "./alerts.sql.js";
import { resolutionOf, sealNote, tellOfAlerts } from "./resolve.service.js";

/**
 * Gives a patient's alerts and rules to another one; both patients are locked. Of two unresolved alerts of one kind the more
 * urgent goes on, the receiver's where they are alike, and the other one is resolved.
 */
export const moveAlerts = async (tx: TenantTx, from: string, to: string): Promise<void> => {
  const unresolved = (await lockToMove(tx, from, to)).filter(({ status }) => status !== "RESOLVED");
  const standing = new Map(unresolved.filter(({ patient_id }) => patient_id === to).map((row) => [kindOf(row), row]));
  const moving = unresolved.filter(({ patient_id }) => patient_id === from);
  const settled = moving.flatMap((theirs) => {
    const ours = standing.get(kindOf(theirs));
    if (!ours) return [];
    return isMoreUrgent(theirs, ours) ? [{ row: ours, by: theirs }] : [{ row: theirs, by: ours }];
  });
  if (settled.length) await resolveLocked(tx, settled.map(({ row, by }) => noteOf(tx, row, by)), resolutionOf(tx, "OTHER"));
  await moveRows(tx, from, to);
  await moveRules(tx, from, to);
  const resolved = new Set(settled.map(({ row }) => row));
  const movedTo = (row: AlertRow): AlertRow => ({ ...row, patient_id: to });
  await tellOfAlerts(tx, "alert.resolved", [...resolved].map(movedTo));
  await tellOfAlerts(tx, "alert.updated", moving.filter((row) => !resolved.has(row)).map(movedTo));
};

/** What there is at most one unresolved alert of. */
const kindOf = ({ metric_definition_id, type, direction }: AlertRow): string => `${metric_definition_id} ${type} ${direction}`;

const isMoreUrgent = (one: AlertRow, other: AlertRow): boolean =>
  one.escalated === other.escalated ? one.severity_rank > other.severity_rank : one.escalated;

const noteOf = (tx: TenantTx, { id }: AlertRow, by: AlertRow) =>
  ({ id, noteSealed: sealNote(tx, id, `Two patients were merged; ${by.id} goes on for both alerts.`) });
