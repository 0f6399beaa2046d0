import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { Content } from "./topics.js";

export type SubscriptionStatus = "requested" | "active" | "error" | "off";

/** `id` is the FHIR id, `webhook_id` the receiver's, `events` how many there were. */
export type SubscriptionRow = {
  id: string;
  webhook_id: string;
  topic: string;
  patient_id: string | null;
  content: Content;
  status: SubscriptionStatus;
  created_by: string;
  ends_at: Date | null;
  heartbeat_seconds: number | null;
  events: string;
};

const COLUMNS = sql`s.id, s.webhook_id, s.topic, s.patient_id, s.content, s.status, s.created_by, s.ends_at, s.heartbeat_seconds, s.events`;

const where = (tx: TenantTx, condition: Statement): Statement => sql`from fhir_subscriptions s where s.organization_id = ${tx.organizationId} and ${condition}`;

export const selectSubscriptions = (tx: TenantTx, ids: readonly string[] | undefined): Promise<SubscriptionRow[]> =>
  tx.query(sql`select ${COLUMNS} ${where(tx, ids ? sql`s.id = any(${ids}::text[])` : sql`true`)} order by s.id limit 1000`);

export const selectActive = (tx: TenantTx): Promise<SubscriptionRow[]> =>
  tx.query(sql`select ${COLUMNS} ${where(tx, sql`s.status = 'active' and (s.ends_at is null or s.ends_at > ${tx.now})`)} order by s.id`);

/** Locked: who changes a subscription and who finds out what has become of it take turns. */
export const lockSubscription = (tx: TenantTx, id: string): Promise<SubscriptionRow | undefined> =>
  tx.first(sql`select ${COLUMNS} ${where(tx, sql`s.id = ${id}`)} for update`);

export const lockOfReceiver = (tx: TenantTx, receiverId: string): Promise<SubscriptionRow | undefined> =>
  tx.first(sql`select ${COLUMNS} ${where(tx, sql`s.webhook_id = ${receiverId}`)} for update`);

/** Those whose time is over. */
export const lockEnded = (tx: TenantTx): Promise<SubscriptionRow[]> =>
  tx.query(sql`select ${COLUMNS} ${where(tx, sql`s.status in ('requested', 'active', 'error') and s.ends_at <= ${tx.now}`)} order by s.id for update`);

export type NewSubscription = Omit<SubscriptionRow, "events">;

/** `heartbeat_at` counts from now on. What there was of events stays counted. */
export const putSubscription = (tx: TenantTx, row: NewSubscription): Promise<unknown> => tx.query(sql`
  insert into fhir_subscriptions as s (organization_id, id, webhook_id, topic, patient_id, content, status, created_by, ends_at, heartbeat_seconds, heartbeat_at)
  values (${tx.organizationId}, ${row.id}, ${row.webhook_id}, ${row.topic}, ${row.patient_id}, ${row.content}, ${row.status}, ${row.created_by}, ${row.ends_at},
    ${row.heartbeat_seconds}::integer, ${tx.now}::timestamptz + ${row.heartbeat_seconds}::integer * interval '1 second')
  on conflict (organization_id, id) do update
     set topic = excluded.topic, patient_id = excluded.patient_id, content = excluded.content, status = excluded.status, created_by = excluded.created_by,
         ends_at = excluded.ends_at, heartbeat_seconds = excluded.heartbeat_seconds, heartbeat_at = excluded.heartbeat_at`);

const HEARTBEAT_AT = (tx: TenantTx): Statement => sql`heartbeat_at = ${tx.now}::timestamptz + s.heartbeat_seconds * interval '1 second'`;

export const setSubscriptionStatus = (tx: TenantTx, id: string, status: SubscriptionStatus): Promise<unknown> => tx.query(sql`
  update fhir_subscriptions s set status = ${status}, ${HEARTBEAT_AT(tx)} where s.organization_id = ${tx.organizationId} and s.id = ${id}`);

/** Counts more events and answers how many there were before; undefined where it is not active any more. */
export const countEvents = async (tx: TenantTx, id: string, more: number): Promise<number | undefined> => {
  const row = await tx.first<{ before: string }>(sql`
    update fhir_subscriptions s set events = s.events + ${more}, ${HEARTBEAT_AT(tx)}
     where s.organization_id = ${tx.organizationId} and s.id = ${id} and s.status = 'active'
    returning s.events - ${more} as before`);
  return row && Number(row.before);
};

/** Those who are due a heartbeat until then, and when. */
export const lockHeartbeats = (tx: TenantTx, until: Date): Promise<{ id: string; webhook_id: string; due_at: Date }[]> =>
  tx.query(sql`select s.id, s.webhook_id, greatest(s.heartbeat_at, ${tx.now}) as due_at ${where(tx, sql`s.status = 'active' and s.heartbeat_at <= ${until}`)} order by s.id for update`);

export const noteHeartbeats = (tx: TenantTx, ids: readonly string[]): Promise<unknown> => tx.query(sql`
  update fhir_subscriptions s set heartbeat_at = greatest(s.heartbeat_at, ${tx.now}) + s.heartbeat_seconds * interval '1 second'
   where s.organization_id = ${tx.organizationId} and s.id = any(${ids}::text[])`);
