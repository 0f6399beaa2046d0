import { sql } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

export type FactorRow = { secret_sealed: string; confirmed_at: Date | null };

export const selectFactor = async (query: PlainQuery, userId: string): Promise<FactorRow | undefined> =>
  (await query<FactorRow>(sql`select secret_sealed, confirmed_at from totp_factors where user_id = ${userId}`))[0];

/** False where a confirmed factor stands. */
export const putUnconfirmedFactor = async (query: PlainQuery, userId: string, secretSealed: string, now: Date): Promise<boolean> => {
  const rows = await query(sql`
    insert into totp_factors (user_id, secret_sealed, created_at) values (${userId}, ${secretSealed}, ${now})
    on conflict (user_id) do update set secret_sealed = excluded.secret_sealed, last_step = 0, created_at = excluded.created_at
      where totp_factors.confirmed_at is null
    returning user_id`);
  return rows.length > 0;
};

export const confirmFactor = async (query: PlainQuery, userId: string, secretSealed: string, step: number, now: Date): Promise<boolean> => {
  const rows = await query(sql`
    update totp_factors set confirmed_at = ${now}, last_step = ${step}
     where user_id = ${userId} and confirmed_at is null and secret_sealed = ${secretSealed} and last_step < ${step} returning user_id`);
  return rows.length > 0;
};

/** Takes a time step's code, once and never one before it. */
export const spendStep = async (query: PlainQuery, userId: string, step: number): Promise<boolean> => {
  const rows = await query(sql`
    update totp_factors set last_step = ${step}
     where user_id = ${userId} and confirmed_at is not null and last_step < ${step} returning user_id`);
  return rows.length > 0;
};

export const spendRecoveryCode = async (query: PlainQuery, userId: string, hash: Buffer, now: Date): Promise<boolean> => {
  const rows = await query(sql`
    update recovery_codes set used_at = ${now} where user_id = ${userId} and hash = ${hash} and used_at is null returning user_id`);
  return rows.length > 0;
};

export const replaceRecoveryCodes = async (query: PlainQuery, userId: string, hashes: readonly Buffer[]): Promise<void> => {
  await query(sql`delete from recovery_codes where user_id = ${userId}`);
  const rows = hashes.map((hash) => sql`(${userId}, ${hash}::bytea)`);
  await query(sql`insert into recovery_codes (user_id, hash) values ${sql.join(rows, sql`, `)}`);
};

export const deleteFactor = async (query: PlainQuery, userId: string): Promise<boolean> => {
  const rows = await query(sql`
    with codes as (delete from recovery_codes where user_id = ${userId})
    delete from totp_factors where user_id = ${userId} returning user_id`);
  return rows.length > 0;
};

export type NewChallenge = { id: string; userId: string; credentialsVersion: number; now: Date; expiresAt: Date };

/** False where password or second factor have changed since they were looked at. */
export const insertChallenge = async (query: PlainQuery, { id, userId, credentialsVersion, now, expiresAt }: NewChallenge): Promise<boolean> => {
  const rows = await query(sql`
    with proven as (
      select id from users where id = ${userId} and credentials_version = ${credentialsVersion} and disabled_at is null for share)
    insert into mfa_challenges (id, user_id, created_at, expires_at)
    select ${id}, id, ${now}::timestamptz, ${expiresAt}::timestamptz from proven returning id`);
  return rows.length > 0;
};

/** Takes one of a challenge's tries before the code is looked at, so that parallel guesses count as well. */
export const takeTry = async (query: PlainQuery, id: string, userId: string, most: number, now: Date): Promise<boolean> => {
  const rows = await query(sql`
    update mfa_challenges c set failures = c.failures + 1
      from users u
     where c.id = ${id} and c.user_id = ${userId} and c.used_at is null and c.failures < ${most} and c.expires_at > ${now}
       and u.id = c.user_id and u.disabled_at is null
    returning c.id`);
  return rows.length > 0;
};

export const closeChallenge = async (query: PlainQuery, id: string, now: Date): Promise<boolean> => {
  const rows = await query(sql`update mfa_challenges set used_at = ${now} where id = ${id} and used_at is null returning id`);
  return rows.length > 0;
};

export const closeChallengesOf = (query: PlainQuery, userId: string, now: Date): Promise<unknown> =>
  query(sql`update mfa_challenges set used_at = ${now} where user_id = ${userId} and used_at is null`);
