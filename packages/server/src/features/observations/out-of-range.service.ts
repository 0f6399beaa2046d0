import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

/** Of the readings those that lie outside the thresholds that were in force, by id: the FHIR id of the Observation each is a part of. */
export const outOfRange = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = ids.length
    ? await tx.query<{ id: string; fhir: string }>(sql`
        select o.id, coalesce(o.fhir_id, replace(o.id, '_', '-')) as fhir from observations o
         where o.organization_id = ${tx.organizationId} and o.id = any(${ids}::text[]) and o.interpretation in ('LL', 'L', 'H', 'HH')`)
    : [];
  return new Map(rows.map(({ id, fhir }) => [id, fhir]));
};
