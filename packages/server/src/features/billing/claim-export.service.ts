import { text } from "node:stream/consumers";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { lastDay } from "../../platform/civil.js";
import { loadTerms } from "../billing-terms/billing-terms.service.js";
import { getClaim, linesOfClaim, type ClaimRow } from "../claims/claims.service.js";
import { readOrganization } from "../organizations/organizations.service.js";
import { claimFileGaps } from "./claim-file.js";
import { organizationOnClaims, partiesOn, type BillingOrganization } from "./claim-parties.js";
import { insertClaimExport, selectLinesOf, takeControlNumbers } from "./close.sql.js";
import { groupClaims } from "./export/claim-groups.js";
import { filingCodeOf } from "./export/claim-segments.js";
import { headOf, write837 } from "./export/claims-837.js";
import { openLine } from "./frozen.js";
import { namesOf, type ClaimFrequency, type ClaimLine } from "./lines.js";
import { loadPatients, type LoadedPatient } from "./load-facts.js";
import { chargeOf, claimGaps } from "./parties.js";

type Exportable = ClaimRow & { close_id: string; patient_control_number: string };

const isExportable = (claim: ClaimRow): claim is Exportable => claim.close_id !== null && claim.patient_control_number !== null;

const expectExportable = (claim: ClaimRow, frequency: ClaimFrequency): Exportable => {
  if (!isExportable(claim)) return fail("invalid_transition", { detail: "The bill was made elsewhere: there is no claim here to export." });
  if (frequency !== "1" && !claim.payer_claim_number) {
    fail("payer_claim_number_missing", { detail: `Frequency ${frequency} names the payer's claim. Set payerClaimNumber on the line first.` });
  }
  if (claim.status === "VOIDED" && frequency !== "8") {
    fail("invalid_transition", { detail: "The line is VOIDED. It can be exported with frequency 8, which takes the claim back at the payer." });
  }
  return claim;
};

/** A claim is corrected in who takes part; what was done stays as it was recorded. */
const corrected = (line: ClaimLine, organization: BillingOrganization, loaded: LoadedPatient): ClaimLine => {
  const parties = partiesOn(organization, loaded, line.enrollmentId, line.dosTo);
  const diagnoses = loaded.rows.get(line.enrollmentId)?.diagnoses.map(({ code }) => code) ?? line.diagnoses;
  return { ...line, ...namesOf(parties), diagnoses, chargeCents: line.chargeCents ?? chargeOf(parties, line.code, line.dosTo, line.units) };
};

// Medicare's own rule: a claim is corrected by sending it as an original, and what the file said instead would be billed again.
const expectFrequency = (lines: readonly ClaimLine[], frequency: ClaimFrequency): void => {
  if (frequency !== "1" && lines.some((line) => filingCodeOf(line) === "MB")) {
    fail("invalid_transition", { detail: "Original Medicare (MB) takes neither 7 nor 8. Send a corrected claim with frequency 1, and ask the contractor to take one back." });
  }
};

const expectComplete = (lines: readonly ClaimLine[], organization: BillingOrganization, loaded: LoadedPatient): void => {
  const gaps = lines.flatMap((line) => [
    ...claimGaps(partiesOn(organization, loaded, line.enrollmentId, line.dosTo)), ...claimFileGaps(line, organizationOnClaims(organization)),
  ]);
  const pointers = [...new Set(gaps.map(({ pointer }) => pointer))];
  if (pointers.length === 0) return;
  const errors = pointers.map((pointer) => ({ pointer, code: "missing_claim_field", message: "a claim cannot do without it" }));
  fail("invalid_transition", { detail: "The claim lacks what errors name. Enter it and export again.", errors });
};

// Under one number the payer would take the second for the first sent twice.
const expectOneClaim = (lines: readonly ClaimLine[]): void => {
  if (groupClaims(lines).length > 1) {
    const detail = "The claim's lines name different payers, insured or rendering practitioners by now, or too many diagnoses, and are no longer one claim. "
      + "Correct them alike, or reopen the month and close it again.";
    fail("invalid_transition", { detail });
  }
};

type ClaimFile = { file: string; patientId: string; patientControlNumber: string };

/**
 * The 837P of the one claim that holds a line, as who takes part in it is on record now, with a control number of its own.
 * Lines that were voided are left out, but of a claim that is taken back (frequency 8). The file is kept.
 * @throws ProblemError 404, 409 `payer_claim_number_missing`, `invalid_transition`
 */
export const exportClaim = async (tx: TenantTx, id: string, frequency: ClaimFrequency): Promise<ClaimFile> => {
  const claim = expectExportable(await getClaim(tx, id), frequency);
  const { close_id: closeId, patient_control_number: patientControlNumber, patient_id: patientId } = claim;
  const standing = (await linesOfClaim(tx, closeId, patientControlNumber)).filter(({ status }) => status !== "VOIDED" || frequency === "8");
  const stored = await selectLinesOf(tx, closeId, standing.map((line) => line.id));
  const organization = await readOrganization(tx);
  const [loaded] = await loadPatients(tx, claim.month, () => lastDay(claim.month), [patientId], await loadTerms(tx));
  if (!loaded) return fail("claim_not_found", { detail: "The claim's patient has been deleted." });
  const lines = stored
    .map(({ position, line_sealed: sealed }) => corrected(openLine(tx, closeId, position, sealed), organization, loaded))
    .map((line): ClaimLine => ({ ...line, frequency, payerClaimNumber: claim.payer_claim_number }));
  expectFrequency(lines, frequency);
  expectOneClaim(lines);
  expectComplete(lines, organization, loaded);
  const control = await takeControlNumbers(tx, "INTERCHANGE", 1);
  const then = organizationOnClaims(organization);
  const file = await text(write837(headOf(control, tx.now, organization.timezone, then.usage), then, lines));
  const exportId = tx.newId("cexp");
  await insertClaimExport(tx, { id: exportId, claimId: id, frequency, control, fileSealed: tx.seal({ table: "claim_exports", column: "file", id: exportId }, file) });
  return { file, patientId, patientControlNumber };
};
