import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { toRowId } from "../fhir-ids.js";
import type { ObservationRow } from "../../observations/observations.service.js";

/** A form of a reading and the FHIR id that it is found under. */
export type FormRow = ObservationRow & { fhir: string };

/** The FHIR id of `o`. */
const FHIR_ID = sql`coalesce(o.fhir_id, replace(o.id, '_', '-'))`;

const partsWhere = (tx: TenantTx, condition: Statement): Statement =>
  sql`select o.*, ${FHIR_ID} as fhir from observations o where o.organization_id = ${tx.organizationId} and ${condition}`;

/** The readings that Observations are made of, void ones too. */
export const selectParts = (tx: TenantTx, ids: readonly string[]): Promise<FormRow[]> => {
  const shared = partsWhere(tx, sql`o.fhir_id = any(${ids}::text[])`);
  // Most are either parts of a panel or readings of their own: each index of every month is looked at for those it may have.
  const own = ids.filter((id) => id.startsWith("obs-")).map(toRowId);
  return tx.query(own.length ? sql`${shared} union all ${partsWhere(tx, sql`o.id = any(${own}::text[]) and o.fhir_id is null`)}` : shared);
};

/** What those readings were before they were changed. Archives older than the numbering have the row's own version. */
export const selectPast = (tx: TenantTx, rowIds: readonly string[]): Promise<ObservationRow[]> =>
  tx.query(sql`
    select o.*, coalesce((v.content ->> 'fhir_version')::integer, v.version) as fhir_version
      from observations_versions v cross join lateral jsonb_populate_record(null::observations, v.content) o
     where v.organization_id = ${tx.organizationId} and v.id = any(${rowIds}::text[])`);
