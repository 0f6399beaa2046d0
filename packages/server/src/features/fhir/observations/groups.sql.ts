import { sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { toRowId } from "../fhir-ids.js";
import type { ObservationRow } from "../../observations/observations.service.js";

/** A form of a reading and the FHIR id that it is found under. */
export type FormRow = ObservationRow & { fhir: string };

/** The FHIR id of `o`. */
const FHIR_ID = sql`coalesce(o.fhir_id, replace(o.id, '_', '-'))`;

/**
 * One id is compared and several are joined: of an array's length PostgreSQL makes a plan each time, over all months.
 * The column is `o`'s.
 */
const partsBy = (tx: TenantTx, column: Statement, ids: readonly string[], condition: Statement): Statement => {
  const mine = sql`o.organization_id = ${tx.organizationId} and ${condition}`;
  return ids.length === 1
    ? sql`select o.*, ${FHIR_ID} as fhir from observations o where ${mine} and ${column} = ${ids[0]}`
    : sql`select o.*, ${FHIR_ID} as fhir from unnest(${ids}::text[]) k (id) join observations o on ${mine} and ${column} = k.id`;
};

/** The readings that Observations are made of, void ones too. */
export const selectParts = (tx: TenantTx, given: readonly string[]): Promise<FormRow[]> => {
  const ids = [...new Set(given)];
  const shared = partsBy(tx, sql`o.fhir_id`, ids, sql`o.fhir_id is not null`);
  // Most are either parts of a panel or readings of their own: each index of every month is looked at for those it may have.
  const own = ids.filter((id) => id.startsWith("obs-")).map(toRowId);
  return tx.query(own.length ? sql`${shared} union all ${partsBy(tx, sql`o.id`, own, sql`o.fhir_id is null`)}` : shared);
};

/** What those readings were before they were changed. Archives older than the numbering have the row's own version. */
export const selectPast = (tx: TenantTx, rowIds: readonly string[]): Promise<ObservationRow[]> =>
  tx.query(sql`
    select o.*, coalesce((v.content ->> 'fhir_version')::integer, v.version) as fhir_version
      from observations_versions v cross join lateral jsonb_populate_record(null::observations, v.content) o
     where v.organization_id = ${tx.organizationId} and v.id = any(${rowIds}::text[])`);
