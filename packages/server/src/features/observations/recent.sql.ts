import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

export type RecentRow = { patient_id: string; metric_definition_id: string; id: string; recorded_at: Date; value: string; unit: string };

/** Readings from `since` on, those before it, or all: months that have none of them are not looked into. */
export type Span = { since?: Date; before?: Date };

/** The newest FINAL readings of each patient and metric, in canonical units, newest first. */
export const selectRecent = (
  tx: TenantTx, pairs: readonly { patientId: string; metricDefinitionId: string }[], { since, before }: Span, most: number,
): Promise<RecentRow[]> =>
  tx.query(sql`
    select p.patient_id, p.metric_definition_id, r.id, r.recorded_at, r.value, r.unit
      from unnest(${pairs.map((pair) => pair.patientId)}::text[], ${pairs.map((pair) => pair.metricDefinitionId)}::text[])
             p (patient_id, metric_definition_id)
     cross join lateral (
       select o.id, o.recorded_at, o.canonical_value as value, o.canonical_unit as unit from observations o
        where o.organization_id = ${tx.organizationId} and o.patient_id = p.patient_id
          and o.metric_definition_id = p.metric_definition_id and o.status = 'FINAL'
          ${since ? sql`and o.recorded_at >= ${since}` : sql.empty} ${before ? sql`and o.recorded_at < ${before}` : sql.empty}
        order by o.recorded_at desc, o.id desc limit ${most}) r
     order by r.recorded_at desc, r.id desc`);
