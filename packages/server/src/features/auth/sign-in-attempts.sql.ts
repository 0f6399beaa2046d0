import { sql, type Statement } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

export type Door = { account: Buffer; network: Buffer };

/** Seconds between two tries of one network on one account, at most. */
const LONGEST = 900;
/** Tries at once from a network that the account was signed in from: two windows, a slip, a program beside. */
const QUICK = 5;

/**
 * How long to wait after a network's last try on an account. They double with each try that all networks had since the day
 * before, so that many machines guess no faster than one, and each has its first try at once. Where the account was signed
 * in from before, only what came from there counts, and what is let in at once may be a little older than what came last.
 */
const waitAt = (now: Date): Statement => sql`(case
  when a.known_until > ${now} and a.count < ${QUICK}::integer then -${LONGEST}::integer
  when a.known_until > ${now} then least(${LONGEST}::integer, power(2, least(a.count - ${QUICK}::integer, 20)))
  else least(${LONGEST}::integer, power(2, least(greatest((select tries from everywhere), a.count, 1) - 1, 20)))
end::double precision * interval '1 second')`;

/** A try that lies ahead was noted by a clock that has been set right since: it makes nobody wait. */
const isWrong = (now: Date): Statement => sql`a.at > ${now}::timestamptz + interval '1 minute'`;

/** Takes a try before anything is hashed: of any number at once one row lets one through. Answers when the next may come, where it is refused. */
export const takeTry = async (query: PlainQuery, { account, network }: Door, now: Date): Promise<{ taken: boolean; again_at: Date } | undefined> =>
  (await query<{ taken: boolean; again_at: Date }>(sql`
    with everywhere as (
      select coalesce(sum(count), 0) as tries from sign_in_attempts where account = ${account} and at > ${now}::timestamptz - interval '1 day'),
    taken as (
      insert into sign_in_attempts as a (account, network, count, at) values (${account}, ${network}, 1, ${now})
      on conflict (account, network) do update
        set count = case when a.at > ${now}::timestamptz - interval '1 day' then a.count + 1 else 1 end, at = case when ${isWrong(now)} then ${now} else greatest(a.at, ${now}) end
        where a.at + ${waitAt(now)} <= ${now} or ${isWrong(now)}
      returning at)
    select true as taken, at as again_at from taken
    union all
    select false, a.at + ${waitAt(now)} from sign_in_attempts a where account = ${account} and network = ${network} and not exists (select from taken)`))[0];

/** The password was right: nothing counts against this network any more. */
export const settleTry = (query: PlainQuery, { account, network }: Door, knownUntil: Date): Promise<unknown> =>
  query(sql`update sign_in_attempts set count = 0, known_until = ${knownUntil} where account = ${account} and network = ${network}`);

/** No password was looked at. */
export const withdrawTry = (query: PlainQuery, { account, network }: Door): Promise<unknown> => query(sql`
  update sign_in_attempts set count = greatest(count - 1, 0), at = at - ${LONGEST}::integer * interval '1 second'
   where account = ${account} and network = ${network}`);

/** With a new password all guesses at the former one are void. */
export const voidTries = (query: PlainQuery, account: Buffer): Promise<unknown> =>
  query(sql`update sign_in_attempts set count = 0, at = at - ${LONGEST}::integer * interval '1 second' where account = ${account}`);

/** Takes away some of what counts no longer. */
export const deletePastTries = (query: PlainQuery, now: Date): Promise<unknown> => query(sql`
  delete from sign_in_attempts where (account, network) in (
    select account, network from sign_in_attempts
     where at < ${now}::timestamptz - interval '1 day' and coalesce(known_until, at) < ${now}
     order by at limit 100 for update skip locked)`);
