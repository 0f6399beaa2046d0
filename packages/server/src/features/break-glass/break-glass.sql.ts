import { sql } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";

export type NewGrant = { id: string; userId: string; reasonSealed: string; expiresAt: Date };

export const insertGrant = (tx: TenantTx, { id, userId, reasonSealed, expiresAt }: NewGrant): Promise<unknown> => tx.query(sql`
  insert into break_glass_grants (organization_id, id, user_id, reason_sealed, expires_at, created_at, updated_at)
  values (${tx.organizationId}, ${id}, ${userId}, ${reasonSealed}, ${expiresAt}, ${tx.now}, ${tx.now})`);

/** The user's grants that stand. */
export const selectStandingGrants = async (tx: TenantTx, userId: string): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(sql`
    select id from break_glass_grants
     where organization_id = ${tx.organizationId} and user_id = ${userId} and ended_at is null and expires_at > ${tx.now} order by id`);
  return rows.map(({ id }) => id);
};

export const endGrant = (tx: TenantTx, id: string): Promise<unknown> =>
  changeRow(tx, "break_glass_grants", { id }, { ended_at: tx.now }, sql`t.ended_at is null`);
