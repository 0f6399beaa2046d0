import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { toRowId } from "../fhir-ids.js";

/**
 * Whether a column names one of the resources of a type that have these FHIR ids. Ids that a client chose stand beside their rows,
 * all others are the row's own; whether there are such rows is not asked.
 */
export const namesOneOf = (tx: TenantTx, column: Statement, type: string, ids: readonly string[]): Statement => {
  const ofClient = sql`r_.organization_id = ${tx.organizationId} and r_.type = ${type}`;
  // One is compared by itself, so that an index still has what it names in order; and found before, for `coalesce` is not leakproof.
  if (ids.length === 1) {
    return sql`${column} = (select coalesce(
      (select r_.row_id from fhir_resources r_ where ${ofClient} and r_.id = ${ids[0]}), ${toRowId(ids[0]!)}::text))`;
  }
  return sql`${column} = any(array(
    select coalesce(r_.row_id, replace(k_.id, '-', '_')) from unnest(${ids}::text[]) k_ (id) left join fhir_resources r_ on ${ofClient} and r_.id = k_.id))`;
};
