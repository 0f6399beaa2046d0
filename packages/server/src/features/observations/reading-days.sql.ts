import { ATTACHED_SINCE } from "../../db/partitions.js";
import { sql, type Statement } from "../../db/sql.js";
import type { TenantTx } from "../../db/with-tenant.js";
import type { HalfOpenSpan, LocalDate } from "../../platform/civil.js";
import type { ObservationRow } from "./observations.sql.js";

export type CountedReading = Pick<ObservationRow, "enrollment_id" | "recorded_at" | "received_at" | "source" | "device_id">;

const COLUMNS = sql`organization_id, enrollment_id, measured_on, received_on, source, device_id, count`;

/** Local days of the reading `o` in the zone of its enrollment `e`, and what else the days are kept by. */
const KEY = sql`(o.recorded_at at time zone e.timezone)::date, (o.received_at at time zone e.timezone)::date, o.source, coalesce(o.device_id, '')`;

/** Adds readings to their days, which are locked in one order. */
export const addToDays = (tx: TenantTx, rows: readonly CountedReading[]): void => tx.send(sql`
  insert into reading_days (${COLUMNS})
  select ${tx.organizationId}, e.id, ${KEY}, count(*)
    from unnest(${rows.map((row) => row.enrollment_id)}::text[], ${rows.map((row) => row.recorded_at)}::timestamptz[],
                ${rows.map((row) => row.received_at)}::timestamptz[], ${rows.map((row) => row.source)}::text[],
                ${rows.map((row) => row.device_id)}::text[]) o (enrollment_id, recorded_at, received_at, source, device_id)
    join enrollments e on e.organization_id = ${tx.organizationId} and e.id = o.enrollment_id
   group by 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
      on conflict (organization_id, enrollment_id, measured_on, received_on, source, device_id)
      do update set count = reading_days.count + excluded.count`);

/** Both days are inside; they are days of measurement. */
export type DaySpan = { from: LocalDate; to: LocalDate };
export const EVER: DaySpan = { from: "-infinity", to: "infinity" };

/** Whether all readings of the local day `day` of the enrollment `e` are there to be counted: a day of a detached month stays as it was counted. */
const isAttached = (day: Statement) => sql`(${day})::timestamp at time zone e.timezone >= ${ATTACHED_SINCE}`;

/**
 * The days of enrollments as a scan of their readings finds them. The offset keeps it to one look into the index an enrollment:
 * where a partition has no statistics yet, all of the organization's readings would be read for a few enrollments'.
 */
const scan = (tx: TenantTx, enrollmentIds: readonly string[], { from, to }: DaySpan) => sql`
  select e.organization_id, e.id, ${KEY}, count(*)::integer
    from enrollments e cross join lateral (
      select recorded_at, received_at, source, device_id from observations
       where organization_id = ${tx.organizationId} and enrollment_id = e.id and status = 'FINAL'
         and recorded_at >= ${from}::date - 1 and recorded_at < ${to}::date + 2 offset 0) o
   where e.organization_id = ${tx.organizationId} and e.id = any(${enrollmentIds}::text[])
     and (o.recorded_at at time zone e.timezone)::date between ${from}::date and ${to}::date
     and ${isAttached(sql`(o.recorded_at at time zone e.timezone)::date`)}
   group by 1, 2, 3, 4, 5, 6`;

export const deleteDays = (tx: TenantTx, enrollmentIds: readonly string[], { from, to }: DaySpan): Promise<unknown> =>
  tx.query(sql`
    delete from reading_days d using enrollments e
     where d.organization_id = ${tx.organizationId} and d.enrollment_id = any(${enrollmentIds}::text[])
       and e.organization_id = d.organization_id and e.id = d.enrollment_id
       and d.measured_on between ${from}::date and ${to}::date and ${isAttached(sql`d.measured_on`)}`);

export const insertScannedDays = (tx: TenantTx, enrollmentIds: readonly string[], span: DaySpan): Promise<unknown> =>
  tx.query(sql`insert into reading_days (${COLUMNS}) ${scan(tx, enrollmentIds, span)}`);

/** How many of the enrollments' days are not what a scan finds: missing, left over, or of another count. */
export const countDifferences = async (tx: TenantTx, enrollmentIds: readonly string[]): Promise<number> => {
  const row = await tx.first<{ count: number }>(sql`
    with kept as (
        select d.* from reading_days d join enrollments e on e.organization_id = d.organization_id and e.id = d.enrollment_id
         where d.organization_id = ${tx.organizationId} and d.enrollment_id = any(${enrollmentIds}::text[]) and ${isAttached(sql`d.measured_on`)}),
      scanned (${COLUMNS}) as (${scan(tx, enrollmentIds, EVER)})
    select count(*)::integer as count
      from kept k full join scanned s using (organization_id, enrollment_id, measured_on, received_on, source, device_id)
     where k.count is distinct from s.count`);
  return row!.count;
};

/** The span of one enrollment's days, both inside. */
export type EnrollmentSpan = DaySpan & { enrollmentId: string };

export type ReadingDaysRow = {
  enrollment_id: string;
  source: ObservationRow["source"];
  device_id: string;
  /** Days since 1970-01-01, comma-separated, one as often as it has rows; and the readings of each, where they are asked for. */
  days: string;
  counts?: string;
};

/**
 * A row an enrollment, source and device: as rows of their own the days would cost as much to read as to evaluate. Grouped within
 * the join, so that it stays one look into the index an enrollment: planned otherwise, each page of a month reads the whole table.
 * The index has all but the counts, which lie on as many pages of the table as there are days.
 */
export const selectDays = (
  tx: TenantTx, spans: readonly EnrollmentSpan[], byReceipt: readonly HalfOpenSpan[], withCounts: boolean,
): Promise<ReadingDaysRow[]> => {
  const ranges = byReceipt.map(({ from, before }) => `[${from},${before ?? ""})`);
  const day = ranges.length ? sql`case when measured_on <@ any(${ranges}::daterange[]) then received_on else measured_on end` : sql`measured_on`;
  return tx.query<ReadingDaysRow>(sql`
    select e.id as enrollment_id, r.source, r.device_id, r.days${withCounts ? sql`, r.counts` : sql.empty}
      from unnest(${spans.map((span) => span.enrollmentId)}::text[], ${spans.map((span) => span.from)}::date[],
                  ${spans.map((span) => span.to)}::date[]) e (id, span_from, span_to)
     cross join lateral (
       select source, device_id, string_agg((${day} - date '1970-01-01')::text, ',') as days${withCounts ? sql`, string_agg(count::text, ',') as counts` : sql.empty}
         from reading_days
        where organization_id = ${tx.organizationId} and enrollment_id = e.id and measured_on between e.span_from and e.span_to
        group by source, device_id) r`);
};
