import type { ClaimLine } from "../lines.js";

/** SV1 in one CLM: 005010X222A1, loop 2400. */
const MAXIMUM_LINES = 50;
/** HI holds twelve codes, and a line points at four of them. */
const MAXIMUM_DIAGNOSES = 12;
const MAXIMUM_POINTERS = 4;

/** The codes a line points at. */
export const pointedAt = ({ diagnoses }: ClaimLine): readonly string[] => diagnoses.slice(0, MAXIMUM_POINTERS);

/** The codes of a claim: those its lines point at, then the others of its lines, in the order of rank, twelve at most. */
export const diagnosesOfClaim = (lines: readonly ClaimLine[]): string[] =>
  [...new Set([...lines.flatMap(pointedAt), ...lines.flatMap(({ diagnoses }) => diagnoses)])].slice(0, MAXIMUM_DIAGNOSES);

/** Who is insured with whom: claims of equal ones stand together. */
export const subscriberKey = (line: ClaimLine): string =>
  JSON.stringify([line.payerId, line.payer, line.memberId, line.groupNumber, line.filingCode, line.relationship, line.subscriber]);

const claimKey = (line: ClaimLine): string =>
  JSON.stringify([line.patientId, subscriberKey(line), line.rendering?.npi, line.patientControlNumber, line.frequency, line.payerClaimNumber]);

const hasRoom = (claim: readonly ClaimLine[], line: ClaimLine): boolean =>
  claim.length < MAXIMUM_LINES && new Set([...claim, line].flatMap(pointedAt)).size <= MAXIMUM_DIAGNOSES;

/**
 * The claims of a month: one for each patient, payer and rendering practitioner, several where one is full. Lines that
 * have a patient control number are put together as they were when they got it.
 */
export const groupClaims = (lines: readonly ClaimLine[]): ClaimLine[][] => {
  const claims: ClaimLine[][] = [];
  const open = new Map<string, ClaimLine[]>();
  for (const line of lines) {
    const key = claimKey(line);
    const claim = open.get(key);
    if (claim && hasRoom(claim, line)) {
      claim.push(line);
      continue;
    }
    const next = [line];
    open.set(key, next);
    claims.push(next);
  }
  return claims;
};
