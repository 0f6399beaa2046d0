import { sql, type Statement } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";

export type Bucket = { start: Date; count: number; min: string; max: string; mean: string; last: string };

export type TrendAsk = { patientId: string; metricDefinitionId: string; from: Date; to: Date; interval: "hour" | "day" | "week"; timezone: string; most: number };

/**
 * The beginning of a reading's bucket by the patient's wall clock. Hours are counted back from the instant: when clocks go back,
 * one hour of the wall clock is two.
 */
const startOf = ({ interval, timezone }: TrendAsk): Statement => {
  const local = sql`(o.recorded_at at time zone ${timezone})`;
  if (interval === "hour") return sql`o.recorded_at - (${local} - date_trunc('hour', ${local}))`;
  return sql`date_trunc(${interval}, ${local}) at time zone ${timezone}`;
};

/** Canonical values by hour, day or week, oldest first. */
export const readTrend = (tx: TenantTx, ask: TrendAsk): Promise<Bucket[]> =>
  tx.query(sql`
    select b.start, b.count, b.min, b.max, b.mean, b.last
      from (select ${startOf(ask)} as start,
                   count(*)::integer as count, min(o.canonical_value) as min, max(o.canonical_value) as max,
                   round(avg(o.canonical_value), 4) as mean,
                   (array_agg(o.canonical_value order by o.recorded_at desc, o.id desc))[1] as last
              from observations o
             where o.organization_id = ${tx.organizationId} and o.patient_id = ${ask.patientId}
               and o.metric_definition_id = ${ask.metricDefinitionId} and o.status = 'FINAL'
               and o.recorded_at >= ${ask.from} and o.recorded_at <= ${ask.to}
             group by 1 order by 1 desc limit ${ask.most}) b
     order by b.start`);
