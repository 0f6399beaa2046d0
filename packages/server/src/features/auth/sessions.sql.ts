import { sql, type Statement } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";
import { ENDS_AT, STRICTEST_LIMITS } from "./session-limits.sql.js";

export type NewSession = {
  id: string;
  userId: string;
  now: Date;
  expiresAt: Date;
  address: string;
  userAgent: string | null;
  tokenHash: Buffer;
  credentialsVersion: number;
};

/**
 * False where password or second factor have changed since they were proven. Who changes them at this moment is waited for,
 * or waits, and then ends this session with the others.
 */
export const insertSession = async (query: PlainQuery, session: NewSession): Promise<boolean> => {
  const rows = await query(sql`
    with proven as (
      select id from users where id = ${session.userId} and credentials_version = ${session.credentialsVersion} and disabled_at is null for share),
    fresh as (
      insert into sessions (id, user_id, created_at, expires_at, last_used_at, address, user_agent)
      select ${session.id}, id, ${session.now}::timestamptz, ${session.expiresAt}::timestamptz, ${session.now}::timestamptz, ${session.address}, ${session.userAgent}
        from proven returning id)
    insert into refresh_tokens (hash, session_id, created_at) select ${session.tokenHash}::bytea, id, ${session.now}::timestamptz from fresh
    returning session_id`);
  return rows.length > 0;
};

export type Rotation = { hash: Buffer; successorHash: Buffer; successorSealed: string; now: Date };
export type SessionOwner = { session_id: string; user_id: string };

/**
 * Spends a token and puts its successor in place, in one statement: of racers on one token the session's lock lets one
 * through. It is taken before the tokens', as by whoever ends the session. The sealed copy in the token's own predecessor
 * is erased, for that one's grace ends here.
 */
export const rotateRefreshToken = async (query: PlainQuery, { hash, successorHash, successorSealed, now }: Rotation): Promise<SessionOwner | undefined> =>
  (await query<SessionOwner>(sql`
    with open as (
      select s.id, s.user_id
        from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id cross join lateral ${STRICTEST_LIMITS}
       where t.hash = ${hash} and s.ended_at is null and ${ENDS_AT} > ${now} and u.disabled_at is null
         for no key update of s),
    spent as (
      update refresh_tokens t
         set consumed_at = ${now}, successor_hash = ${successorHash}, successor_sealed = ${successorSealed}
        from open
       where t.hash = ${hash} and t.session_id = open.id and t.consumed_at is null
      returning t.session_id, open.user_id),
    fresh as (
      insert into refresh_tokens (hash, session_id, created_at) select ${successorHash}, session_id, ${now}::timestamptz from spent),
    used as (update sessions set last_used_at = ${now} where id in (select session_id from spent)),
    erased as (
      update refresh_tokens set successor_sealed = null
       where successor_hash = ${hash} and session_id in (select session_id from spent))
    select session_id, user_id from spent`))[0];

/** Whose token it is, whether it works or not. */
export const selectTokenOwner = async (query: PlainQuery, hash: Buffer): Promise<SessionOwner | undefined> =>
  (await query<SessionOwner>(sql`
    select t.session_id, s.user_id from refresh_tokens t join sessions s on s.id = t.session_id where t.hash = ${hash}`))[0];

export type SpentToken = {
  alive: boolean;
  consumed_at: Date | null;
  /** Null once the successor has been used. */
  successor_sealed: string | null;
};

export const selectSpentToken = async (query: PlainQuery, hash: Buffer, now: Date): Promise<SpentToken | undefined> =>
  (await query<SpentToken>(sql`
    select t.consumed_at, t.successor_sealed, s.ended_at is null and ${ENDS_AT} > ${now} and u.disabled_at is null as alive
      from refresh_tokens t
      join sessions s on s.id = t.session_id
      join users u on u.id = s.user_id
      cross join lateral ${STRICTEST_LIMITS}
     where t.hash = ${hash}`))[0];

export type SessionRow = { id: string; created_at: Date; last_used_at: Date; address: string | null; user_agent: string | null };

const isOpen = (userId: string, now: Date): Statement =>
  sql`s.user_id = ${userId} and s.ended_at is null and ${ENDS_AT} > ${now}`;

export const selectOpenSessions = (query: PlainQuery, userId: string, now: Date, most: number): Promise<SessionRow[]> => query<SessionRow>(sql`
  select s.id, s.created_at, s.last_used_at, s.address, s.user_agent
    from sessions s cross join lateral ${STRICTEST_LIMITS}
   where ${isOpen(userId, now)}
   order by s.last_used_at desc, s.id desc limit ${most}`);

/** Whom another process notes at the same moment is left to that one: nobody waits here while holding what others wait for. */
export const noteUse = (query: PlainQuery, ids: readonly string[], now: Date): Promise<unknown> => query(sql`
  update sessions set last_used_at = ${now}
   where id in (select s.id from sessions s where s.id = any(${ids}::text[]) and s.ended_at is null and s.last_used_at < ${now}
                   for no key update skip locked)`);

/** How many have ended by it. */
const endWhere = async (query: PlainQuery, condition: Statement, reason: string, now: Date): Promise<number> => {
  const ended = await query(sql`
    with ended as (
      update sessions set ended_at = ${now}, end_reason = ${reason} where ended_at is null and ${condition} returning id),
    erased as (
      update refresh_tokens set successor_sealed = null where session_id in (select id from ended) and successor_sealed is not null)
    select id from ended`);
  return ended.length;
};

export const endSession = async (query: PlainQuery, sessionId: string, reason: string, now: Date): Promise<boolean> =>
  (await endWhere(query, sql`id = ${sessionId}`, reason, now)) > 0;

/** False where the user has no such session that is open. */
export const endOpenSession = async (query: PlainQuery, userId: string, sessionId: string, reason: string, now: Date): Promise<boolean> =>
  (await endWhere(query, sql`id in (
    select s.id from sessions s cross join lateral ${STRICTEST_LIMITS} where s.id = ${sessionId} and ${isOpen(userId, now)})`, reason, now)) > 0;

/** All sessions of a user, but for the one to spare. */
export const endSessionsOf = (query: PlainQuery, userId: string, reason: string, now: Date, spared = ""): Promise<number> =>
  endWhere(query, sql`user_id = ${userId} and id <> ${spared}`, reason, now);

/** Ends for good what is past its limits: a limit that is loosened later revives nothing. */
export const endOverdue = (query: PlainQuery, ids: readonly string[], now: Date): Promise<number> =>
  endWhere(query, sql`id in (
    select s.id from sessions s cross join lateral ${STRICTEST_LIMITS}
     where s.id = any(${ids}::text[]) and s.ended_at is null and ${ENDS_AT} <= ${now}
       for no key update of s skip locked)`, "expired", now);
