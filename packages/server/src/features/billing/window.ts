import type { LocalDate, Month } from "../../platform/civil.js";
import { addDays, firstDay, lastDay } from "../../platform/civil.js";
import type { EnrollmentFacts } from "./facts.js";

export type ConsentFact = NonNullable<EnrollmentFacts["consent"]>;

export const touchesMonth = (enrollment: EnrollmentFacts, month: Month): boolean =>
  enrollment.startDate <= lastDay(month) && (enrollment.endDate ?? month) >= month;

/** Whether every day of the enrollment in the month lies inside a pause. */
export const isPausedThroughout = (enrollment: EnrollmentFacts, month: Month): boolean => {
  const from = enrollment.startDate > firstDay(month) ? enrollment.startDate : firstDay(month);
  const to = earlier(enrollment.endDate ?? lastDay(month), lastDay(month));
  const isPaused = (day: LocalDate): boolean => enrollment.pauses.some((pause) => pause.from <= day && day <= (pause.to ?? day));
  for (let day = from; day <= to; day = addDays(day, 1)) if (!isPaused(day)) return false;
  return true;
};

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/**
 * The consent that is on file for a month. One given after it does not exist for it: counting then goes on as without
 * consent, so that staff see what it would unlock.
 */
export const consentFor = (enrollment: EnrollmentFacts, month: Month, asOf: LocalDate): ConsentFact | null => {
  const { consent } = enrollment;
  if (!consent || consent.date > earlier(lastDay(month), asOf)) return null;
  return { date: consent.date, revokedOn: consent.revokedOn && consent.revokedOn <= asOf ? consent.revokedOn : null };
};

export type DayRefusal = "OUTSIDE_ENROLLMENT" | "PAUSED" | "BEFORE_CONSENT" | "CONSENT_REVOKED";

/** Why nothing done or measured on a day counts; null where it may. */
export const refuseDay = (
  enrollment: EnrollmentFacts,
  consent: ConsentFact | null,
  day: LocalDate,
): DayRefusal | null => {
  if (day < enrollment.startDate || (enrollment.endDate ?? day) < day) return "OUTSIDE_ENROLLMENT";
  if (enrollment.pauses.some((pause) => pause.from <= day && day <= (pause.to ?? day))) return "PAUSED";
  if (consent && day < consent.date) return "BEFORE_CONSENT";
  return consent?.revokedOn && day >= consent.revokedOn ? "CONSENT_REVOKED" : null;
};
