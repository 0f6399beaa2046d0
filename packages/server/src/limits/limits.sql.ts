import { sql } from "../db/sql.js";
import type { PlainQuery } from "../db/with-tenant.js";

export type Lease = { granted: number; used: number };

/** Requests leased at once: 50, more under a high limit; a tenth of the rest where that is less. */
const blockOf = (limit: number): number => Math.max(50, Math.floor(limit / 200));

/**
 * Takes a block of a window's rest for this process, in one statement: what all processes were granted never exceeds the limit.
 */
export const lease = async (query: PlainQuery, subject: string, windowStart: Date, limit: number): Promise<Lease> => {
  const most = blockOf(limit);
  const first = Math.min(most, Math.max(1, Math.floor(limit / 10)), limit);
  const block = sql`least(${most}::int, greatest(1, (${limit}::int - w.used) / 10), greatest(0, ${limit}::int - w.used))`;
  const rows = await query<Lease>(sql`
    insert into rate_windows as w (subject, window_start, used, granted) values (${subject}, ${windowStart}, ${first}, ${first})
    on conflict (subject, window_start) do update set granted = ${block}, used = w.used + ${block}
    returning granted, used`);
  return rows[0]!;
};

export const deleteWindowsBefore = (query: PlainQuery, before: Date): Promise<unknown> =>
  query(sql`delete from rate_windows where window_start < ${before}`);

/** The organization's requests a minute: the operator's number, else the plan's. */
export const selectRequestsPerMinute = async (query: PlainQuery, organizationId: string, plans: Record<string, number>): Promise<number> => {
  const rows = await query<{ plan: string; requests_per_minute: number | null }>(sql`
    select plan, requests_per_minute from organizations where organization_id = ${organizationId}`);
  return rows[0]?.requests_per_minute ?? plans[rows[0]?.plan ?? ""] ?? 0;
};
