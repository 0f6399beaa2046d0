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
