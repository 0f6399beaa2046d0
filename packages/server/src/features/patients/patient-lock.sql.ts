import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

/** The lock a foreign key takes: shared among writers of readings, and what a change of enrollments waits for. */
export const selectForKeyShare = async (tx: TenantTx, ids: readonly string[]): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(sql`
    select id from patients
     where organization_id = ${tx.organizationId} and id = any(${ids}::text[]) and deleted_at is null
     order by id for key share`);
  return rows.map((row) => row.id);
};

/** Lets readings be stored, and nothing else of the patient be changed. */
export const selectForNoKeyUpdate = (tx: TenantTx, id: string): Promise<unknown> =>
  tx.query(sql`select id from patients where organization_id = ${tx.organizationId} and id = ${id} for no key update`);

/** The same for several. */
export const selectForTurns = (tx: TenantTx, ids: readonly string[]): Promise<unknown> =>
  tx.query(sql`select id from patients where organization_id = ${tx.organizationId} and id = any(${ids}::text[]) order by id for no key update`);

export const selectForUpdate = (tx: TenantTx, id: string): Promise<unknown> =>
  tx.query(sql`select id from patients where organization_id = ${tx.organizationId} and id = ${id} for update`);

/** Deleted ones too, in the order of their ids, from after one id on. */
export const selectPage = async (tx: TenantTx, after: string, limit: number, locking = sql.empty): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(sql`
    select id from patients where organization_id = ${tx.organizationId} and id > ${after} order by id limit ${limit} ${locking}`);
  return rows.map((row) => row.id);
};

export const lockPage = (tx: TenantTx, after: string, limit: number): Promise<string[]> => selectPage(tx, after, limit, sql`for update`);
