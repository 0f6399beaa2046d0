/** In the order of precedence: the first that applies is the reason. */
export const REASON_CODES = [
  "NOT_ENROLLED", "NO_CONSENT", "NOT_ESTABLISHED_PATIENT", "MISSING_ORDERING_PROVIDER", "MISSING_ICD10",
  "DEVICE_NOT_QUALIFIED", "GLOBAL_PERIOD", "ANOTHER_PRACTITIONER", "INSUFFICIENT_CHRONIC_CONDITIONS", "NO_CARE_PLAN",
  "REQUIREMENTS_NOT_ATTESTED", "CODE_NOT_EFFECTIVE", "LEVEL_MISMATCH", "ALREADY_BILLED_IN_EPISODE",
  "BELONGS_TO_EARLIER_MONTH", "SETUP_NOT_DOCUMENTED", "PERIOD_NOT_ENDED", "INSUFFICIENT_DATA_DAYS",
  "INSUFFICIENT_MINUTES", "MDM_NOT_DOCUMENTED", "NO_INTERACTIVE_COMMUNICATION", "NO_DATA_IN_MONTH",
  "MUTUALLY_EXCLUSIVE", "MISSING_BASE_CODE", "UNIT_CAP_REACHED", "RPM_RTM_CONFLICT", "CARE_MGMT_CONFLICT",
  "ACCESS_ALIGNED", "MISSING_CLAIM_FIELD",
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** A number, a date, a month, a code or a JSON pointer; which of them stands with the reason code. */
export type Measure = number | string | null;

export type Reason = { readonly code: ReasonCode; readonly have: Measure; readonly need: Measure };

export const reason = (code: ReasonCode, have: Measure = null, need: Measure = null): Reason => ({ code, have, need });

/** What can be put right on paper: a code that meets its thresholds waits for it as HELD. */
const HOLDING: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "NO_CONSENT", "NOT_ESTABLISHED_PATIENT", "MISSING_ORDERING_PROVIDER", "MISSING_ICD10", "DEVICE_NOT_QUALIFIED",
  "SETUP_NOT_DOCUMENTED", "NO_CARE_PLAN", "REQUIREMENTS_NOT_ATTESTED", "NO_DATA_IN_MONTH", "ACCESS_ALIGNED",
  "MISSING_CLAIM_FIELD",
]);

export const holdsClaim = (code: ReasonCode): boolean => HOLDING.has(code);

export type CodeStatus = "READY" | "MET_PERIOD_OPEN" | "PROJECTED" | "BILLED" | "HELD" | "NOT_MET";
export type LineStatus = Exclude<CodeStatus, "PROJECTED" | "NOT_MET">;

/** Statuses of what would be claimed if nothing further were recorded. */
export const isBillable = (status: CodeStatus): boolean =>
  status === "READY" || status === "BILLED" || status === "MET_PERIOD_OPEN";
