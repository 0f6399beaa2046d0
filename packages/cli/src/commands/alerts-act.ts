import type { BodyOf } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import type { ExitCode } from "../exit-codes.js";
import { readIds, readWords } from "../input/ids.js";
import { reportOutcomes } from "../output/outcomes.js";
import type { Outcome } from "../output/outcomes.js";
import { UsageError } from "../usage-error.js";

type Body = BodyOf<"actOnAlerts">;
type Noted = { note?: string };

/** As many as a request takes. */
const CHUNK = 500;
const HOUR_MS = 3_600_000;

export const acknowledge: Run<Noted> = (context, { note }, ids) => act(context, ids, note, { action: "ACKNOWLEDGE" }, "ACKNOWLEDGED");
export const escalate: Run<Noted> = (context, { note }, ids) => act(context, ids, note, { action: "ESCALATE" }, "ESCALATED");
export const assign: Run<Noted & { to: string }> = (context, { note, to }, ids) =>
  act(context, ids, note, { action: "ASSIGN", assigneeId: to }, "ASSIGNED");

export const snooze: Run<Noted & { until?: string; for?: number }> = async (context, { note, until, for: hours }, ids) => {
  if ((until === undefined) === (hours === undefined)) throw new UsageError("It is not said for how long.", "Give --until TIME or --for HOURS.");
  return act(context, ids, note, { action: "SNOOZE", until: until ?? new Date(Date.now() + (hours ?? 0) * HOUR_MS).toISOString() }, "SNOOZED");
};

async function act(context: Context, given: readonly string[], note: string | undefined, action: Omit<Body, "alertIds">, done: string): Promise<ExitCode> {
  const ids = await readIds(context, given, "alert");
  const words = await readWords(context, note);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < ids.length; at += CHUNK) {
    const body = { ...action, alertIds: ids.slice(at, at + CHUNK), ...(words !== undefined && { note: words }) };
    const { updated, skipped } = await context.client().alerts.act(body, { signal: context.signal });
    outcomes.push(...updated.map((id) => ({ id, result: done })), ...skipped.map(({ id, code }) => ({ id, result: code })));
  }
  return reportOutcomes(context, outcomes, done);
}
