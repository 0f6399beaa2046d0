import { sql, type Statement } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

export type NewSession = {
  id: string;
  userId: string;
  now: Date;
  expiresAt: Date;
  address: string;
  userAgent: string | null;
  tokenHash: Buffer;
};

export const insertSession = (query: PlainQuery, session: NewSession): Promise<unknown> => query(sql`
  with fresh as (
    insert into sessions (id, user_id, created_at, expires_at, last_used_at, address, user_agent)
    values (${session.id}, ${session.userId}, ${session.now}, ${session.expiresAt}, ${session.now}, ${session.address}, ${session.userAgent}))
  insert into refresh_tokens (hash, session_id, created_at) values (${session.tokenHash}, ${session.id}, ${session.now})`);

export type Rotation = { hash: Buffer; successorHash: Buffer; successorSealed: string; now: Date };
export type SessionOwner = { session_id: string; user_id: string };

/**
 * Spends a token and puts its successor in place, in one statement: of racers on one token the row's lock lets one
 * through. The sealed copy in the token's own predecessor is erased, for that one's grace ends here.
 */
export const rotateRefreshToken = async (query: PlainQuery, { hash, successorHash, successorSealed, now }: Rotation): Promise<SessionOwner | undefined> =>
  (await query<SessionOwner>(sql`
    with spent as (
      update refresh_tokens t
         set consumed_at = ${now}, successor_hash = ${successorHash}, successor_sealed = ${successorSealed}
        from sessions s join users u on u.id = s.user_id
       where t.hash = ${hash} and t.consumed_at is null
         and s.id = t.session_id and s.ended_at is null and s.expires_at > ${now} and u.disabled_at is null
      returning t.session_id, s.user_id),
    fresh as (
      insert into refresh_tokens (hash, session_id, created_at) select ${successorHash}, session_id, ${now}::timestamptz from spent),
    used as (update sessions set last_used_at = ${now} where id in (select session_id from spent)),
    erased as (
      update refresh_tokens set successor_sealed = null
       where successor_hash = ${hash} and session_id in (select session_id from spent))
    select session_id, user_id from spent`))[0];

export type SpentToken = SessionOwner & {
  alive: boolean;
  consumed_at: Date | null;
  successor_sealed: string | null;
  successor_spent: boolean;
};

export const selectRefreshToken = async (query: PlainQuery, hash: Buffer, now: Date): Promise<SpentToken | undefined> =>
  (await query<SpentToken>(sql`
    select t.session_id, s.user_id, t.consumed_at, t.successor_sealed,
           s.ended_at is null and s.expires_at > ${now} and u.disabled_at is null as alive,
           coalesce(n.consumed_at is not null, false) as successor_spent
      from refresh_tokens t
      join sessions s on s.id = t.session_id
      join users u on u.id = s.user_id
      left join refresh_tokens n on n.hash = t.successor_hash
     where t.hash = ${hash}`))[0];

const endWhere = (query: PlainQuery, condition: Statement, reason: string, now: Date): Promise<unknown> => query(sql`
  with ended as (
    update sessions set ended_at = ${now}, end_reason = ${reason} where ended_at is null and ${condition} returning id)
  update refresh_tokens set successor_sealed = null where session_id in (select id from ended) and successor_sealed is not null`);

export const endSession = (query: PlainQuery, sessionId: string, reason: string, now: Date): Promise<unknown> =>
  endWhere(query, sql`id = ${sessionId}`, reason, now);

/** All sessions of a user, but for the one to spare. */
export const endSessionsOf = (query: PlainQuery, userId: string, reason: string, now: Date, spared = ""): Promise<unknown> =>
  endWhere(query, sql`user_id = ${userId} and id <> ${spared}`, reason, now);
