import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

type Row = { id: string; fhir_id: string | null };

/** Ids that FHIR knows readings by, where they are not the readings' own: those of the panels that they are parts of. */
export const panelIdsOf = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = ids.length
    ? await tx.query<Row>(sql`
        select o.id, o.fhir_id from observations o
         where o.organization_id = ${tx.organizationId} and o.id = any(${ids}::text[]) and o.fhir_id is not null`)
    : [];
  return new Map(rows.map(({ id, fhir_id }) => [id, fhir_id ?? id]));
};
