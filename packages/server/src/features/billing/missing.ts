import type { Evaluation } from "./evaluate.js";
import type { ClaimGap, MissingPart } from "./parties.js";
import type { ReasonCode } from "./reasons.js";
import { rulesOf } from "./rules/catalogue.js";

export type MissingItem =
  | "CONSENT" | "ORDER" | "DIAGNOSIS" | "ESTABLISHED_PATIENT" | "DEVICE" | "SETUP_NOTE" | "CARE_PLAN" | "ATTESTATION"
  | "INTERACTIVE_COMMUNICATION" | MissingPart;

const BY_GATE: { readonly [C in ReasonCode]?: MissingItem } = {
  NO_CONSENT: "CONSENT",
  NOT_ESTABLISHED_PATIENT: "ESTABLISHED_PATIENT",
  MISSING_ORDERING_PROVIDER: "ORDER",
  MISSING_ICD10: "DIAGNOSIS",
  DEVICE_NOT_QUALIFIED: "DEVICE",
  NO_CARE_PLAN: "CARE_PLAN",
  REQUIREMENTS_NOT_ATTESTED: "ATTESTATION",
};

const lacksSetupNote = ({ enrollment, codes }: Evaluation): boolean => {
  const setup = new Set(rulesOf(enrollment.program).filter(({ kind }) => kind === "SETUP").map(({ code }) => code));
  const over: readonly (ReasonCode | undefined)[] = ["ALREADY_BILLED_IN_EPISODE", "BELONGS_TO_EARLIER_MONTH"];
  return !enrollment.deviceSetupDate && codes.some(({ code, reason }) => setup.has(code) && !over.includes(reason?.code));
};

/** What somebody can still bring: evidence the codes wait for, and fields a claim cannot do without. */
export const missingItems = (evaluation: Evaluation, gaps: readonly ClaimGap[]): MissingItem[] => {
  if (evaluation.gates.some(({ code }) => code === "NOT_ENROLLED")) return [];
  const items: MissingItem[] = evaluation.gates.flatMap(({ code }) => BY_GATE[code] ?? []);
  if (lacksSetupNote(evaluation)) items.push("SETUP_NOTE");
  if (evaluation.lacksExchange) items.push("INTERACTIVE_COMMUNICATION");
  items.push(...gaps.flatMap(({ part }) => part ?? []));
  return [...new Set(items)];
};

const ADVICE: { readonly [M in MissingItem]: string } = {
  CONSENT: "Record the patient's consent.",
  ORDER: "Name the practitioner who ordered the monitoring.",
  DIAGNOSIS: "Enter the diagnosis the enrollment is billed with.",
  ESTABLISHED_PATIENT: "Confirm that the patient is established with the practice.",
  DEVICE: "Give the patient a device that meets the FDA's definition.",
  SETUP_NOTE: "Record the date of device setup and teaching.",
  CARE_PLAN: "Date the care plan.",
  ATTESTATION: "Attest the practice's capabilities.",
  INTERACTIVE_COMMUNICATION: "Talk with the patient once this month, by telephone or video.",
  MEMBER_ID: "Enter the member id of the patient's primary coverage.",
  PAYER: "Enter the payer of the patient's primary coverage.",
  RENDERING_PROVIDER: "Name a rendering practitioner with an NPI.",
  BILLING_PROVIDER: "Complete the organization's NPI, tax id and address.",
  PATIENT_ADDRESS: "Complete the patient's address.",
  CHARGE: "Enter the practice's charge for the code.",
};

export const adviceFor = (item: MissingItem): string => ADVICE[item];
