import { sql } from "../db/sql.js";
import type { PlainQuery } from "../db/with-tenant.js";

// By the database's clock alone: those of processes differ.
export const noteWrite = (query: PlainQuery, subject: string): Promise<unknown> => query(sql`
  insert into recent_writes (subject, written_at) values (${subject}, clock_timestamp())
  on conflict (subject) do update set written_at = excluded.written_at`);

export const hasWrittenWithin = async (query: PlainQuery, subject: string, seconds: number): Promise<boolean> =>
  (await query(sql`select 1 as one from recent_writes where subject = ${subject} and written_at > clock_timestamp() - make_interval(secs => ${seconds})`)).length > 0;

export const deleteWritesBefore = (query: PlainQuery, before: Date): Promise<unknown> => query(sql`delete from recent_writes where written_at < ${before}`);

/** How far the primary has written its log, in bytes: all that was committed by now lies before it. */
export const selectWritten = async (query: PlainQuery): Promise<bigint> =>
  BigInt((await query<{ position: string }>(sql`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as position`))[0]!.position);

/** How far a replica has followed it; undefined of what is no replica. */
export const selectReplayed = async (query: PlainQuery): Promise<bigint | undefined> => {
  const [row] = await query<{ position: string | null }>(sql`
    select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end - '0/0'::pg_lsn)::text as position`);
  return row?.position ? BigInt(row.position) : undefined;
};
