import type { components } from "@vitaledge/contract/schema";

export type ClaimStatus = components["schemas"]["ClaimStatus"];
export type ClaimOutcome = components["schemas"]["ClaimOutcome"];

/** From which statuses a line may come to an outcome; the same again may bring codes or the payer's number. */
const FROM: { readonly [S in ClaimOutcome]: readonly ClaimStatus[] } = {
  SUBMITTED: ["RECORDED", "SUBMITTED", "DENIED"],
  PAID: ["RECORDED", "SUBMITTED", "PAID", "DENIED"],
  DENIED: ["RECORDED", "SUBMITTED", "PAID", "DENIED"],
  VOIDED: ["RECORDED", "SUBMITTED", "PAID", "DENIED"],
};

export const statusesBefore = (outcome: ClaimOutcome): readonly ClaimStatus[] => FROM[outcome];
