import { sql } from "../db/sql.js";
import type { PlainQuery } from "../db/with-tenant.js";

const LEADER = "scheduler";

/** Takes or extends the lease; false where another process holds it. */
export const takeLease = async (query: PlainQuery, holder: string, now: Date, until: Date): Promise<boolean> =>
  (await query(sql`
    insert into leader_leases as l (name, holder, expires_at) values (${LEADER}, ${holder}, ${until})
    on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
      where l.holder = excluded.holder or l.expires_at <= ${now}
    returning name`)).length > 0;

export const releaseLease = (query: PlainQuery, holder: string): Promise<unknown> =>
  query(sql`delete from leader_leases where name = ${LEADER} and holder = ${holder}`);

/** Begins a run where the last one was begun at `before` or earlier; also true at the first. */
export const beginRun = async (query: PlainQuery, name: string, now: Date, before: Date): Promise<boolean> =>
  (await query(sql`
    insert into scheduled_runs as r (name, begun_at) values (${name}, ${now})
    on conflict (name) do update set begun_at = excluded.begun_at where r.begun_at <= ${before}
    returning name`)).length > 0;

export const selectRuns = (query: PlainQuery): Promise<{ name: string; begun_at: Date }[]> =>
  query(sql`select name, begun_at from scheduled_runs`);
