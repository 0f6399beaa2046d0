import { sql, type Statement } from "../../../../db/sql.js";
import type { TenantTx } from "../../../../db/with-tenant.js";

/** Readings of the same measurement as `o_`: they lie no more than a day from it, so that few partitions are looked at. */
const ofGroup = (tx: TenantTx, a: Statement): Statement => sql`
  ${a}.organization_id = ${tx.organizationId} and ${a}.fhir_id = o_.fhir_id
   and ${a}.recorded_at between o_.recorded_at - interval '1 day' and o_.recorded_at + interval '1 day'`;

/** Whether `o_` stands for its Observation. One that FHIR wrote any part of is the index's. */
export const isFirst: Statement = sql`o_.fhir_first and not o_.fhir_sent and o_.deleted_at is null`;

/** A reading that the Observation of `o_` shows, `o_` itself among them, of which the condition on `s` holds. */
export const anyShown = (tx: TenantTx, condition: Statement): Statement => sql`exists (${shown(tx, sql``, condition)})`;

/** Of all readings that the Observation of `o_` shows. */
export const overShown = (tx: TenantTx, value: Statement): Statement => sql`(${shown(tx, value, sql`true`)})`;

const shown = (tx: TenantTx, columns: Statement, condition: Statement): Statement => sql`
  select ${columns} from observations s where ${ofGroup(tx, sql`s`)} and s.status = o_.status and ${condition} and not exists (
    select from observations n where ${ofGroup(tx, sql`n`)} and n.status = s.status and n.metric_definition_id = s.metric_definition_id
       and (n.created_at, n.id) > (s.created_at, s.id))`;

/** Of a panel whatever part changed last, which may be one that is not shown any more. */
export const LAST_UPDATED: Statement = sql`coalesce(o_.fhir_changed_at, o_.updated_at)`;
