import type { Permission } from "@vitaledge/contract";
import { sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { Role, TenantTx } from "../../db/with-tenant.js";

export type ApiKeyRow = {
  id: string;
  name: string;
  permissions: Permission[];
  expires_at: Date | null;
  created_at: Date;
  created_by: string;
  last_used_at: Date | null;
};

const COLUMNS = sql`id, name, permissions, expires_at, created_at, created_by, last_used_at`;

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectApiKeys = (tx: TenantTx, before: Statement, limit: number): Promise<ApiKeyRow[]> => tx.query<ApiKeyRow>(sql`
  select ${COLUMNS} from api_keys where organization_id = ${tx.organizationId} and revoked_at is null and ${before}
   order by created_at desc, id desc limit ${limit + 1}`);

export const countApiKeys = async (tx: TenantTx): Promise<number> =>
  (await tx.first<{ count: number }>(sql`
    select count(*)::integer as count from api_keys where organization_id = ${tx.organizationId} and revoked_at is null`))?.count ?? 0;

export type NewApiKey = { id: string; name: string; permissions: readonly Permission[]; secretHash: Buffer; expiresAt: Date | null; createdBy: string };

export const insertApiKey = (tx: TenantTx, { id, name, permissions, secretHash, expiresAt, createdBy }: NewApiKey): Promise<unknown> => tx.query(sql`
  insert into api_keys (organization_id, id, name, permissions, secret_hash, expires_at, created_by, created_at, updated_at)
  values (${tx.organizationId}, ${id}, ${name}, ${permissions}, ${secretHash}, ${expiresAt}, ${createdBy}, ${tx.now}, ${tx.now})`);

/** Undefined where it is gone before. The row stays: what the key did goes on naming it. */
export const revokeApiKey = (tx: TenantTx, id: string): Promise<ApiKeyRow | undefined> =>
  changeRow<ApiKeyRow>(tx, "api_keys", { id }, { revoked_at: tx.now }, sql`t.revoked_at is null`);

export const noteApiKeyUse = (tx: TenantTx, id: string): Promise<unknown> =>
  tx.query(sql`update api_keys set last_used_at = ${tx.now} where organization_id = ${tx.organizationId} and id = ${id}`);

export type KeyStandingRow = {
  id: string;
  permissions: Permission[];
  secret_hash: Buffer;
  expires_at: Date | null;
  revoked: boolean;
  disabled: boolean;
  role: Role | null;
};

/** The keys, with what has become of their makers. */
export const selectKeyStandings = (tx: TenantTx, ids: readonly string[]): Promise<KeyStandingRow[]> => tx.query<KeyStandingRow>(sql`
  select k.id, k.permissions, k.secret_hash, k.expires_at, k.revoked_at is not null as revoked, u.disabled_at is not null as disabled, m.role
    from api_keys k
    join users u on u.id = k.created_by
    left join members m on m.organization_id = k.organization_id and m.user_id = k.created_by
   where k.organization_id = ${tx.organizationId} and k.id = any(${ids})`);
