import type { ClaimLine } from "../lines.js";

/** Lines of one claim: 005010X222A1 allows 50 repetitions of loop 2400. */
const MOST_LINES = 50;

const claimOf = ({ patientId, filingCode, payerId, payer, memberId, rendering }: ClaimLine): string =>
  JSON.stringify([patientId, filingCode, payerId, payer, memberId, rendering?.npi]);

/** The claims of some patients' lines of a month: one for each patient, payer and rendering practitioner, more where it is full. */
export const groupClaims = (lines: readonly ClaimLine[]): ClaimLine[][] => {
  const open = new Map<string, ClaimLine[]>();
  const claims: ClaimLine[][] = [];
  for (const line of lines) {
    const key = claimOf(line);
    const claim = open.get(key);
    if (claim && claim.length < MOST_LINES) claim.push(line);
    else {
      const next = [line];
      claims.push(next);
      open.set(key, next);
    }
  }
  return claims;
};
