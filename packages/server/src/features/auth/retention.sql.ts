import { sql } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

/** Rows that one statement deletes at most: what is left goes an hour later. */
const MOST = 10_000;

export const deleteEndedSessions = (query: PlainQuery, before: Date): Promise<unknown> => query(sql`
  delete from sessions where id in (
    select id from sessions where coalesce(ended_at, expires_at) < ${before} and expires_at < ${before} limit ${MOST})`);

/** Whoever refreshes or signs out at this moment erases their own. */
export const eraseSuccessors = (query: PlainQuery, before: Date): Promise<unknown> => query(sql`
  update refresh_tokens set successor_sealed = null where hash in (
    select hash from refresh_tokens where successor_sealed is not null and consumed_at < ${before} limit ${MOST} for update skip locked)`);

export const deleteSpent = async (query: PlainQuery, now: Date, before: Date): Promise<void> => {
  await query(sql`delete from mfa_challenges where expires_at < ${before}`);
  await query(sql`delete from password_resets where expires_at < ${before}`);
  await query(sql`delete from known_devices where expires_at < ${now}`);
  await query(sql`delete from sign_in_attempts where at < ${before} and (known_until is null or known_until < ${now})`);
};
