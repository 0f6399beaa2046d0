import { sql } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

export type AccountRow = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  password_hash: string;
  demonstration: boolean;
  disabled_at: Date | null;
  mfa_enabled: boolean;
};

const SELECT = sql`
  select u.id, u.email, u.first_name, u.last_name, u.password_hash, u.demonstration, u.disabled_at,
         exists (select from totp_factors f where f.user_id = u.id and f.confirmed_at is not null) as mfa_enabled
    from users u`;

export const selectAccountByEmail = async (query: PlainQuery, email: string): Promise<AccountRow | undefined> =>
  (await query<AccountRow>(sql`${SELECT} where lower(u.email) = lower(${email})`))[0];

export const selectAccount = async (query: PlainQuery, id: string): Promise<AccountRow | undefined> =>
  (await query<AccountRow>(sql`${SELECT} where u.id = ${id}`))[0];

export const selectAccounts = (query: PlainQuery, ids: readonly string[]): Promise<AccountRow[]> =>
  query<AccountRow>(sql`${SELECT} where u.id = any(${ids}::text[])`);

export type NewAccount = { id: string; email: string; firstName: string; lastName: string; passwordHash: string; now: Date };

/** False where the address has an account already. */
export const insertAccount = async (query: PlainQuery, account: NewAccount): Promise<boolean> => {
  const { id, email, firstName, lastName, passwordHash, now } = account;
  const rows = await query(sql`
    insert into users (id, email, first_name, last_name, password_hash, created_at, updated_at)
    values (${id}, ${email}, ${firstName}, ${lastName}, ${passwordHash}, ${now}, ${now})
    on conflict do nothing returning id`);
  return rows.length > 0;
};

export const updatePassword = (query: PlainQuery, id: string, passwordHash: string, now: Date): Promise<unknown> =>
  query(sql`update users set password_hash = ${passwordHash}, updated_at = ${now} where id = ${id}`);

/** Puts a stronger hash of the same password in place; a password that was changed meanwhile stays. */
export const replaceHash = (query: PlainQuery, id: string, before: string, after: string, now: Date): Promise<unknown> =>
  query(sql`update users set password_hash = ${after}, updated_at = ${now} where id = ${id} and password_hash = ${before}`);

export const updateDisabled = (query: PlainQuery, id: string, now: Date): Promise<unknown> =>
  query(sql`update users set disabled_at = coalesce(disabled_at, ${now}), updated_at = ${now} where id = ${id}`);
