import { all, sql, type Statement } from "../../../db/sql.js";
import type { TenantTx } from "../../../db/with-tenant.js";
import { toRowId } from "../fhir-ids.js";
import type { Known } from "../model.js";
import { OBSERVATION_COLUMNS, type ObservationRow } from "../../observations/observations.service.js";

/** A form of a reading, the FHIR id that it is found under, and those of whom and what it is of. */
export type FormRow = ObservationRow & { fhir: string; patient_fhir: string; device_fhir: string | null };

/** Parts of one measurement lie no more than a day apart. */
const DAY = 86_400_000;

type Asked = { column: Statement; ids: readonly string[]; condition: Statement; within: Pick<Known, "from" | "to"> | undefined };

/** The FHIR id of a row that `o` names: one that a client chose stands beside it. */
const fhirIdOf = (tx: TenantTx, type: "Patient" | "Device", rowId: Statement): Statement => sql`coalesce((
  select r.id from fhir_resources r where r.organization_id = ${tx.organizationId} and r.type = ${type} and r.row_id = ${rowId}), replace(${rowId}, '_', '-'))`;

const idsOf = (tx: TenantTx): Statement => sql`coalesce(o.fhir_id, replace(o.id, '_', '-')) as fhir,
  ${fhirIdOf(tx, "Patient", sql`o.patient_id`)} as patient_fhir, ${fhirIdOf(tx, "Device", sql`o.device_id`)} as device_fhir`;

const partsBy = (tx: TenantTx, { column, ids, condition, within }: Asked): Statement => sql`
  select ${OBSERVATION_COLUMNS}, ${idsOf(tx)} from observations o where ${all([
    sql`o.organization_id = ${tx.organizationId}`, condition,
    ids.length === 1 ? sql`${column} = ${ids[0]}` : sql`${column} = any(${ids}::text[])`,
    within && sql`o.recorded_at between ${new Date(within.from.getTime() - DAY)} and ${new Date(within.to.getTime() + DAY)}`,
  ])}`;

/** The readings that Observations are made of, void ones too. */
export const selectParts = (tx: TenantTx, given: readonly string[], within?: Known): Promise<FormRow[]> => {
  const ids = [...new Set(given)];
  const shared = partsBy(tx, { column: sql`o.fhir_id`, ids, condition: sql`o.fhir_id is not null`, within });
  // Most are either parts of a panel or readings of their own: each index of every month is looked at for those it may have.
  const own = ids.filter((id) => id.startsWith("obs-")).map(toRowId);
  return tx.query(own.length ? sql`${shared} union all ${partsBy(tx, { column: sql`o.id`, ids: own, condition: sql`o.fhir_id is null`, within })}` : shared);
};

/** What those readings were before they were changed. Archives older than the numbering have the row's own version. */
export const selectPast = (tx: TenantTx, rowIds: readonly string[]): Promise<FormRow[]> =>
  tx.query(sql`
    select o.*, ${idsOf(tx)}, coalesce((v.content ->> 'fhir_version')::integer, v.version) as fhir_version
      from observations_versions v cross join lateral jsonb_populate_record(null::observations, v.content) o
     where v.organization_id = ${tx.organizationId} and v.id = any(${rowIds}::text[])`);
