import { sql } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import type { StaleAsk } from "../model.js";

/** Of Observations that FHIR wrote those that REST has changed since: void readings, halves that came, patients that became one. */
export const selectStale = async (tx: TenantTx, { since, sent, limit }: StaleAsk): Promise<string[]> => {
  // Where FHIR writes no readings the months are not looked through for any.
  if (!sent) return [];
  const rows = await tx.query<{ id: string }>(sql`
    select g.id from (
      select coalesce(o.fhir_id, replace(o.id, '_', '-')) as id, max(o.fhir_version) as version from observations o
       where o.organization_id = ${tx.organizationId} and o.fhir_sent and o.updated_at >= ${since ?? "-infinity"}::timestamptz
       group by 1) g
      left join fhir_index i on i.organization_id = ${tx.organizationId} and i.type = 'Observation' and i.id = g.id
     where i.version is null or i.version < g.version limit ${limit}`);
  return rows.map(({ id }) => id);
};
