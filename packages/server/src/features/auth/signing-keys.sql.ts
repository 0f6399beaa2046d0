import { sql } from "../../db/sql.js";
import type { PlainQuery } from "../../db/with-tenant.js";
import type { TokenAlgorithm } from "./signing-key.js";

export type KeyRow = { id: string; algorithm: TokenAlgorithm; wrapped: string; active_at: Date; withdrawn_at: Date | null };

/** In the order in which they begin to sign. */
export const selectTokenKeys = (query: PlainQuery): Promise<KeyRow[]> =>
  query<KeyRow>(sql`select id, algorithm, wrapped, active_at, withdrawn_at from platform_keys where purpose = 'token' order by active_at, id`);

/** Until the transaction ends nobody else changes the set. */
export const lockTokenKeys = (query: PlainQuery): Promise<unknown> =>
  query(sql`select pg_advisory_xact_lock(hashtext('platform_keys of tokens'))`);

export type NewKey = { kid: string; algorithm: TokenAlgorithm; wrapped: string; activeAt: Date };

export const insertTokenKey = (query: PlainQuery, { kid, algorithm, wrapped, activeAt }: NewKey): Promise<unknown> =>
  query(sql`insert into platform_keys (id, purpose, algorithm, wrapped, active_at) values (${kid}, 'token', ${algorithm}, ${wrapped}, ${activeAt})`);

export const withdrawTokenKey = async (query: PlainQuery, kid: string, now: Date): Promise<boolean> => {
  const rows = await query(sql`
    update platform_keys set withdrawn_at = ${now} where purpose = 'token' and id = ${kid} and withdrawn_at is null returning id`);
  return rows.length > 0;
};
