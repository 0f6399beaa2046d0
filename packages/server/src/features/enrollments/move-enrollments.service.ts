import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { appendEvents } from "../../outbox/events.js";
import { isSame } from "./enrollment-columns.js";
import { warningsOf } from "./enrollment-warnings.js";
import { isOpen } from "./enrollments.policy.js";
import { moveRows, selectOfPatients, type EnrollmentRow } from "./enrollments.sql.js";

/** Gives a patient's enrollments to another one; both patients are locked. Answers whether any of them is open. */
export const moveEnrollments = async (tx: TenantTx, from: string, to: string): Promise<{ open: boolean }> => {
  const rows = await selectOfPatients(tx, [from, to]);
  const isTheirs = (row: EnrollmentRow): boolean => row.patient_id === from;
  const theirs = rows.filter(isTheirs);
  const openOnes = rows.filter(({ status }) => isOpen(status));
  const twice = openOnes.find((row) => isTheirs(row) && openOnes.some((other) => other !== row && other.program === row.program));
  if (twice) fail("merge_conflict", { detail: `Both patients have an open enrollment in ${twice.program}. End one of them first.` });
  const told = rows.map((row) => ({ id: row.id, warnings: warningsAmong(row, rows) }));
  await moveRows(tx, to, told.filter(({ warnings }, at) => isTheirs(rows[at]!) || !isSame(warnings, rows[at]!.warnings)));
  await appendEvents(tx, theirs.map(({ id }) => ({ type: "enrollment.updated", id, patientId: to, enrollmentId: id })));
  return { open: theirs.some(({ status }) => isOpen(status)) };
};

const warningsAmong = (row: EnrollmentRow, rows: readonly EnrollmentRow[]): EnrollmentRow["warnings"] =>
  warningsOf(knownOf(row), rows.filter((other) => other !== row).map(knownOf));

const knownOf = ({ program, status, start_date, end_date }: EnrollmentRow) => ({ program, status, startDate: start_date, endDate: end_date });
