import type { TenantTx } from "../../db/with-tenant.js";
import { firstDay, lastDay, monthOf, type Month } from "../../platform/civil.js";
import { factsOfMonth } from "../billing-evidence/month-facts.service.js";
import { settingsHistory } from "../billing-terms/billing-terms.service.js";
import { enrollmentsForBilling } from "../enrollments/billed-enrollments.service.js";
import { timeEntriesForBilling, type TimeEntryRow } from "../time-entries/billed-time.service.js";
import { replaceMinutes, selectMinutes, type MinutesRow } from "./billing.sql.js";
import { enrollmentFacts } from "./enrollment-facts.js";
import type { TimeEntryFact } from "./facts.js";
import { groupBy } from "./group-by.js";
import { countMinutes } from "./kept-minutes.js";

const DAY = 86_400_000;

export type TimeWindow = { from: Date; to: Date };

/** Entries of the month's days, a day to either side for other zones, and one more for those that run over midnight; `to` excluded. */
export const windowOf = (month: Month): TimeWindow => ({
  from: new Date(Date.parse(`${firstDay(month)}T00:00:00Z`) - 2 * DAY),
  to: new Date(Date.parse(`${lastDay(month)}T00:00:00Z`) + 2 * DAY),
});

/** Every month whose window the instant may lie in. */
const monthsAround = (at: Date): Month[] =>
  [...new Set([-2, 2].map((days) => monthOf(new Date(at.getTime() + days * DAY).toISOString())))];

const isIn = ({ from, to }: TimeWindow, at: Date): boolean => from <= at && at < to;

export const timeEntryFact = (row: TimeEntryRow): TimeEntryFact => ({
  id: row.id,
  enrollmentId: row.enrollment_id,
  startedAt: row.started_at,
  durationSeconds: row.duration_seconds ?? 0,
  activity: row.activity,
  interactive: row.interactive,
  staffRole: row.staff_role,
  createdAt: row.created_at,
  status: row.status,
});

/** From the first month's window to the last one's. */
const spanOf = (months: readonly Month[]): TimeWindow => {
  const sorted = months.toSorted();
  return { from: windowOf(sorted[0]!).from, to: windowOf(sorted.at(-1)!).to };
};

/** The minutes of patients counted from their entries: of the months named, or of all that have any. */
const countFor = async (tx: TenantTx, patientIds: readonly string[], months?: readonly Month[]): Promise<MinutesRow[]> => {
  const span = months && spanOf(months);
  const entries = await timeEntriesForBilling(tx, patientIds, span?.from, span?.to);
  if (!entries.length) return [];
  const history = await settingsHistory(tx);
  const rowsOf = await enrollmentsForBilling(tx, patientIds);
  const enrollmentIds = [...rowsOf.values()].flat().map(({ id }) => id);
  const rows: MinutesRow[] = [];
  for (const month of months ?? new Set(entries.flatMap((entry) => monthsAround(entry.started_at)))) {
    const monthFacts = await factsOfMonth(tx, enrollmentIds, month);
    const window = windowOf(month);
    for (const [patientId, own] of groupBy(entries.filter((entry) => isIn(window, entry.started_at)), (entry) => entry.patient_id)) {
      const enrollments = (rowsOf.get(patientId) ?? []).map((row) =>
        enrollmentFacts(row, null, { monthFacts: monthFacts.get(row.id) ?? {}, signedOff: false }));
      const counted = countMinutes(enrollments, own.map(timeEntryFact), month, history);
      if (counted) rows.push({ patientId, month, ...counted });
    }
  }
  return rows;
};

/** Keeps a patient's minutes of some months anew; the patient is held for it. */
export const keepMinutes = async (tx: TenantTx, patientId: string, months: readonly Month[]): Promise<void> =>
  replaceMinutes(tx, [patientId], months, await countFor(tx, [patientId], months));

/** The same of the months an entry may belong to, after it came or changed. */
export const keepMinutesAround = (tx: TenantTx, patientId: string, at: Date): Promise<void> => keepMinutes(tx, patientId, monthsAround(at));

/** Keeps the minutes of all months anew; the patients are held for it. */
export const recountMinutes = async (tx: TenantTx, patientIds: readonly string[]): Promise<void> =>
  replaceMinutes(tx, patientIds, undefined, await countFor(tx, patientIds));

const nameOf = ({ patientId, month }: MinutesRow): string => `${patientId} ${month}`;
const contentOf = ({ basis, lastDay: day, tallies }: MinutesRow): string =>
  JSON.stringify([basis, day, tallies.map((tally) => JSON.stringify(tally)).toSorted()]);

/** How many months of the patients are kept otherwise than a count of their entries comes to, or not at all. */
export const countMinuteDifferences = async (tx: TenantTx, patientIds: readonly string[]): Promise<number> => {
  const kept = new Map((await selectMinutes(tx, patientIds)).map((row) => [nameOf(row), contentOf(row)]));
  const counted = new Map((await countFor(tx, patientIds)).map((row) => [nameOf(row), contentOf(row)]));
  return [...new Set([...kept.keys(), ...counted.keys()])].filter((name) => kept.get(name) !== counted.get(name)).length;
};
