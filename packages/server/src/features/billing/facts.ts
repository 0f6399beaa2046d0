import type { LocalDate, Month } from "../../platform/civil.js";
import type { Activity, CountedSource, DatedSettings } from "./rules/settings.js";
import type { Program, StaffRole } from "./rules/types.js";
import type { MinuteTally } from "./minutes.js";
import type { FeeTable } from "./fees.js";

/** Statements of the practice; absent means `establishedPatient` true, the other booleans false, the rest none. */
export type BillingFacts = {
  readonly establishedPatient: boolean;
  readonly otherPractitionerBilled: boolean;
  readonly globalPeriodSamePractitioner: boolean;
  readonly chronicConditions: number | null;
  readonly carePlanDate: LocalDate | null;
  readonly mdmComplexity: "STRAIGHTFORWARD" | "LOW" | "MODERATE" | "HIGH" | null;
  readonly qualifiedMedicareBeneficiary: boolean;
  readonly apcmElementsAttested: boolean;
  readonly rtmSystem: "RESPIRATORY" | "MSK" | "CBT" | null;
  readonly emVisitDates: readonly LocalDate[];
};

/** As stored: what is absent or null was not said. */
export type GivenBillingFacts = { readonly [K in keyof BillingFacts]?: BillingFacts[K] | null | undefined };

export type EnrollmentFacts = {
  readonly id: string;
  readonly patientId: string;
  readonly program: Program;
  /** The enrollment's zone, else the patient's, else the organization's. Every local day below is a day of it. */
  readonly timezone: string;
  readonly startDate: LocalDate;
  readonly endDate: LocalDate | null;
  /** Both days are inside the pause; an open pause has no `to`. */
  readonly pauses: readonly { readonly from: LocalDate; readonly to: LocalDate | null }[];
  /** `revokedOn` is the local day of `revokedAt`. */
  readonly consent: { readonly date: LocalDate; readonly revokedOn: LocalDate | null } | null;
  readonly deviceSetupDate: LocalDate | null;
  readonly orderingNpi: string | null;
  /** ICD-10-CM codes in the order of rank. */
  readonly diagnoses: readonly string[];
  readonly billingFacts: GivenBillingFacts;
  /** What was said for the evaluated month alone. */
  readonly monthFacts: GivenBillingFacts;
  readonly signedOff: boolean;
};

/**
 * Readings of one source and device, rolled up by local day: that of receipt where `dayBasis` was RECEIVED in the month of
 * measurement, else that of measurement. ENTERED_IN_ERROR is left out. A day of several groups is one day.
 */
export type ReadingDays = {
  readonly enrollmentId: string;
  readonly source: CountedSource;
  readonly deviceId: string | null;
  /** Null where the device is not known. */
  readonly fdaDefined: boolean | null;
  readonly dates: readonly LocalDate[];
  /** The readings of each of the dates; null where only what becomes of the lines is asked for, and no line names its device. */
  readonly counts: readonly number[] | null;
};

export type TimeEntryFact = {
  readonly id: string;
  readonly enrollmentId: string;
  readonly startedAt: Date;
  readonly durationSeconds: number;
  readonly activity: Activity;
  readonly interactive: boolean;
  readonly staffRole: StaffRole;
  readonly createdAt: Date;
  /** Only FINAL entries count. */
  readonly status: "RUNNING" | "FINAL" | "VOIDED";
};

export type ClaimFact = {
  readonly enrollmentId: string;
  readonly code: string;
  readonly dosTo: LocalDate;
  readonly units: number;
  readonly origin: "EXPORTED" | "EXTERNAL";
  readonly status: "RECORDED" | "SUBMITTED" | "PAID" | "DENIED" | "VOIDED";
};

export type AlignmentFact = {
  readonly participant: "OWN" | "OTHER";
  readonly from: LocalDate;
  readonly to: LocalDate | null;
};

/**
 * Everything that is known of one patient for one month.
 *
 * - `enrollments`: all of the patient's, ended ones too (episodes, overlapping minutes, gaps).
 * - `readingDays`: from each enrollment's start (setup is released by the first period that qualifies) to the last day
 *   of the period that holds the month's last day.
 * - `timeEntries`: of all enrollments, those that touch the month's days, a day to either side for other zones.
 * - `asOf` hides what was measured or started after that local day, whenever it reached the platform. The statements
 *   that load the facts cut there already; the evaluation does so again.
 * - The order of no list matters.
 */
export type PatientMonthFacts = {
  readonly month: Month;
  readonly asOf: LocalDate;
  readonly enrollments: readonly EnrollmentFacts[];
  readonly readingDays: readonly ReadingDays[];
  readonly timeEntries: readonly TimeEntryFact[];
  /** The month's minutes by enrollment, where they are known without the entries, which are not given then. */
  readonly minutes?: ReadonlyMap<string, MinuteTally>;
  readonly claims: readonly ClaimFact[];
  readonly alignments: readonly AlignmentFact[];
  readonly settings: readonly DatedSettings[];
  readonly fees: FeeTable;
};

export type FactSource = "MONTH" | "ENROLLMENT" | "DEFAULT";

export const resolveBillingFacts = ({ monthFacts: month, billingFacts: own }: EnrollmentFacts): BillingFacts => ({
  establishedPatient: month.establishedPatient ?? own.establishedPatient ?? true,
  otherPractitionerBilled: month.otherPractitionerBilled ?? own.otherPractitionerBilled ?? false,
  globalPeriodSamePractitioner: month.globalPeriodSamePractitioner ?? own.globalPeriodSamePractitioner ?? false,
  chronicConditions: month.chronicConditions ?? own.chronicConditions ?? null,
  carePlanDate: month.carePlanDate ?? own.carePlanDate ?? null,
  mdmComplexity: month.mdmComplexity ?? own.mdmComplexity ?? null,
  qualifiedMedicareBeneficiary: month.qualifiedMedicareBeneficiary ?? own.qualifiedMedicareBeneficiary ?? false,
  apcmElementsAttested: month.apcmElementsAttested ?? own.apcmElementsAttested ?? false,
  rtmSystem: month.rtmSystem ?? own.rtmSystem ?? null,
  emVisitDates: month.emVisitDates ?? own.emVisitDates ?? [],
});

export const sourceOfFact = (enrollment: EnrollmentFacts, name: keyof BillingFacts): FactSource => {
  if ((enrollment.monthFacts[name] ?? null) !== null) return "MONTH";
  return (enrollment.billingFacts[name] ?? null) !== null ? "ENROLLMENT" : "DEFAULT";
};
