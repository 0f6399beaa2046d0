import { sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { Role, TenantTx } from "../../db/with-tenant.js";

export type InvitationRow = { id: string; email: string; role: Role; token_hash: Buffer; expires_at: Date; created_at: Date };

const COLUMNS = sql`id, email, role, token_hash, expires_at, created_at`;

const isOpen = (tx: TenantTx): Statement => sql`accepted_at is null and revoked_at is null and expires_at > ${tx.now}`;

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectInvitations = (tx: TenantTx, before: Statement, limit: number): Promise<InvitationRow[]> => tx.query<InvitationRow>(sql`
  select ${COLUMNS} from invitations where organization_id = ${tx.organizationId} and ${isOpen(tx)} and ${before}
   order by created_at desc, id desc limit ${limit + 1}`);

export const countInvitations = async (tx: TenantTx): Promise<number> =>
  (await tx.first<{ count: number }>(sql`
    select count(*)::integer as count from invitations where organization_id = ${tx.organizationId} and ${isOpen(tx)}`))?.count ?? 0;

export const selectOpenInvitation = (tx: TenantTx, id: string): Promise<InvitationRow | undefined> => tx.first<InvitationRow>(sql`
  select ${COLUMNS} from invitations where organization_id = ${tx.organizationId} and id = ${id} and ${isOpen(tx)}`);

export type NewInvitation = { id: string; email: string; role: Role; tokenHash: Buffer; expiresAt: Date };

export const insertInvitation = (tx: TenantTx, { id, email, role, tokenHash, expiresAt }: NewInvitation): Promise<unknown> => tx.query(sql`
  insert into invitations (organization_id, id, email, role, token_hash, invited_by, expires_at, created_at, updated_at)
  values (${tx.organizationId}, ${id}, ${email}, ${role}, ${tokenHash}, ${tx.actorId}, ${expiresAt}, ${tx.now}, ${tx.now})`);

/** Undefined where it is not open any more: of two that use one link, one comes through. */
export const spendInvitation = (tx: TenantTx, id: string, userId: string): Promise<InvitationRow | undefined> =>
  changeRow<InvitationRow>(tx, "invitations", { id }, { accepted_at: tx.now, accepted_by: userId }, isOpen(tx));

export const revokeInvitation = (tx: TenantTx, id: string): Promise<InvitationRow | undefined> =>
  changeRow<InvitationRow>(tx, "invitations", { id }, { revoked_at: tx.now }, isOpen(tx));

export const revokeInvitationsOf = async (tx: TenantTx, email: string): Promise<void> => {
  const rows = await tx.query<{ id: string }>(sql`
    select id from invitations where organization_id = ${tx.organizationId} and lower(email) = lower(${email}) and ${isOpen(tx)}`);
  for (const { id } of rows) await revokeInvitation(tx, id);
};
