import { sql } from "../db/sql.js";
import type { PlainQuery, TenantTx } from "../db/with-tenant.js";
import type { EventData, EventType } from "./events.js";

export type EventRow = { id: string; type: EventType; data: EventData };
export type PublishedRow = EventRow & { number: string; created_at: Date };

/** One statement however many there are; with it the organization is noted for the relay. */
export const insertEvents = (tx: TenantTx, events: readonly EventRow[]): void => tx.send(sql`
  with noted as (insert into outbox_pending (organization_id, id) values (${tx.organizationId}, ${events[0]!.id}))
  insert into events (organization_id, id, type, data, created_at)
  select ${tx.organizationId}, n.id, n.type, n.data, ${tx.now}
    from unnest(${events.map((event) => event.id)}::text[], ${events.map((event) => event.type)}::text[],
                ${events.map((event) => JSON.stringify(event.data))}::jsonb[]) with ordinality n (id, type, data, place)
   order by n.place`);

/** Organizations with something to publish, by their ids, behind the one named. */
export const selectPending = async (query: PlainQuery, after: string, most: number): Promise<string[]> =>
  (await query<{ organization_id: string }>(sql`
    select distinct organization_id from outbox_pending where organization_id > ${after} order by organization_id limit ${most}`)).map((row) => row.organization_id);

/** Makes this transaction the organization's one publisher; answers the last number that was given. */
export const lockHead = async (tx: TenantTx): Promise<string> => {
  await tx.query(sql`insert into event_heads (organization_id, last_number) values (${tx.organizationId}, 0) on conflict do nothing`);
  const head = await tx.first<{ last_number: string }>(sql`
    select last_number from event_heads where organization_id = ${tx.organizationId} for update`);
  return head!.last_number;
};

/** Before the events are read: what is noted later is of events that the reading may miss. */
export const deletePending = (tx: TenantTx): Promise<unknown> =>
  tx.query(sql`delete from outbox_pending where organization_id = ${tx.organizationId}`);

export const insertPending = (tx: TenantTx, id: string): Promise<unknown> =>
  tx.query(sql`insert into outbox_pending (organization_id, id) values (${tx.organizationId}, ${id}) on conflict do nothing`);

/** Numbers the next events and moves the head, as long as this transaction holds it. */
export const numberEvents = async (tx: TenantTx, last: string, most: number): Promise<PublishedRow[]> => {
  const rows = await tx.query<PublishedRow>(sql`
    with next as (
      select position, ${last}::bigint + row_number() over (order by position) as number from events
       where organization_id = ${tx.organizationId} and number is null
       order by position limit ${most}),
    moved as (
      update event_heads set last_number = (select max(number) from next)
       where organization_id = ${tx.organizationId} and exists (select 1 from next))
    update events e set number = next.number, published_at = ${tx.now}
      from next where e.organization_id = ${tx.organizationId} and e.position = next.position
    returning e.number, e.id, e.type, e.data, e.created_at`);
  return rows.toSorted((one, other) => (BigInt(one.number) < BigInt(other.number) ? -1 : 1));
};

export const selectPublished = (tx: TenantTx, after: string, most: number): Promise<PublishedRow[]> => tx.query(sql`
  select number, id, type, data, created_at from events
   where organization_id = ${tx.organizationId} and number > ${after} order by number limit ${most}`);

export const selectLastNumber = async (tx: TenantTx): Promise<string> =>
  (await tx.first<{ last_number: string }>(sql`select last_number from event_heads where organization_id = ${tx.organizationId}`))?.last_number ?? "0";

/** Whether the event with this number was published since then. */
export const wasPublishedSince = async (tx: TenantTx, number: string, since: Date): Promise<boolean> =>
  (await tx.first(sql`
    select 1 from events where organization_id = ${tx.organizationId} and number = ${number} and published_at >= ${since}`)) !== undefined;

/** Days that published events are kept; a stream goes back one. */
export const EVENTS_KEPT_DAYS = 7;

export const deleteOldEvents = async (tx: TenantTx, before: Date): Promise<number> =>
  (await tx.query(sql`
    delete from events where organization_id = ${tx.organizationId} and number is not null and published_at < ${before} returning 1 as gone`)).length;
