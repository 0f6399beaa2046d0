import { sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { PlainQuery, Role, TenantTx } from "../../db/with-tenant.js";

export type MembershipRow = { organization_id: string; name: string; role: Role };

const MOST_MEMBERSHIPS = 1000;

// Row-level security shows a person's own memberships, of all organizations.
export const selectMemberships = (query: PlainQuery, userId: string): Promise<MembershipRow[]> => query<MembershipRow>(sql`
  select m.organization_id, o.name, m.role
    from members m join organizations o on o.organization_id = m.organization_id
   where m.user_id = ${userId}
   order by o.name, m.organization_id limit ${MOST_MEMBERSHIPS}`);

export type MemberRow = { user_id: string; role: Role; created_at: Date };

const COLUMNS = sql`user_id, role, created_at`;

/** Newest first; one row more than asked for tells whether there is a further page. */
export const selectMembers = (tx: TenantTx, before: Statement, limit: number): Promise<MemberRow[]> => tx.query<MemberRow>(sql`
  select ${COLUMNS} from members where organization_id = ${tx.organizationId} and ${before}
   order by created_at desc, user_id desc limit ${limit + 1}`);

export const countMembers = async (tx: TenantTx): Promise<number> =>
  (await tx.first<{ count: number }>(sql`select count(*)::integer as count from members where organization_id = ${tx.organizationId}`))?.count ?? 0;

export const selectMember = (tx: TenantTx, userId: string): Promise<MemberRow | undefined> => tx.first<MemberRow>(sql`
  select ${COLUMNS} from members where organization_id = ${tx.organizationId} and user_id = ${userId}`);

/**
 * The OWNERs, locked until the transaction ends: of two that take each other's role away, the second sees what the
 * first has left.
 */
export const lockOwners = async (tx: TenantTx): Promise<string[]> => {
  const rows = await tx.query<{ user_id: string }>(sql`
    select user_id from members where organization_id = ${tx.organizationId} and role = 'OWNER' order by user_id for update`);
  return rows.map((row) => row.user_id);
};

export const selectOwners = async (tx: TenantTx): Promise<string[]> => {
  const rows = await tx.query<{ user_id: string }>(sql`
    select user_id from members where organization_id = ${tx.organizationId} and role = 'OWNER' order by user_id`);
  return rows.map((row) => row.user_id);
};

/** Somebody who comes back goes on counting versions, for the archive keeps the earlier ones. False for a member. */
export const insertMember = async (tx: TenantTx, userId: string, role: Role): Promise<boolean> => {
  const rows = await tx.query(sql`
    insert into members (organization_id, user_id, role, version, created_at, updated_at)
    values (${tx.organizationId}, ${userId}, ${role},
      (select coalesce(max(version), 0) + 1 from members_versions where organization_id = ${tx.organizationId} and id = ${userId}),
      ${tx.now}, ${tx.now})
    on conflict do nothing returning user_id`);
  return rows.length > 0;
};

export const changeRole = (tx: TenantTx, userId: string, role: Role): Promise<MemberRow | undefined> =>
  changeRow<MemberRow>(tx, "members", { user_id: userId }, { role });

/** The row goes, so that no reader of it can overlook that it ended; its last form stays in the archive. */
export const deleteMemberRow = async (tx: TenantTx, userId: string): Promise<boolean> => {
  const rows = await tx.query(sql`
    with gone as (
      delete from members m where m.organization_id = ${tx.organizationId} and m.user_id = ${userId} returning m.*)
    insert into members_versions (organization_id, id, version, replaced_at, replaced_by, content)
    select organization_id, id, version, ${tx.now}::timestamptz, ${tx.actorId}, to_jsonb(gone) from gone
    returning id`);
  return rows.length > 0;
};
