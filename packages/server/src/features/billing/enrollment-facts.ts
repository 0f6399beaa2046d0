import { localDateOf } from "../../platform/civil.js";
import type { BilledEnrollment } from "../enrollments/billed-enrollments.service.js";
import type { EnrollmentFacts } from "./facts.js";

/** What the practice said of an enrollment for one month. */
export type Stated = Pick<EnrollmentFacts, "monthFacts" | "signedOff">;

const consentOf = ({ consent, timezone }: BilledEnrollment): EnrollmentFacts["consent"] =>
  consent && { date: consent.date, revokedOn: consent.revokedAt ? localDateOf(new Date(consent.revokedAt), timezone) : null };

export const enrollmentFacts = (row: BilledEnrollment, orderingNpi: string | null, stated: Stated): EnrollmentFacts => ({
  id: row.id,
  patientId: row.patient_id,
  program: row.program,
  timezone: row.timezone,
  startDate: row.start_date,
  endDate: row.end_date,
  pauses: row.pauses,
  consent: consentOf(row),
  deviceSetupDate: row.device_setup_date,
  orderingNpi,
  diagnoses: row.diagnoses.map(({ code }) => code),
  billingFacts: row.billing_facts,
  ...stated,
});
