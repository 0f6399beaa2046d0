import { sql } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";

export type AccountRow = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  password_hash: string;
  /** Counts changes of password and second factor. */
  credentials_version: number;
  demonstration: boolean;
  disabled_at: Date | null;
  mfa_enabled: boolean;
};

const SELECT = sql`
  select u.id, u.email, u.first_name, u.last_name, u.password_hash, u.credentials_version, u.demonstration, u.disabled_at,
         exists (select from totp_factors f where f.user_id = u.id and f.confirmed_at is not null) as mfa_enabled
    from users u`;

export const selectAccountByEmail = async (query: PlainQuery, email: string): Promise<AccountRow | undefined> =>
  (await query<AccountRow>(sql`${SELECT} where lower(u.email) = lower(${email})`))[0];

export const selectAccount = async (query: PlainQuery, id: string): Promise<AccountRow | undefined> =>
  (await query<AccountRow>(sql`${SELECT} where u.id = ${id}`))[0];

/** Nobody changes password or second factor until the transaction ends. */
export const holdAccount = async (query: PlainQuery, id: string): Promise<AccountRow | undefined> =>
  (await query<AccountRow>(sql`${SELECT} where u.id = ${id} for share of u`))[0];

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

/** What was proven until now is proven no more. */
const CHANGED = sql`credentials_version = credentials_version + 1`;

export const updatePassword = (query: PlainQuery, id: string, passwordHash: string, now: Date): Promise<unknown> =>
  query(sql`update users set password_hash = ${passwordHash}, ${CHANGED}, updated_at = ${now} where id = ${id}`);

/** False where password or second factor have changed since the version was read. */
export const replacePassword = async (query: PlainQuery, { id, credentials_version }: AccountRow, passwordHash: string, now: Date): Promise<boolean> => {
  const rows = await query(sql`
    update users set password_hash = ${passwordHash}, ${CHANGED}, updated_at = ${now}
     where id = ${id} and credentials_version = ${credentials_version} returning id`);
  return rows.length > 0;
};

/** Comes before the factor's own rows in a transaction, as a sign-in locks them. */
export const countCredentialChange = (query: PlainQuery, id: string, now: Date): Promise<unknown> =>
  query(sql`update users set ${CHANGED}, updated_at = ${now} where id = ${id}`);

/** Puts a stronger hash of the same password in place; a password that was changed meanwhile stays. */
export const replaceHash = (query: PlainQuery, id: string, before: string, after: string, now: Date): Promise<unknown> =>
  query(sql`update users set password_hash = ${after}, updated_at = ${now} where id = ${id} and password_hash = ${before}`);

export const updateDisabled = (query: PlainQuery, id: string, now: Date): Promise<unknown> =>
  query(sql`update users set disabled_at = coalesce(disabled_at, ${now}), updated_at = ${now} where id = ${id}`);
