import type { components } from "@vitaledge/contract/schema";
import { daysBetween, type LocalDate } from "../../platform/civil.js";
import { isOpen, type EnrollmentStatus, type Program } from "./enrollments.policy.js";

type Warning = components["schemas"]["Warning"];
type Known = { program: Program; status: EnrollmentStatus; startDate: LocalDate; endDate: LocalDate | null };

/** CMS names no gap after which setup may be billed again; below this payers ask. */
const SHORT_GAP_DAYS = 90;

const OTHER_MONITORING: Partial<Record<Program, Program>> = { RPM: "RTM", RTM: "RPM" };

/** What is allowed and would be asked about later. `others` are the patient's other enrollments. */
export const warningsOf = (enrollment: Known, others: readonly Known[]): Warning[] => {
  const found: Warning[] = [];
  const other = OTHER_MONITORING[enrollment.program];
  if (isOpen(enrollment.status) && others.some(({ program, status }) => program === other && isOpen(status))) {
    found.push({ code: "RPM_AND_RTM", message: "The patient is enrolled in RPM and RTM; a month bills one, never both." });
  }
  const gaps = others
    .filter(({ program }) => program === enrollment.program)
    .flatMap(({ endDate }) => (endDate === null ? [] : [daysBetween(endDate, enrollment.startDate)]))
    .filter((gap) => gap > 0 && gap < SHORT_GAP_DAYS);
  if (gaps.length > 0) {
    const message = `The program begins again ${Math.min(...gaps)} days after it ended; a second setup may be questioned.`;
    found.push({ pointer: "/startDate", code: "SHORT_GAP", message });
  }
  return found;
};
