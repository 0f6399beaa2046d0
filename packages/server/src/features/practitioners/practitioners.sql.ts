import { all, sql, type Statement } from "../../db/sql.js";
import { changeRow } from "../../db/versions.js";
import type { TenantTx } from "../../db/with-tenant.js";

export type PractitionerColumns = {
  user_id: string | null;
  first_name: string;
  last_name: string;
  credential: string | null;
  npi: string;
  taxonomy_code: string | null;
  active: boolean;
};

export type PractitionerRow = PractitionerColumns & { id: string; version: number; created_at: Date; updated_at: Date };

const SELECT = sql`
  select id, user_id, first_name, last_name, credential, npi, taxonomy_code, active, version, created_at, updated_at from practitioners`;

const mine = (tx: TenantTx): Statement => sql`organization_id = ${tx.organizationId} and deleted_at is null`;

export const selectPractitioner = (tx: TenantTx, id: string): Promise<PractitionerRow | undefined> =>
  tx.first(sql`${SELECT} where ${mine(tx)} and id = ${id}`);

export const lockPractitioner = (tx: TenantTx, id: string): Promise<PractitionerRow | undefined> =>
  tx.first(sql`${SELECT} where ${mine(tx)} and id = ${id} for update`);

export const selectPractitioners = (tx: TenantTx, ids: readonly string[]): Promise<PractitionerRow[]> =>
  tx.query(sql`${SELECT} where ${mine(tx)} and id = any(${ids}::text[])`);

/** The oldest, where a member is several. */
export const selectPractitionerOfUser = (tx: TenantTx, userId: string): Promise<PractitionerRow | undefined> =>
  tx.first(sql`${SELECT} where ${mine(tx)} and user_id = ${userId} and active order by created_at, id limit 1`);

export const selectPractitionersOfUsers = (tx: TenantTx, userIds: readonly string[]): Promise<PractitionerRow[]> =>
  tx.query(sql`${SELECT} where ${mine(tx)} and user_id = any(${userIds}::text[]) and active order by created_at desc, id desc`);

export const insertPractitioner = async (tx: TenantTx, id: string, columns: PractitionerColumns): Promise<void> => {
  await tx.query(sql`
    insert into practitioners (organization_id, id, user_id, first_name, last_name, credential, npi, taxonomy_code, active, created_at, updated_at)
    values (${tx.organizationId}, ${id}, ${columns.user_id}, ${columns.first_name}, ${columns.last_name}, ${columns.credential},
      ${columns.npi}, ${columns.taxonomy_code}, ${columns.active}, ${tx.now}, ${tx.now})`);
};

export const changePractitioner = (tx: TenantTx, row: PractitionerRow, columns: PractitionerColumns): Promise<PractitionerRow | undefined> =>
  changeRow(tx, "practitioners", { id: row.id }, columns, sql`t.version = ${row.version} and t.deleted_at is null`);

export type PractitionerFilter = { npi?: string; active?: boolean };

const conditionsOf = (tx: TenantTx, { npi, active }: PractitionerFilter): (Statement | undefined)[] => [
  mine(tx),
  npi === undefined ? undefined : sql`npi = ${npi}`,
  active === undefined ? undefined : sql`active = ${active}`,
];

export const listPractitioners = (tx: TenantTx, filter: PractitionerFilter, before: Statement, limit: number): Promise<PractitionerRow[]> =>
  tx.query(sql`${SELECT} where ${all([...conditionsOf(tx, filter), before])} order by created_at desc, id desc limit ${limit}`);

export const countPractitioners = async (tx: TenantTx, filter: PractitionerFilter): Promise<number> =>
  (await tx.first<{ total: number }>(sql`select count(*)::integer as total from practitioners where ${all(conditionsOf(tx, filter))}`))?.total ?? 0;
