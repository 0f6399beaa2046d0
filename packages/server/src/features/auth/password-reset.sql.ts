import { sql } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

export type NewReset = { hash: Buffer; userId: string; now: Date; expiresAt: Date };

/** Nothing where there is no such account. */
export const insertReset = (query: PlainQuery, { hash, userId, now, expiresAt }: NewReset): Promise<unknown> => query(sql`
  insert into password_resets (hash, user_id, created_at, expires_at)
  select ${hash}::bytea, id, ${now}::timestamptz, ${expiresAt}::timestamptz from users where id = ${userId}`);

/** Whose password a token may set; undefined where it is not open. */
export const selectOpenReset = async (query: PlainQuery, hash: Buffer, now: Date): Promise<{ id: string; email: string } | undefined> =>
  (await query<{ id: string; email: string }>(sql`
    select u.id, u.email from password_resets r join users u on u.id = r.user_id
     where r.hash = ${hash} and r.used_at is null and r.expires_at > ${now} and u.disabled_at is null`))[0];

/** Takes the token, and with it every other one of the user; undefined where it is not open any more. */
export const spendReset = async (query: PlainQuery, hash: Buffer, now: Date): Promise<string | undefined> => {
  const rows = await query<{ user_id: string }>(sql`
    update password_resets set used_at = ${now} where hash = ${hash} and used_at is null and expires_at > ${now} returning user_id`);
  const userId = rows[0]?.user_id;
  if (userId) await closeResetsOf(query, userId, now);
  return userId;
};

export const closeResetsOf = (query: PlainQuery, userId: string, now: Date): Promise<unknown> =>
  query(sql`update password_resets set used_at = ${now} where user_id = ${userId} and used_at is null`);
