import type { TenantTx } from "../../db/with-tenant.js";
import { dayNumbered, type HalfOpenSpan, type LocalDate } from "../../platform/civil.js";
import { addToDays, deleteDays, EVER, insertScannedDays, selectDays, type CountedReading, type DaySpan, type EnrollmentSpan } from "./reading-days.sql.js";

export { countDifferences as countDayDifferences } from "./reading-days.sql.js";

/** Counts new readings to the days of their enrollments; the patients are held, so that no enrollment changes meanwhile. */
export const countReadings = (tx: TenantTx, rows: readonly CountedReading[]): void => {
  const linked = rows.filter((row) => row.enrollment_id !== null);
  if (linked.length) addToDays(tx, linked);
};

/**
 * Counts the days of enrollments anew from their readings. Their patient is locked for change, which keeps out those who
 * add to the days: what is counted here is all there is.
 */
export const recountDays = async (tx: TenantTx, enrollmentIds: readonly string[], span: DaySpan = EVER): Promise<void> => {
  if (!enrollmentIds.length) return;
  await deleteDays(tx, enrollmentIds, span);
  await insertScannedDays(tx, enrollmentIds, span);
};

const DAY = 86_400_000;

/** The days of one reading's enrollment around it, in whatever zone. */
export const recountAround = (tx: TenantTx, enrollmentId: string, at: Date): Promise<void> =>
  recountDays(tx, [enrollmentId], around(Math.floor(at.getTime() / DAY)));

const around = (day: number): DaySpan => ({ from: dayNumbered(day - 1), to: dayNumbered(day + 1) });

/** Readings of one enrollment, source and device, day by day. */
export type DaysOfReadings = { enrollmentId: string; source: CountedReading["source"]; deviceId: string | null; days: string; counts?: string | undefined };

/** The days of many enrollments: of receipt for what was measured in `byReceipt`, else of measurement. What was measured outside a span is left out either way. */
export const readingDaysFor = async (
  tx: TenantTx, spans: readonly EnrollmentSpan[], byReceipt: readonly HalfOpenSpan[], withCounts: boolean,
): Promise<DaysOfReadings[]> => {
  const found = spans.length ? await selectDays(tx, spans, byReceipt, withCounts) : [];
  return found.map(({ enrollment_id: enrollmentId, source, device_id, days, counts }) =>
    ({ enrollmentId, source, deviceId: device_id === "" ? null : device_id, days, counts }));
};

/** The days, and how often there was a reading on each. There are hundreds of thousands in a month: they are told apart only when it is their patient's turn. */
export const tellDays = ({ days, counts }: DaysOfReadings): { dates: LocalDate[]; counts: number[] | null } =>
  ({ dates: numbersIn(days, dayNumbered), counts: counts === undefined ? null : numbersIn(counts, (count) => count) });

const [COMMA, MINUS, ZERO] = [44, 45, 48];

/** What is made of each of whole numbers with commas between. Split and read one by one they would take three times as long. */
const numbersIn = <Made>(list: string, make: (number: number) => Made): Made[] => {
  const made: Made[] = [];
  for (let at = 0; at < list.length; at += 1) {
    let [number, sign] = [0, 1];
    for (; at < list.length && list.charCodeAt(at) !== COMMA; at += 1) {
      if (list.charCodeAt(at) === MINUS) sign = -1;
      else number = 10 * number + list.charCodeAt(at) - ZERO;
    }
    made.push(make(sign * number));
  }
  return made;
};
