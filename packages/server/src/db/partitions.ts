import { runPlain } from "./connection.js";
import type { Database } from "./knex.js";
import { LONG } from "./patience.js";
import { sql } from "./sql.js";

/** Makes the months of readings up to three after `now`; what is there already stays, and what was detached stays away. */
export const ensurePartitions = async (database: Database, now: Date): Promise<number> => {
  const [row] = await runPlain<{ made: number }>(database, sql`select observations_ensure_partitions(${now}) as made`, LONG);
  return row!.made;
};

/** The moment from which on readings are there; those before it were detached. */
export const ATTACHED_SINCE = sql`(
  select case when bool_or(c.relname = 'observations_history') then '-infinity'::timestamptz
              else min(to_date(substring(c.relname from '\\d{4}_\\d{2}$'), 'YYYY_MM'))::timestamp at time zone 'UTC' end
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'public.observations'::regclass)`;

/** The same in milliseconds; -Infinity where nothing was detached. */
export const attachedSince = async (database: Database): Promise<number> => {
  const [row] = await runPlain<{ since: string }>(database, sql`select extract(epoch from ${ATTACHED_SINCE})::text as since`);
  return Number(row!.since) * 1000;
};
