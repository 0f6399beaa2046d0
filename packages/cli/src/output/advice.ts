import type { AnswerOf } from "@vitaledge/sdk";

export type Reason = AnswerOf<"getBillingSummary">["blockedBy"][number]["reasonCode"];

/** What to do about a reason, in a few words; the whole story is in docs/billing.md. Empty where nothing can be done. */
export const ADVICE: { readonly [R in Reason]: string } = {
  NOT_ENROLLED: "",
  NO_CONSENT: "Record the consent.",
  NOT_ESTABLISHED_PATIENT: "See the patient, then say so in the billing facts.",
  MISSING_ORDERING_PROVIDER: "Name who ordered it, with an NPI.",
  MISSING_ICD10: "Add a diagnosis.",
  DEVICE_NOT_QUALIFIED: "Hand out a device that meets the FDA's definition.",
  GLOBAL_PERIOD: "Correct the billing facts if another practitioner holds it.",
  ANOTHER_PRACTITIONER: "Correct the billing facts if that claim is not there.",
  INSUFFICIENT_CHRONIC_CONDITIONS: "Count the conditions in the billing facts.",
  NO_CARE_PLAN: "Date the care plan in the billing facts.",
  REQUIREMENTS_NOT_ATTESTED: "Attest the practice's capabilities in the billing facts.",
  CODE_NOT_EFFECTIVE: "",
  LEVEL_MISMATCH: "",
  ALREADY_BILLED_IN_EPISODE: "",
  BELONGS_TO_EARLIER_MONTH: "Look at that month.",
  SETUP_NOT_DOCUMENTED: "Record the date of setup and teaching.",
  PERIOD_NOT_ENDED: "Wait for the period to end.",
  INSUFFICIENT_DATA_DAYS: "Remind the patient to measure.",
  INSUFFICIENT_MINUTES: "Log the time that was spent.",
  MDM_NOT_DOCUMENTED: "The practitioner sets it in the billing facts.",
  NO_INTERACTIVE_COMMUNICATION: "Call the patient and log it as interactive.",
  NO_DATA_IN_MONTH: "See whether readings arrive, or change zeroDataManagement.",
  MUTUALLY_EXCLUSIVE: "",
  MISSING_BASE_CODE: "See what the base code lacks.",
  UNIT_CAP_REACHED: "",
  RPM_RTM_CONFLICT: "",
  CARE_MGMT_CONFLICT: "",
  ACCESS_ALIGNED: "Correct the patient's alignments, or change accessAlignment.",
  MISSING_CLAIM_FIELD: "Fill the field; billing readiness names it.",
};
