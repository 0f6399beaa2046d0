import { sql, type Statement } from "../db/sql.js";
import type { PlainQuery } from "../db/with-tenant.js";
import type { Lease } from "./lease.js";

type Taking = { subject: string; start: Date; limit: number; most: number; seen: number };

/**
 * Takes a block of a window's rest for this process, in one statement: what all processes were granted never exceeds the limit.
 */
export const leaseBlock = async (query: PlainQuery, { subject, start, limit, most, seen }: Taking): Promise<Lease> => {
  const blockAfter = (used: Statement): Statement =>
    sql`least(${most}::int, greatest(1, (${limit}::int - ${used}) / 10), greatest(0, ${limit}::int - ${used}))`;
  const first = sql`${seen}::int`;
  const known = sql`greatest(w.used, ${seen}::int)`;
  const rows = await query<Lease>(sql`
    insert into rate_windows as w (subject, window_start, used, granted) values (${subject}, ${start}, ${first} + ${blockAfter(first)}, ${blockAfter(first)})
    on conflict (subject, window_start) do update set granted = ${blockAfter(known)}, used = ${known} + ${blockAfter(known)}
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
