import { withTenant, SYSTEM, type TenantTx } from "../../db/with-tenant.js";
import type { SafeFetch } from "../../platform/safe-fetch.js";
import { SafeFetchError } from "../../platform/safe-fetch.js";
import { endLease, recordOutcomes, selectDue, tookAnythingSince, type Attempt, type DueRow, type Lease, type Outcome } from "./deliveries.sql.js";
import { askedWait, holdAfter, waitAfter } from "./retry-schedule.js";
import type { Courier, Couriers, DeliverDeps, MessageAt, Stop } from "./courier.js";
import { giveUpOn } from "./receivers.service.js";
import { selectReceiver } from "./webhooks.sql.js";

/** Deliveries sent side by side to one webhook. */
const MOST_AT_ONCE = 20;

type Door = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;

type Sending = { row: DueRow; message: MessageAt };
type Batch = { url: string; courier: Courier; sendings: Sending[] };

/**
 * Sends what is due to the leased webhook, the first of each lane, and ends the lease. The transactions before and after are
 * short: none is open while the receiver is waited for.
 */
export const deliverDue = async (deps: DeliverDeps, couriers: Couriers, fetch: SafeFetch, lease: Lease): Promise<void> => {
  const door: Door = (work) => withTenant({ ...deps, database: deps.workerDatabase }, lease.organization_id, SYSTEM, work);
  const batch = await door((tx) => readBatch(deps, couriers, tx, lease));
  if (!batch) return;
  const results = await Promise.all(batch.sendings.map((sending) => attempt(deps, fetch, batch.url, sending)));
  await door((tx) => settle(deps, batch.courier, tx, lease, results));
};

const readBatch = async (deps: DeliverDeps, couriers: Couriers, tx: TenantTx, lease: Lease): Promise<Batch | undefined> => {
  const receiver = await selectReceiver(tx, lease.webhook_id);
  if (!receiver?.enabled) await giveUpOn(tx, lease.webhook_id);
  const rows = receiver?.enabled ? await selectDue(tx, lease.webhook_id, MOST_AT_ONCE) : [];
  if (receiver && rows.length) {
    const courier = couriers[receiver.kind];
    const messages = await courier.messages(deps, tx, receiver, rows);
    if (messages) return { url: receiver.url, courier, sendings: rows.map((row, index) => ({ row, message: messages[index]! })) };
  }
  await endLease(tx, lease, null);
  return undefined;
};

type Result = { row: DueRow; attempt: Attempt; askedWait: number | undefined };

const attempt = async (deps: DeliverDeps, fetch: SafeFetch, url: string, { row, message }: Sending): Promise<Result> => {
  const at = deps.clock.now();
  const began = performance.now();
  const told = (status: number | null, error: Attempt["error"]): Attempt =>
    ({ at: at.toISOString(), status, durationMs: Math.round(performance.now() - began), error });
  try {
    const answer = await fetch.send(url, { method: "POST", ...message(at) });
    const retryAfter = answer.headers["retry-after"];
    return { row, attempt: told(answer.status, errorOf(answer.status)), askedWait: askedWait(typeof retryAfter === "string" ? retryAfter : undefined, at) };
  } catch (error) {
    if (!(error instanceof SafeFetchError)) throw error;
    return { row, attempt: told(error.status, error.fault), askedWait: undefined };
  }
};

const errorOf = (status: number): Attempt["error"] => {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return "gone";
  return status >= 300 && status < 400 ? "redirected" : "rejected";
};

const settle = async (deps: DeliverDeps, courier: Courier, tx: TenantTx, lease: Lease, results: readonly Result[]): Promise<void> => {
  await courier.hold(tx, lease.webhook_id);
  const outcomes = results.map((result) => outcomeOf(tx.now, courier, result));
  const recorded = await recordOutcomes(tx, outcomes);
  const counted = results.map((result, index) => ({ ...result, outcome: outcomes[index]! })).filter(({ row }) => recorded.has(row.id));
  const delivered = counted.filter(({ outcome }) => outcome.status === "DELIVERED");
  if (delivered.length) await courier.delivered(tx, lease.webhook_id, delivered.map(({ row }) => row));
  const stop = await reasonToStop(tx, lease.webhook_id, counted);
  if (stop) await courier.stop(deps, tx, lease.webhook_id, stop);
  await endLease(tx, lease, heldUntil(tx.now, results, outcomes));
};

const outcomeOf = (now: Date, courier: Courier, { row, attempt: { error, ...rest }, askedWait: asked }: Result): Outcome => {
  const outcome = { id: row.id, attempt: { ...rest, error } };
  if (error === null) return { ...outcome, status: "DELIVERED", nextAttemptAt: null };
  const age = now.getTime() - (row.first_tried_at ?? now).getTime();
  if (error === "gone" || age >= courier.givenUpAfter(row)) return { ...outcome, status: "FAILED", nextAttemptAt: null };
  const wait = Math.max(waitAfter(row.tries + 1, Math.random()), asked ?? 0);
  return { ...outcome, status: "PENDING", nextAttemptAt: new Date(now.getTime() + wait) };
};

/** A receiver that is gone, or that has taken nothing since the first attempt of what is now given up. */
const reasonToStop = async (tx: TenantTx, receiverId: string, results: readonly (Result & { outcome: Outcome })[]): Promise<Stop | undefined> => {
  const gone = results.find(({ attempt: { error } }) => error === "gone");
  if (gone) return { reason: "GONE", fault: faultOf(gone) };
  const failed = results.filter(({ outcome }) => outcome.status === "FAILED");
  const since = failed.flatMap(({ row }) => row.first_tried_at ?? []);
  if (!since.length) return undefined;
  const latest = new Date(Math.max(...since.map((date) => date.getTime())));
  return (await tookAnythingSince(tx, receiverId, latest)) ? undefined : { reason: "FAILING", fault: faultOf(failed[0]!) };
};

/** As a person is told of it. */
const faultOf = ({ attempt: { status, error } }: Result): string => (status === null ? String(error) : `HTTP ${status}`);

const heldUntil = (now: Date, results: readonly Result[], outcomes: readonly Outcome[]): Date | null => {
  const holds = results.flatMap(({ attempt: { status, error }, askedWait: asked }, index) => {
    const next = outcomes[index]!.nextAttemptAt;
    return error === null || !next ? [] : holdAfter(status, next.getTime() - now.getTime(), asked) ?? [];
  });
  return holds.length ? new Date(now.getTime() + Math.max(...holds)) : null;
};
