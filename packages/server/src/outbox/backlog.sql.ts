import { sql } from "../db/sql.js";
import type { PlainQuery } from "../db/with-tenant.js";
import { timeOfId } from "../platform/ids.js";

/** `since`: from when on the oldest could have been done; undefined where nothing waits. */
export type Backlog = { kind: "events" | "mails" | "deliveries"; waiting: number; since: Date | undefined };

/** What waits to be done without a request, of all organizations. */
export const selectBacklogs = async (query: PlainQuery, now: Date): Promise<Backlog[]> => {
  const [row] = await query<{ events: number; event: string | null; mails: number; mail_since: Date | null; deliveries: number; delivery_since: Date | null }>(sql`
    select e.count as events, e.first as event, m.count as mails, m.since as mail_since, d.count as deliveries, d.since as delivery_since
      from (select count(*)::integer as count, min(id collate "C") as first from outbox_pending) e,
           (select count(*)::integer as count, min(next_attempt_at) as since from outbox_mails
             where sent_at is null and failed_at is null and next_attempt_at <= ${now}) m,
           (select count(*)::integer as count, min(greatest(due_at, held_until, leased_until)) as since from outbox_due
             where due_at <= ${now} and coalesce(held_until, '-infinity') <= ${now} and coalesce(leased_until, '-infinity') <= ${now}) d`);
  const { events, event, mails, mail_since: mailSince, deliveries, delivery_since: deliverySince } = row!;
  return [
    { kind: "events", waiting: events, since: event === null ? undefined : timeOfId(event) },
    { kind: "mails", waiting: mails, since: mailSince ?? undefined },
    { kind: "deliveries", waiting: deliveries, since: deliverySince ?? undefined },
  ];
};
