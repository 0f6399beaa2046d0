import { sql, type Statement } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

/** `drop`: milliseconds one event takes to leak away; `most`: the events a bucket holds. */
export type Bucket = { key: string; drop: number; most: number };
export type Filled = { taken: boolean; empty_at: Date };

const milliseconds = (count: number): Statement => sql`${count}::double precision * interval '1 millisecond'`;

/** Milliseconds that the clocks of processes may differ. */
export const SKEW = 60_000;

/** A bucket that is fuller than it can be was filled by a clock that went wrong, and has been set right: it counts as empty. */
const levelAt = ({ drop, most }: Bucket, now: Date): Statement => sql`(case
  when t.empty_at > ${now}::timestamptz + ${milliseconds(drop * most + SKEW)} then ${now}::timestamptz else greatest(t.empty_at, ${now}::timestamptz) end)`;

/**
 * Adds an event where there is room. The row's lock lets takers through one by one, so that of any number at once just
 * as many come in as fit; who is refused writes nothing.
 */
export const fill = async (query: PlainQuery, bucket: Bucket, now: Date): Promise<Filled | undefined> => {
  const { key, drop, most } = bucket;
  return (await query<Filled>(sql`
    with taken as (
      insert into throttles as t (key, empty_at) values (${key}, ${now}::timestamptz + ${milliseconds(drop)})
      on conflict (key) do update set empty_at = ${levelAt(bucket, now)} + ${milliseconds(drop)}
        where ${levelAt(bucket, now)} + ${milliseconds(drop)} <= ${now}::timestamptz + ${milliseconds(drop * most + 1)}
      returning empty_at)
    select true as taken, empty_at from taken
    union all
    select false, empty_at from throttles where key = ${key} and not exists (select from taken)`))[0];
};

/** Adds an event whether there is room or not, up to a brim. */
export const overfill = (query: PlainQuery, bucket: Bucket, now: Date): Promise<unknown> => query(sql`
  insert into throttles as t (key, empty_at) values (${bucket.key}, ${now}::timestamptz + ${milliseconds(bucket.drop)})
  on conflict (key) do update set empty_at =
    least(${levelAt(bucket, now)} + ${milliseconds(bucket.drop)}, ${now}::timestamptz + ${milliseconds(bucket.drop * bucket.most)})`);

export const drain = (query: PlainQuery, { key, drop }: Bucket): Promise<unknown> =>
  query(sql`update throttles set empty_at = empty_at - ${milliseconds(drop)} where key = ${key}`);

export const selectLevels = (query: PlainQuery, keys: readonly string[]): Promise<{ key: string; empty_at: Date }[]> =>
  query(sql`select key, empty_at from throttles where key = any(${keys}::text[])`);

/** Takes away at most `most` of the buckets that have long been empty. */
export const deleteEmpty = (query: PlainQuery, before: Date, most: number): Promise<unknown> => query(sql`
  delete from throttles where key in (
    select key from throttles where empty_at < ${before} order by empty_at limit ${most} for update skip locked)`);
