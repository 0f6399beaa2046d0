import { addDays, startOfDay } from "../../platform/civil.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { chooseEnrollment, type Monitoring } from "../enrollments/enrollment-dates.js";
import type { DayRange } from "../enrollments/touched-days.js";
import { metricsByIds } from "../metric-definitions/metric-definitions.service.js";
import { recountDays } from "./reading-days.service.js";
import { readLinkable, readUnlinked, relinkRows, type LinkableRow } from "./linking.sql.js";

type Enrollments = readonly (Monitoring & { id: string })[];

/**
 * Links the readings of the touched days again, after an enrollment came or changed: so the order of arrival never matters.
 * `enrollments` are all of the patient's, as they are now.
 */
export const relinkObservations = async (
  tx: TenantTx, patientId: string, days: DayRange, zone: string, enrollments: Enrollments,
): Promise<void> => {
  const to = days.to === null ? null : startOfDay(addDays(days.to, 1), zone);
  await link(tx, await readLinkable(tx, patientId, startOfDay(days.from, zone), to), enrollments);
};

/** Links readings that belong to no enrollment, after two patients have become one; those that do stay where they are. */
export const linkUnlinked = async (tx: TenantTx, patientId: string, enrollments: Enrollments): Promise<void> => {
  if (!enrollments.length) return;
  const from = Math.min(...enrollments.map(({ startDate, timezone }) => startOfDay(startDate, timezone).getTime()));
  await link(tx, await readUnlinked(tx, patientId, new Date(from)), enrollments);
};

const link = async (tx: TenantTx, rows: readonly LinkableRow[], enrollments: Enrollments): Promise<void> => {
  if (!rows.length) return;
  const metrics = await metricsByIds(tx, [...new Set(rows.map((row) => row.metric_definition_id))]);
  const changed = rows.flatMap((row) => {
    const chosen = chooseEnrollment(enrollments, {
      metricDefinitionId: row.metric_definition_id,
      metricPrograms: metrics.get(row.metric_definition_id)?.programs ?? [],
      recordedAt: row.recorded_at,
    });
    const enrollmentId = chosen?.id ?? null;
    return enrollmentId === row.enrollment_id ? [] : [{ id: row.id, at: row.recorded_at, enrollmentId, before: row.enrollment_id }];
  });
  if (!changed.length) return;
  await relinkRows(tx, changed);
  const touched = new Set(changed.flatMap(({ before, enrollmentId }) => [before, enrollmentId]));
  await recountDays(tx, [...touched].filter((id) => id !== null));
};
