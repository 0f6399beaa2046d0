import type { components } from "@vitaledge/contract/schema";
import { all, sql, type Statement } from "../../db/sql.js";
import type { PlainQuery, TenantTx } from "../../db/with-tenant.js";
import type { EventData, EventType } from "../../outbox/events.js";

type Schemas = components["schemas"];

export type Attempt = { at: string; status: number | null; durationMs: number; error: Schemas["DeliveryAttempt"]["error"] };

export type DeliveryRow = {
  id: string;
  event_id: string;
  type: EventType;
  status: "PENDING" | "DELIVERED" | "FAILED";
  attempts: Attempt[];
  next_attempt_at: Date | null;
  created_at: Date;
};

const COLUMNS = sql`d.id, d.event_id, d.type, d.status, d.attempts, d.next_attempt_at, d.created_at`;

export type DeliveryFilter = { status?: readonly string[]; from?: string; to?: string };

const conditionOf = (tx: TenantTx, webhookId: string, { status, from, to }: DeliveryFilter): Statement => all([
  sql`d.organization_id = ${tx.organizationId} and d.webhook_id = ${webhookId}`,
  status === undefined ? undefined : sql`d.status = any(${status}::text[])`,
  from === undefined ? undefined : sql`d.created_at >= ${from}::timestamptz`,
  to === undefined ? undefined : sql`d.created_at <= ${to}::timestamptz`,
]);

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectDeliveries = (
  tx: TenantTx, webhookId: string, filter: DeliveryFilter, before: Statement, limit: number,
): Promise<DeliveryRow[]> => tx.query(sql`
  select ${COLUMNS} from deliveries d where ${conditionOf(tx, webhookId, filter)} and ${before}
   order by d.created_at desc, d.id desc limit ${limit + 1}`);

export const countDeliveries = async (tx: TenantTx, webhookId: string, filter: DeliveryFilter): Promise<number> =>
  (await tx.first<{ count: number }>(sql`
    select count(*)::integer as count from deliveries d where ${conditionOf(tx, webhookId, filter)}`))?.count ?? 0;

/** What a delivery is of: an event, or a word to a subscription's receiver that there is one to be told. */
export type DeliveryType = EventType | "handshake" | "heartbeat";
/** `focus`: `Type/id` of the FHIR resource that an event is about, where a subscription is told of it. */
export type DeliveryData = EventData & { focus?: string };

/** `lane`: what is to go out one after the other, by `number`. `dueAt`: not before; at once where it is missing. */
export type NewDelivery = {
  id: string; webhookId: string; eventId: string; type: DeliveryType; occurredAt: Date; data: DeliveryData; lane: string; number: string; dueAt?: Date;
};

export const insertDeliveries = (tx: TenantTx, deliveries: readonly NewDelivery[]): Promise<unknown> => tx.query(sql`
  insert into deliveries (organization_id, id, webhook_id, event_id, type, occurred_at, data, lane, number, next_attempt_at, created_at)
  select ${tx.organizationId}, n.id, n."webhookId", n."eventId", n.type, n."occurredAt", n.data, n.lane, n.number, coalesce(n."dueAt", ${tx.now}::timestamptz), ${tx.now}
    from json_to_recordset(${JSON.stringify(deliveries)}::json) n (
      id text, "webhookId" text, "eventId" text, type text, "occurredAt" timestamptz, data jsonb, lane text, number bigint, "dueAt" timestamptz)`);

/** Undefined where it is none of this webhook's. */
export const requeueDelivery = (tx: TenantTx, webhookId: string, id: string): Promise<{ id: string } | undefined> => tx.first(sql`
  update deliveries set status = 'PENDING', next_attempt_at = ${tx.now}, settled_at = null,
         tries = case status when 'PENDING' then tries else 0 end,
         first_tried_at = case status when 'PENDING' then first_tried_at end
   where organization_id = ${tx.organizationId} and webhook_id = ${webhookId} and id = ${id}
  returning id`);

/** What is still to be delivered, or that of one type alone, given up because the webhook is off. */
export const giveUpPending = (tx: TenantTx, webhookId: string, attempt: Attempt, type?: DeliveryType): Promise<unknown> => tx.query(sql`
  update deliveries set status = 'FAILED', settled_at = ${tx.now}, next_attempt_at = null, attempts = attempts || ${JSON.stringify([attempt])}::jsonb
   where organization_id = ${tx.organizationId} and webhook_id = ${webhookId} and status = 'PENDING'
     and ${type === undefined ? sql`true` : sql`type = ${type}`}`);

/** Lets the workers look at webhooks at once; `held` of a receiver that asked for time stays but where a person wants it sent. */
export const markDue = (tx: TenantTx, webhookIds: readonly string[], insist = false): Promise<unknown> => tx.query(sql`
  insert into outbox_due as due (organization_id, webhook_id, due_at)
  select ${tx.organizationId}, n.id, ${tx.now} from unnest(${webhookIds}::text[]) n (id) order by n.id
  on conflict (organization_id, webhook_id) do update
     set due_at = least(due.due_at, excluded.due_at), held_until = case when ${insist}::boolean then null else due.held_until end`);

export type Lease = { organization_id: string; webhook_id: string; leased_until: Date };

/** Takes the webhook that is due longest for one worker alone; one that dies leaves it to the next when the time is over. */
export const leaseNext = async (query: PlainQuery, now: Date, until: Date): Promise<Lease | undefined> =>
  (await query<Lease>(sql`
    update outbox_due set leased_until = ${until}
     where (organization_id, webhook_id) = (
       select organization_id, webhook_id from outbox_due
        where due_at <= ${now} and coalesce(held_until, '-infinity') <= ${now} and coalesce(leased_until, '-infinity') <= ${now}
        order by due_at limit 1 for update skip locked)
    returning organization_id, webhook_id, leased_until`))[0];

export type DueRow = {
  id: string; event_id: string; type: DeliveryType; occurred_at: Date; data: DeliveryData; number: string; tries: number; first_tried_at: Date | null;
};

const isFirstOfLane = (tx: TenantTx, webhookId: string): Statement => sql`
  d.organization_id = ${tx.organizationId} and d.webhook_id = ${webhookId} and d.status = 'PENDING'
  and not exists (
    select 1 from deliveries e
     where e.organization_id = ${tx.organizationId} and e.webhook_id = ${webhookId} and e.status = 'PENDING'
       and e.lane = d.lane and e.number < d.number)`;

/** Of each lane the first alone. */
export const selectDue = (tx: TenantTx, webhookId: string, most: number): Promise<DueRow[]> => tx.query(sql`
  select d.id, d.event_id, d.type, d.occurred_at, d.data, d.number, d.tries, d.first_tried_at from deliveries d
   where ${isFirstOfLane(tx, webhookId)} and d.next_attempt_at <= ${tx.now}
   order by d.next_attempt_at, d.number limit ${most}`);

export type Outcome = { id: string; status: DeliveryRow["status"]; attempt: Attempt; nextAttemptAt: Date | null };

/** Attempts that are shown of a delivery; the newest stay. */
const MOST_ATTEMPTS_SHOWN = 50;

/** What a person sent again meanwhile is PENDING too: the outcome counts for it. Answers the ids of what was still pending. */
export const recordOutcomes = async (tx: TenantTx, outcomes: readonly Outcome[]): Promise<Set<string>> => new Set((await tx.query<{ id: string }>(sql`
  update deliveries d
     set status = n.status, next_attempt_at = n."nextAttemptAt", tries = d.tries + 1,
         first_tried_at = coalesce(d.first_tried_at, (n.attempt->>'at')::timestamptz),
         settled_at = case n.status when 'PENDING' then null else ${tx.now}::timestamptz end,
         attempts = case when jsonb_array_length(d.attempts) >= ${MOST_ATTEMPTS_SHOWN} then d.attempts - 0 else d.attempts end || jsonb_build_array(n.attempt)
    from json_to_recordset(${JSON.stringify(outcomes)}::json) n (id text, status text, attempt jsonb, "nextAttemptAt" timestamptz)
   where d.organization_id = ${tx.organizationId} and d.id = n.id and d.status = 'PENDING'
  returning d.id`)).map(({ id }) => id));

export const tookAnythingSince = async (tx: TenantTx, webhookId: string, since: Date): Promise<boolean> =>
  (await tx.first(sql`
    select 1 from deliveries
     where organization_id = ${tx.organizationId} and webhook_id = ${webhookId} and status = 'DELIVERED' and settled_at > ${since} limit 1`)) !== undefined;

/**
 * Ends a lease and sets when the webhook is due again. The row is locked in a statement of its own, before what is pending is
 * read: who queues more meanwhile waits, and finds the row as it was left.
 */
export const endLease = async (tx: TenantTx, lease: Lease, heldUntil: Date | null): Promise<void> => {
  const key = sql`organization_id = ${tx.organizationId} and webhook_id = ${lease.webhook_id}`;
  const held = await tx.first(sql`select 1 from outbox_due where ${key} and leased_until = ${lease.leased_until} for update`);
  // Another worker has it by now.
  if (!held) return;
  const next = await tx.first<{ due_at: Date | null }>(sql`
    select min(d.next_attempt_at) as due_at from deliveries d where ${isFirstOfLane(tx, lease.webhook_id)}`);
  if (!next?.due_at) await tx.query(sql`delete from outbox_due where ${key}`);
  else await tx.query(sql`update outbox_due set leased_until = null, due_at = ${next.due_at}, held_until = ${heldUntil} where ${key}`);
};

/** Of the receivers those for whom something of a type is still to be delivered. */
export const selectWaiting = async (tx: TenantTx, receiverIds: readonly string[], type: DeliveryType): Promise<Set<string>> =>
  new Set((await tx.query<{ id: string }>(sql`
    select distinct d.webhook_id as id from deliveries d
     where d.organization_id = ${tx.organizationId} and d.webhook_id = any(${receiverIds}::text[]) and d.status = 'PENDING' and d.type = ${type}`)).map(({ id }) => id));

export type NumberedRow = { number: string; occurred_at: Date; data: DeliveryData };

/** What a receiver was to be told, by its numbers, delivered or not. */
export const selectNumbered = (tx: TenantTx, webhookId: string, from: string, until: string | undefined, most: number): Promise<NumberedRow[]> => tx.query(sql`
  select d.number, d.occurred_at, d.data from deliveries d
   where d.organization_id = ${tx.organizationId} and d.webhook_id = ${webhookId} and d.number >= ${from}::bigint and d.number > 0
     and ${until === undefined ? sql`true` : sql`d.number <= ${until}::bigint`}
   order by d.number limit ${most}`);

/** Days that deliveries are shown. */
export const DELIVERIES_KEPT_DAYS = 30;

export const deleteOldDeliveries = async (tx: TenantTx, before: Date): Promise<number> =>
  (await tx.query(sql`
    delete from deliveries where organization_id = ${tx.organizationId} and status <> 'PENDING' and created_at < ${before} returning 1 as gone`)).length;
