import type { Deps } from "../../deps.js";
import { withTenant, SYSTEM, type TenantTx } from "../../db/with-tenant.js";
import type { SafeFetch } from "../../platform/safe-fetch.js";
import { SafeFetchError } from "../../platform/safe-fetch.js";
import { endLease, recordOutcomes, selectDue, tookAnythingSince, type Attempt, type DueRow, type Lease, type Outcome } from "./deliveries.sql.js";
import { askedWait, GIVEN_UP_AFTER, holdAfter, waitAfter } from "./retry-schedule.js";
import { signaturesOf } from "./sign.js";
import { switchOff } from "./switch-off.js";
import { giveUp, secretsOf } from "./webhooks.service.js";
import { selectWebhook } from "./webhooks.sql.js";

/** Deliveries sent side by side to one webhook. */
const MOST_AT_ONCE = 20;

export type DeliverDeps = Pick<Deps, "clock" | "config" | "database" | "keys" | "log" | "publicUrl" | "workerDatabase">;
type Door = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;

type Batch = { url: string; secrets: string[]; rows: DueRow[] };

/**
 * Sends what is due to the leased webhook, the first of each lane, and ends the lease. The transactions before and after are
 * short: none is open while the receiver is waited for.
 */
export const deliverDue = async (deps: DeliverDeps, fetch: SafeFetch, lease: Lease): Promise<void> => {
  const door: Door = (work) => withTenant({ ...deps, database: deps.workerDatabase }, lease.organization_id, SYSTEM, work);
  const batch = await door((tx) => readBatch(tx, lease));
  if (!batch) return;
  const results = await Promise.all(batch.rows.map((row) => attempt(deps, fetch, batch, lease, row)));
  await door((tx) => settle(deps, tx, lease, results));
};

const readBatch = async (tx: TenantTx, lease: Lease): Promise<Batch | undefined> => {
  const webhook = await selectWebhook(tx, lease.webhook_id);
  if (!webhook?.enabled) await giveUp(tx, lease.webhook_id);
  const rows = webhook?.enabled ? await selectDue(tx, lease.webhook_id, MOST_AT_ONCE) : [];
  if (webhook && rows.length) return { url: webhook.url, secrets: secretsOf(tx, webhook), rows };
  await endLease(tx, lease, null);
  return undefined;
};

type Result = { row: DueRow; attempt: Attempt; askedWait: number | undefined };

const attempt = async (deps: DeliverDeps, fetch: SafeFetch, { url, secrets }: Batch, lease: Lease, row: DueRow): Promise<Result> => {
  const at = deps.clock.now();
  const began = performance.now();
  const told = (status: number | null, error: Attempt["error"]): Attempt =>
    ({ at: at.toISOString(), status, durationMs: Math.round(performance.now() - began), error });
  try {
    const answer = await fetch.send(url, { method: "POST", ...messageOf(secrets, lease.organization_id, row, at) });
    const retryAfter = answer.headers["retry-after"];
    return { row, attempt: told(answer.status, errorOf(answer.status)), askedWait: askedWait(typeof retryAfter === "string" ? retryAfter : undefined, at) };
  } catch (error) {
    if (!(error instanceof SafeFetchError)) throw error;
    return { row, attempt: told(error.status, error.fault), askedWait: undefined };
  }
};

/** The specification's three headers and the thin body; the id is the same at every attempt. */
const messageOf = (secrets: readonly string[], organizationId: string, row: DueRow, at: Date) => {
  const body = JSON.stringify({ id: row.event_id, type: row.type, timestamp: row.occurred_at.toISOString(), organizationId, data: row.data });
  const timestamp = Math.floor(at.getTime() / 1000);
  const headers = {
    "content-type": "application/json",
    "user-agent": "VitalEdge-Webhooks/1",
    "webhook-id": row.event_id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signaturesOf(secrets, { id: row.event_id, timestamp, body }),
  };
  return { headers, body };
};

const errorOf = (status: number): Attempt["error"] => {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return "gone";
  return status >= 300 && status < 400 ? "redirected" : "rejected";
};

const settle = async (deps: DeliverDeps, tx: TenantTx, lease: Lease, results: readonly Result[]): Promise<void> => {
  const outcomes = results.map((result) => outcomeOf(tx.now, result));
  await recordOutcomes(tx, outcomes);
  const reason = await reasonToStop(tx, lease.webhook_id, results, outcomes);
  if (reason) await switchOff(deps, tx, lease.webhook_id, reason);
  await endLease(tx, lease, heldUntil(tx.now, results, outcomes));
};

const outcomeOf = (now: Date, { row, attempt: { error, ...rest }, askedWait: asked }: Result): Outcome => {
  const outcome = { id: row.id, attempt: { ...rest, error } };
  if (error === null) return { ...outcome, status: "DELIVERED", nextAttemptAt: null };
  const age = now.getTime() - (row.first_tried_at ?? now).getTime();
  if (error === "gone" || age >= GIVEN_UP_AFTER) return { ...outcome, status: "FAILED", nextAttemptAt: null };
  const wait = Math.max(waitAfter(row.tries + 1, Math.random()), asked ?? 0);
  return { ...outcome, status: "PENDING", nextAttemptAt: new Date(now.getTime() + wait) };
};

/** A receiver that is gone, or that has taken nothing since the first attempt of what is now given up. */
const reasonToStop = async (
  tx: TenantTx, webhookId: string, results: readonly Result[], outcomes: readonly Outcome[],
): Promise<"GONE" | "FAILING" | undefined> => {
  if (results.some(({ attempt: { error } }) => error === "gone")) return "GONE";
  const since = results.filter((_, index) => outcomes[index]!.status === "FAILED").flatMap(({ row }) => row.first_tried_at ?? []);
  if (!since.length) return undefined;
  const latest = new Date(Math.max(...since.map((date) => date.getTime())));
  return (await tookAnythingSince(tx, webhookId, latest)) ? undefined : "FAILING";
};

const heldUntil = (now: Date, results: readonly Result[], outcomes: readonly Outcome[]): Date | null => {
  const holds = results.flatMap(({ attempt: { status, error }, askedWait: asked }, index) => {
    const next = outcomes[index]!.nextAttemptAt;
    return error === null || !next ? [] : holdAfter(status, next.getTime() - now.getTime(), asked) ?? [];
  });
  return holds.length ? new Date(now.getTime() + Math.max(...holds)) : null;
};
