import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { monthOf, type Month } from "../../platform/civil.js";
import { keepMinutes } from "../billing/keep-minutes.service.js";
import { getEnrollment, type EnrollmentRow } from "../enrollments/enrollments.service.js";
import { holdPatientForTime, holdWithPatient } from "../patients/patient-lock.service.js";
import {
  changeMonthFacts, insertMonthFacts, lockMonthFacts, selectFactsOfMonth, selectMonthFacts, type MonthFacts, type MonthFactsRow,
} from "./billing-evidence.sql.js";

export { earlierMonthFacts } from "./billing-evidence.sql.js";

/** Months that are told of: a century of them. */
const MOST_MONTHS = 1_200;

type FactsOfEnrollment = { enrollment: EnrollmentRow; months: MonthFactsRow[] };

export const listMonthFacts = async (tx: TenantTx, enrollmentId: string): Promise<FactsOfEnrollment> => ({
  enrollment: await getEnrollment(tx, enrollmentId),
  months: await selectMonthFacts(tx, enrollmentId, MOST_MONTHS),
});

const expectOfMonth = ({ emVisitDates = [] }: MonthFacts, month: Month): void => {
  const stray = emVisitDates.findIndex((date) => monthOf(date) !== month);
  if (stray < 0) return;
  const message = "lies in another month";
  fail("invalid_dates", { detail: "An E/M visit is told of with the month it was in.", errors: [{ pointer: `/emVisitDates/${stray}`, code: "month", message }] });
};

/** What is left out is the enrollment's again. @throws ProblemError 404 `enrollment_not_found`, 412, 422 `invalid_dates` */
export const setMonthFacts = async (
  tx: TenantTx, enrollmentId: string, month: Month, facts: MonthFacts, ifMatch: number | undefined,
): Promise<{ enrollment: EnrollmentRow; row: MonthFactsRow }> => {
  const enrollment = await holdWithPatient((id) => holdPatientForTime(tx, id), () => getEnrollment(tx, enrollmentId), ({ patient_id }) => patient_id);
  expectOfMonth(facts, month);
  const inserted = ifMatch === undefined ? await insertMonthFacts(tx, enrollmentId, month, facts) : undefined;
  const row = inserted ?? (await changePresent(tx, enrollmentId, month, facts, ifMatch));
  // E/M visits take minutes away.
  await keepMinutes(tx, enrollment.patient_id, [month]);
  return { enrollment, row };
};

const changePresent = async (
  tx: TenantTx, enrollmentId: string, month: Month, facts: MonthFacts, ifMatch: number | undefined,
): Promise<MonthFactsRow> => {
  const row = (await lockMonthFacts(tx, enrollmentId, month)) ?? fail("version_mismatch", { detail: "There are no facts of this month yet." });
  expectVersion(row.version, ifMatch);
  return (await changeMonthFacts(tx, row, facts)) ?? fail("version_mismatch");
};

/** By enrollment, those of one month: one statement however many there are. */
export const factsOfMonth = async (tx: TenantTx, enrollmentIds: readonly string[], month: Month): Promise<ReadonlyMap<string, MonthFacts>> =>
  new Map((await selectFactsOfMonth(tx, enrollmentIds, month)).map((row) => [row.enrollment_id, row.facts]));
