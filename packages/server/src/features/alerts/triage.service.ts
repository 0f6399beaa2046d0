import type { components } from "@vitaledge/contract/schema";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { isMember } from "../organizations/organizations.service.js";
import { applyAction, faultsOfAction, type TriageAction, type TriageState } from "./alerts.policy.js";
import { changeAlerts, lockAlerts, type AlertNote, type AlertRow } from "./alerts.sql.js";
import { sealNote, tellOfAlerts, type Acted } from "./resolve.service.js";

type ActionInput = components["schemas"]["AlertActionInput"];
type ActionResult = components["schemas"]["AlertActionResult"];

/** The action with what it needs. */
const actionOf = ({ action, assigneeId = "", until = "" }: ActionInput): TriageAction => {
  if (action === "ASSIGN") return { action, assigneeId };
  return action === "SNOOZE" ? { action, until: new Date(until) } : { action };
};

const stateOf = (row: AlertRow): TriageState =>
  ({ status: row.status, assigneeId: row.assignee_id, escalated: row.escalated, snoozedUntil: row.snoozed_until });

const COLUMNS = { status: "status", assigneeId: "assignee_id", escalated: "escalated", snoozedUntil: "snoozed_until" } as const;

const columnsOf = (changes: Partial<TriageState>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [COLUMNS[name as keyof TriageState], value]));

/** Acts on those that can be acted on. What the action changes is the same for each of them. */
export const actOnAlerts = async (tx: TenantTx, input: ActionInput): Promise<Acted<ActionResult>> => {
  const errors = faultsOfAction(input, tx.now);
  if (errors.length) fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors });
  const action = actionOf(input);
  if (action.action === "ASSIGN" && !(await isMember(tx, action.assigneeId))) {
    fail("member_not_found", { detail: "The assignee is not a member of this organization." });
  }
  const rows = new Map((await lockAlerts(tx, input.alertIds)).map((row) => [row.id, row]));
  const effects = new Map([...rows.values()].map((row) => [row.id, applyAction(stateOf(row), action)]));
  await write(tx, [...rows.values()], effects, input.note);
  const result: ActionResult = {
    updated: input.alertIds.filter((id) => effects.get(id)),
    skipped: input.alertIds.filter((id) => !effects.get(id)).map((id) => ({ id, code: rows.has(id) ? "alert_resolved" : "alert_not_found" })),
  };
  return { result, patientIds: [...rows.values()].map((row) => row.patient_id) };
};

type Effects = ReadonlyMap<string, Partial<TriageState> | undefined>;

/** A note is kept even where the action changes nothing else; the one before it lies in the archive. */
const write = async (tx: TenantTx, rows: readonly AlertRow[], effects: Effects, note: string | undefined): Promise<void> => {
  const noteOf = (row: AlertRow): AlertNote => ({ id: row.id, noteSealed: note === undefined ? row.note_sealed : sealNote(tx, row.id, note) });
  const acted = rows.filter((row) => effects.get(row.id));
  const changed = acted.filter((row) => Object.keys(effects.get(row.id)!).length);
  const noted = note === undefined ? [] : acted.filter((row) => !changed.includes(row));
  if (changed.length) await changeAlerts(tx, changed.map(noteOf), columnsOf(effects.get(changed[0]!.id)!));
  if (noted.length) await changeAlerts(tx, noted.map(noteOf), {});
  await tellOfAlerts(tx, "alert.updated", [...changed, ...noted]);
};
