import type { LocalDate, Month } from "../../platform/civil.js";
import { firstDay, lastDay } from "../../platform/civil.js";
import type { BillingFacts, EnrollmentFacts } from "./facts.js";
import type { Period } from "./periods.js";
import type { Reason, ReasonCode } from "./reasons.js";
import { reason } from "./reasons.js";
import { countsDays } from "./rules/catalogue.js";
import type { Program } from "./rules/types.js";
import type { ConsentFact } from "./window.js";
import { isPausedThroughout, touchesMonth } from "./window.js";

/** What is asked of the whole program, in order; the first that fails is the reason of each of its codes. */
const GATES: { readonly [P in Program]: readonly ReasonCode[] } = {
  RPM: [
    "NOT_ENROLLED", "NO_CONSENT", "NOT_ESTABLISHED_PATIENT", "MISSING_ORDERING_PROVIDER", "MISSING_ICD10",
    "DEVICE_NOT_QUALIFIED", "GLOBAL_PERIOD", "ANOTHER_PRACTITIONER",
  ],
  RTM: [
    "NOT_ENROLLED", "NO_CONSENT", "MISSING_ORDERING_PROVIDER", "MISSING_ICD10", "DEVICE_NOT_QUALIFIED",
    "GLOBAL_PERIOD", "ANOTHER_PRACTITIONER",
  ],
  CCM: [
    "NOT_ENROLLED", "NO_CONSENT", "MISSING_ORDERING_PROVIDER", "MISSING_ICD10", "ANOTHER_PRACTITIONER",
    "INSUFFICIENT_CHRONIC_CONDITIONS", "NO_CARE_PLAN",
  ],
  PCM: [
    "NOT_ENROLLED", "NO_CONSENT", "MISSING_ORDERING_PROVIDER", "MISSING_ICD10", "ANOTHER_PRACTITIONER",
    "INSUFFICIENT_CHRONIC_CONDITIONS", "NO_CARE_PLAN",
  ],
  APCM: [
    "NOT_ENROLLED", "NO_CONSENT", "MISSING_ORDERING_PROVIDER", "MISSING_ICD10", "ANOTHER_PRACTITIONER",
    "REQUIREMENTS_NOT_ATTESTED",
  ],
};

export type GateFacts = {
  readonly enrollment: EnrollmentFacts;
  readonly month: Month;
  readonly consent: ConsentFact | null;
  readonly facts: BillingFacts;
  /** Periods with their last day in the month. */
  readonly ending: readonly Period[];
  readonly allDevicesUnqualified: boolean;
};

/** The first day that can count for the month: of a period that ends in it, where the program counts days. */
const countedFrom = ({ enrollment, month, ending: [first] }: GateFacts): LocalDate => {
  const monthStart = firstDay(month);
  return first && countsDays(enrollment.program) && first.from < monthStart ? first.from : monthStart;
};

/** Consent that was revoked before anything the month could count is as good as none. */
const lacksConsent = (given: GateFacts): boolean => {
  const { consent } = given;
  if (!consent) return true;
  return consent.revokedOn !== null && (consent.revokedOn <= countedFrom(given) || consent.revokedOn <= consent.date);
};

/** Where nothing is counted a month that was paused from end to end would be billed all the same. */
const isAway = ({ enrollment, month }: GateFacts): boolean => {
  if (!touchesMonth(enrollment, month)) return true;
  return enrollment.program === "APCM" && isPausedThroughout(enrollment, month);
};

const CHECKS: { readonly [C in ReasonCode]?: (given: GateFacts) => Reason | null } = {
  NOT_ENROLLED: (given) => (isAway(given) ? reason("NOT_ENROLLED") : null),
  NO_CONSENT: (given) => (lacksConsent(given) ? reason("NO_CONSENT") : null),
  NOT_ESTABLISHED_PATIENT: ({ facts }) => (facts.establishedPatient ? null : reason("NOT_ESTABLISHED_PATIENT")),
  MISSING_ORDERING_PROVIDER: ({ enrollment }) =>
    enrollment.orderingNpi ? null : reason("MISSING_ORDERING_PROVIDER", 0, 1),
  MISSING_ICD10: ({ enrollment }) => (enrollment.diagnoses.length > 0 ? null : reason("MISSING_ICD10", 0, 1)),
  DEVICE_NOT_QUALIFIED: (given) => (given.allDevicesUnqualified ? reason("DEVICE_NOT_QUALIFIED") : null),
  GLOBAL_PERIOD: ({ facts }) => (facts.globalPeriodSamePractitioner ? reason("GLOBAL_PERIOD") : null),
  ANOTHER_PRACTITIONER: ({ facts }) => (facts.otherPractitionerBilled ? reason("ANOTHER_PRACTITIONER") : null),
  INSUFFICIENT_CHRONIC_CONDITIONS: ({ facts, enrollment }) => {
    const need = enrollment.program === "CCM" ? 2 : 1;
    const have = facts.chronicConditions ?? 0;
    return have < need ? reason("INSUFFICIENT_CHRONIC_CONDITIONS", have, need) : null;
  },
  NO_CARE_PLAN: ({ facts, month }) =>
    facts.carePlanDate && facts.carePlanDate <= lastDay(month) ? null : reason("NO_CARE_PLAN", 0, 1),
  REQUIREMENTS_NOT_ATTESTED: ({ facts }) => (facts.apcmElementsAttested ? null : reason("REQUIREMENTS_NOT_ATTESTED")),
};

/** Every gate that fails, in order of precedence. */
export const failingGates = (given: GateFacts): Reason[] =>
  GATES[given.enrollment.program].map((gate) => CHECKS[gate]?.(given) ?? null).filter((why) => why !== null);
