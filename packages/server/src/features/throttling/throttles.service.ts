import type { PlainQuery } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { sha256 } from "../../platform/crypto.js";
import type { Deps } from "../../deps.js";
import { networkLimit, type Limit } from "./limits.js";
import { networkOf } from "../../platform/network.js";
import { deleteEmpty, drain, fill, overfill, selectLevels, SKEW, type Bucket } from "./throttles.sql.js";

const DAY = 86_400_000;

const bucketOf = ({ name, most, seconds }: Limit, subject: string): Bucket => ({
  key: `${name}:${sha256(subject).toString("base64url")}`, drop: (seconds * 1000) / most, most,
});

/** The same words for everybody: what is behind the limit is not told. */
export const refuseUntil = (again: Date, now: Date): never =>
  fail("rate_limited", {
    detail: "Too many attempts. Wait as many seconds as Retry-After says, then try again.",
    headers: { "Retry-After": String(Math.max(1, Math.ceil((again.getTime() - now.getTime()) / 1000))) },
  });

/** Undefined where there was room; else the time from which there is again. Counted in the database, for all processes. */
export const tryTake = async (query: PlainQuery, limit: Limit, subject: string, now: Date): Promise<Date | undefined> => {
  const bucket = bucketOf(limit, subject);
  const filled = await fill(query, bucket, now);
  if (filled?.taken) return undefined;
  // Without a row somebody made it this moment, and filled it.
  return filled ? roomIn(bucket, filled.empty_at) : new Date(now.getTime() + bucket.drop);
};

const roomIn = ({ drop, most }: Bucket, emptyAt: Date): Date => new Date(emptyAt.getTime() - drop * (most - 1));

/** @throws ProblemError 429 `rate_limited`, where nothing is left */
export const take = async (query: PlainQuery, limit: Limit, subject: string, now: Date): Promise<void> => {
  const again = await tryTake(query, limit, subject, now);
  if (again) refuseUntil(again, now);
};

/** What every operation that takes a secret counts for the network it is asked from. */
export const takeOfNetwork = (deps: Deps, query: PlainQuery, address: string, limit = networkLimit(deps.config)): Promise<void> =>
  take(query, limit, networkOf(address), deps.clock.now());

/** For what turned out to be no guess. */
export const giveBack = (query: PlainQuery, limit: Limit, subject: string): Promise<unknown> => drain(query, bucketOf(limit, subject));

/** Counts without refusing, to `brim` times the limit. */
export const count = (query: PlainQuery, limit: Limit, subject: string, brim: number, now: Date): Promise<unknown> =>
  overfill(query, { ...bucketOf(limit, subject), most: limit.most * brim }, now);

/** How full each is: 1 where all of the limit is used up, and up to `brim` where it is counted on. */
export const levelsOf = async (query: PlainQuery, asked: readonly (readonly [limit: Limit, subject: string, brim: number])[], now: Date): Promise<number[]> => {
  const buckets = asked.map(([limit, subject, brim]) => ({ ...bucketOf(limit, subject), brim }));
  const emptyAt = new Map((await selectLevels(query, buckets.map(({ key }) => key))).map((row) => [row.key, row.empty_at.getTime()]));
  return buckets.map(({ key, drop, most, brim }) => {
    const ahead = Math.max(0, (emptyAt.get(key) ?? 0) - now.getTime());
    return ahead > drop * most * brim + SKEW ? 0 : ahead / (drop * most);
  });
};

export const forgetEmpty = (query: PlainQuery, now: Date, most = 100): Promise<unknown> => deleteEmpty(query, new Date(now.getTime() - DAY), most);
