import { sql } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { LocalDate } from "../../platform/civil.js";
import type { BillingSettings, CountedSource } from "./rules/settings.js";

/** The span of one enrollment's readings, `to` excluded, and the zone its days are cut in. */
export type ReadingSpan = { enrollmentId: string; timezone: string; from: Date; to: Date };

export type ReadingDayRow = {
  enrollment_id: string;
  date: LocalDate;
  source: CountedSource;
  device_id: string | null;
  count: number;
};

/**
 * FINAL readings of many enrollments by local day, source and device: one statement however many enrollments there are. The
 * day is that of measurement or of receipt; what was measured outside a span is left out either way.
 */
export const selectReadingDays = (tx: TenantTx, spans: readonly ReadingSpan[], basis: BillingSettings["dayBasis"]): Promise<ReadingDayRow[]> =>
  tx.query<ReadingDayRow>(sql`
    select o.enrollment_id, (o.${sql.id(basis === "RECEIVED" ? "received_at" : "recorded_at")} at time zone e.timezone)::date as date, o.source, o.device_id, count(*)::integer as count
      from unnest(${spans.map((span) => span.enrollmentId)}::text[], ${spans.map((span) => span.timezone)}::text[],
                  ${spans.map((span) => span.from)}::timestamptz[], ${spans.map((span) => span.to)}::timestamptz[])
             e (id, timezone, span_from, span_to)
      join observations o on o.organization_id = ${tx.organizationId} and o.enrollment_id = e.id
       and o.recorded_at >= e.span_from and o.recorded_at < e.span_to
     where o.status = 'FINAL'
     group by o.enrollment_id, date, o.source, o.device_id`);
