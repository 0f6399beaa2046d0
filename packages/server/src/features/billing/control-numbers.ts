import type { TenantTx } from "../../db/with-tenant.js";
import { takeControlNumbers, type CloseRow } from "./close.sql.js";
import { groupClaims } from "./export/claim-groups.js";
import type { ClaimLine } from "./lines.js";

/** At most 17 places for a claim (CLM01) and 30 for a line (REF*6R), of the basic character set; ten digits last for ever. */
const numbered = (letter: "C" | "L", number: number): string => `${letter}${String(number).padStart(10, "0")}`;

/**
 * Lines as the close keeps them: READY ones are BILLED from now on, with a number of their claim and one of their own, which
 * nothing else of the organization ever gets.
 */
export const numberLines = async (tx: TenantTx, lines: readonly ClaimLine[], { closed_at }: CloseRow): Promise<ClaimLine[]> => {
  const closedAt = closed_at.toISOString();
  const ready = lines.filter(({ status }) => status === "READY");
  const groups = groupClaims(ready);
  if (ready.length === 0) return lines.map((line) => ({ ...line, closedAt }));
  const claim = await takeControlNumbers(tx, "CLAIM", groups.length);
  const first = await takeControlNumbers(tx, "LINE", ready.length);
  const claimOf = new Map(groups.flatMap((group, at) => group.map((line) => [line, numbered("C", claim + at)] as const)));
  const lineOf = new Map(ready.map((line, at) => [line, numbered("L", first + at)]));
  return lines.map((line) => {
    const patientControlNumber = claimOf.get(line);
    if (!patientControlNumber) return { ...line, closedAt };
    return { ...line, closedAt, status: "BILLED", patientControlNumber, lineControlNumber: lineOf.get(line) ?? null };
  });
};
