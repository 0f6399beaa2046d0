import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

type Assertion = { clientId: string; jtiHash: Buffer; expiresAt: Date };

/** False where the client has used this assertion before. */
export const spendAssertion = async (tx: TenantTx, { clientId, jtiHash, expiresAt }: Assertion): Promise<boolean> =>
  (await tx.query(sql`
    insert into client_assertions (organization_id, api_key_id, jti_hash, expires_at) values (${tx.organizationId}, ${clientId}, ${jtiHash}, ${expiresAt})
    on conflict do nothing returning true`)).length > 0;

export const revokeToken = (tx: TenantTx, tokenId: string, expiresAt: Date): Promise<unknown> => tx.query(sql`
  insert into revoked_tokens (organization_id, id, expires_at) values (${tx.organizationId}, ${tokenId}, ${expiresAt}) on conflict do nothing`);

/** What is past its time is refused for that. */
export const deleteSpent = async (tx: TenantTx, before: Date): Promise<void> => {
  await tx.query(sql`delete from client_assertions where organization_id = ${tx.organizationId} and expires_at < ${before}`);
  await tx.query(sql`delete from revoked_tokens where organization_id = ${tx.organizationId} and expires_at < ${before}`);
};
