import type { EvaluatedCode } from "./status.js";
import type { Reason, ReasonCode } from "./reasons.js";

const plural = (count: unknown, word: string): string => `${String(count)} ${word}${count === 1 ? "" : "s"}`;

const SENTENCES: { readonly [C in ReasonCode]: (given: Reason) => string } = {
  NOT_ENROLLED: () => "The enrollment does not touch this month.",
  NO_CONSENT: () => "No consent is on file by the end of the month.",
  NOT_ESTABLISHED_PATIENT: () => "The patient is not an established patient of the practice.",
  MISSING_ORDERING_PROVIDER: () => "No ordering practitioner with an NPI is named.",
  MISSING_ICD10: () => "The enrollment has no diagnosis.",
  DEVICE_NOT_QUALIFIED: () => "Every device reading comes from a device outside the FDA's definition.",
  GLOBAL_PERIOD: () => "The same practitioner holds a global surgical package.",
  ANOTHER_PRACTITIONER: () => "Another practitioner has billed for this period.",
  INSUFFICIENT_CHRONIC_CONDITIONS: ({ have, need }) => `${plural(have, "chronic condition")} on record, ${need} needed.`,
  NO_CARE_PLAN: () => "No care plan is dated by the end of the month.",
  REQUIREMENTS_NOT_ATTESTED: () => "The practice capabilities are not attested.",
  CODE_NOT_EFFECTIVE: ({ have, need }) => `The code is not in force in ${have}; it begins on ${need}.`,
  LEVEL_MISMATCH: ({ have }) =>
    have === null ? "The enrollment does not say which system is monitored (rtmSystem)." : `The code that fits the patient is ${have}.`,
  ALREADY_BILLED_IN_EPISODE: ({ have }) => `Billed once in this episode already, on ${have}.`,
  BELONGS_TO_EARLIER_MONTH: ({ have }) => `It became due in ${have} and belongs to that month.`,
  SETUP_NOT_DOCUMENTED: () => "No date of device setup and teaching is recorded.",
  PERIOD_NOT_ENDED: ({ have }) =>
    have === null ? "No monitoring period has its last day in this month."
      : `No period has its last day in this month; the open one ends on ${have}.`,
  INSUFFICIENT_DATA_DAYS: ({ have, need }) => `${plural(have, "day")} with a qualifying reading, ${need} needed.`,
  INSUFFICIENT_MINUTES: ({ have, need }) => `${plural(have, "minute")} that may count, ${need} needed.`,
  MDM_NOT_DOCUMENTED: () => "Moderate or high medical decision making is not documented.",
  NO_INTERACTIVE_COMMUNICATION: () => "The minutes are there; a live two-way exchange in the month is not.",
  NO_DATA_IN_MONTH: () => "The month has no qualifying reading.",
  MUTUALLY_EXCLUSIVE: ({ have }) => `Not together with ${have}, which is billed instead.`,
  MISSING_BASE_CODE: ({ need }) => `The minutes are there; ${need}, on which it rests, is not billed.`,
  UNIT_CAP_REACHED: ({ have, need }) => `The minutes would give ${plural(have, "unit")}; the cap is ${need}.`,
  RPM_RTM_CONFLICT: ({ have }) => `${have} is billed for this patient and month; never both.`,
  CARE_MGMT_CONFLICT: ({ have }) => `${have} is billed for this patient and month instead.`,
  ACCESS_ALIGNED: ({ have }) => `The patient is aligned to the practice's ACCESS participation since ${have}.`,
  MISSING_CLAIM_FIELD: ({ need }) => `The claim line lacks ${need}.`,
};

export const explainReason = (given: Reason): string => SENTENCES[given.code](given);

const met = ({ have, need, lines }: EvaluatedCode): string => {
  const measured = typeof have === "number" && typeof need === "number" ? ` (${have}, at least ${need} needed)` : "";
  const dates = lines.map(({ dosTo }) => dosTo).join(" and ");
  return `Requirements met${measured}, date of service ${dates}.`;
};

/** Why a code has its status, in one or two sentences. */
export const explainCode = (code: EvaluatedCode): string => {
  const why = code.reason ? explainReason(code.reason) : "";
  switch (code.status) {
    case "READY":
      return [met(code), why].filter(Boolean).join(" ");
    case "BILLED":
      return ["There is a claim for it.", why].filter(Boolean).join(" ");
    case "MET_PERIOD_OPEN":
      return [`${met(code)} The period is still open.`, why].filter(Boolean).join(" ");
    case "PROJECTED":
      return `${why} The present pace meets it.`;
    case "HELD":
      return `Thresholds met, held: ${why}`;
    case "NOT_MET":
      return why;
  }
};
