import type { Permission } from "@vitaledge/contract";
import type { components } from "@vitaledge/contract/schema";
import { sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { PlainQuery, Role, TenantTx } from "../../db/with-tenant.js";

export type ClientKeySet = components["schemas"]["ClientKeySet"];

export type ApiKeyRow = {
  id: string;
  name: string;
  permissions: Permission[];
  scopes: string[] | null;
  jwks: ClientKeySet | null;
  jwks_uri: string | null;
  expires_at: Date | null;
  created_at: Date;
  created_by: string;
  last_used_at: Date | null;
};

const COLUMNS = sql`id, name, permissions, scopes, jwks, jwks_uri, expires_at, created_at, created_by, last_used_at`;

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectApiKeys = (tx: TenantTx, before: Statement, limit: number): Promise<ApiKeyRow[]> => tx.query<ApiKeyRow>(sql`
  select ${COLUMNS} from api_keys where organization_id = ${tx.organizationId} and revoked_at is null and ${before}
   order by created_at desc, id desc limit ${limit + 1}`);

export const countApiKeys = async (tx: TenantTx): Promise<number> =>
  (await tx.first<{ count: number }>(sql`
    select count(*)::integer as count from api_keys where organization_id = ${tx.organizationId} and revoked_at is null`))?.count ?? 0;

export type NewApiKey = { id: string; name: string; permissions: readonly Permission[]; proof: Proof; expiresAt: Date | null; createdBy: string };
/** What a program proves itself by: a secret, or for a SMART client the private half of a key pair. */
export type Proof = { secretHash: Buffer } | { scopes: readonly string[]; jwks?: ClientKeySet | undefined; jwksUri?: string | undefined };

export const insertApiKey = async (tx: TenantTx, { id, name, permissions, proof, expiresAt, createdBy }: NewApiKey): Promise<void> => {
  const [secretHash, scopes, jwks, jwksUri] = "scopes" in proof
    ? [null, proof.scopes, proof.jwks && JSON.stringify(proof.jwks), proof.jwksUri] : [proof.secretHash];
  await tx.query(sql`
    insert into api_keys (organization_id, id, name, permissions, secret_hash, scopes, jwks, jwks_uri, expires_at, created_by, created_at, updated_at)
    values (${tx.organizationId}, ${id}, ${name}, ${permissions}, ${secretHash}, ${scopes ?? null}, ${jwks ?? null}, ${jwksUri ?? null}, ${expiresAt}, ${createdBy},
      ${tx.now}, ${tx.now})`);
  if (scopes) await tx.query(sql`insert into smart_clients (id, organization_id) values (${id}, ${tx.organizationId})`);
};

/** Undefined where it is gone before. The row stays: what the key did goes on naming it. */
export const revokeApiKey = (tx: TenantTx, id: string): Promise<ApiKeyRow | undefined> =>
  changeRow<ApiKeyRow>(tx, "api_keys", { id }, { revoked_at: tx.now }, sql`t.revoked_at is null`);

export const noteApiKeyUse = (tx: TenantTx, id: string): Promise<unknown> =>
  tx.query(sql`update api_keys set last_used_at = ${tx.now} where organization_id = ${tx.organizationId} and id = ${id}`);

/** Undefined where no SMART client has this id. */
export const selectHome = async (query: PlainQuery, clientId: string): Promise<string | undefined> =>
  (await query<{ organization_id: string }>(sql`select organization_id from smart_clients where id = ${clientId}`))[0]?.organization_id;

export type KeyRow = {
  id: string;
  permissions: Permission[];
  secret_hash: Buffer | null;
  scopes: string[] | null;
  jwks: ClientKeySet | null;
  jwks_uri: string | null;
  expires_at: Date | null;
  revoked: boolean;
  disabled: boolean;
  role: Role | null;
};

const KEY = sql`
  k.id, k.permissions, k.secret_hash, k.scopes, k.jwks, k.jwks_uri, k.expires_at, k.revoked_at is not null as revoked, u.disabled_at is not null as disabled, m.role`;
const MAKER = sql`
  join users u on u.id = k.created_by
  left join members m on m.organization_id = k.organization_id and m.user_id = k.created_by`;

export const selectKey = (tx: TenantTx, id: string): Promise<KeyRow | undefined> =>
  tx.first<KeyRow>(sql`select ${KEY} from api_keys k ${MAKER} where k.organization_id = ${tx.organizationId} and k.id = ${id}`);

/** A key, and one of the tokens that were issued for it. */
export type AskedKey = { keyId: string; tokenId: string };
export type KeyStandingRow = Pick<KeyRow, "id" | "permissions" | "expires_at" | "revoked" | "disabled" | "role"> & { token_id: string };

/** The keys, with what has become of their makers and of the tokens. */
export const selectKeyStandings = (tx: TenantTx, asked: readonly AskedKey[]): Promise<KeyStandingRow[]> => tx.query<KeyStandingRow>(sql`
  select k.id, asked.token_id, k.permissions, k.expires_at, u.disabled_at is not null as disabled, m.role,
         k.revoked_at is not null or exists (select from revoked_tokens r where r.organization_id = k.organization_id and r.id = asked.token_id) as revoked
    from (select distinct * from unnest(${asked.map(({ keyId }) => keyId)}::text[], ${asked.map(({ tokenId }) => tokenId)}::text[])) asked (key_id, token_id)
    join api_keys k on k.organization_id = ${tx.organizationId} and k.id = asked.key_id ${MAKER}`);
