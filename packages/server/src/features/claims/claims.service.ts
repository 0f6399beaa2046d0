import type { components } from "@vitaledge/contract/schema";
import type { Page } from "../../db/keyset.js";
import { rowForms } from "../../db/row-forms.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { monthOf } from "../../platform/civil.js";
import { getEnrollment } from "../enrollments/enrollments.service.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import { holdPatients } from "../patients/patient-lock.service.js";
import { statusesBefore } from "./claims.policy.js";
import {
  changeClaim, changeClaims, countClaims, insertClaims, selectByIds, selectClaim, selectClaims, selectStanding,
  type ClaimFilter, type ClaimRow,
} from "./claims.sql.js";

export {
  countDenied, earlierClaims, insertClaims, moveRows as moveClaims, selectOfClaim as linesOfClaim, selectOfClose as claimsOfClose, selectOfPatients as claimsOfPatients,
  voidOfClose,
} from "./claims.sql.js";
export type { ClaimColumns, ClaimRow } from "./claims.sql.js";

type Schemas = components["schemas"];

export const listClaims = async (
  tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal, ...filter }: ListQuery & ClaimFilter,
): Promise<Page<ClaimRow> & { total?: number }> => {
  const page = newestPage(await selectClaims(tx, filter, afterCursor(cursor, "id"), limit), limit, (row) => row.id);
  return includeTotal ? { ...page, total: await countClaims(tx, filter) } : page;
};

export const getClaim = async (tx: TenantTx, id: string): Promise<ClaimRow> =>
  (await selectClaim(tx, id)) ?? fail("claim_not_found", { detail: "No claim line of this organization has this id." });

type Recorded = { row: ClaimRow; isNew: boolean };

/** A bill made elsewhere; where one of the same enrollment, code and last day stands, that one. */
export const recordClaim = async (tx: TenantTx, input: Schemas["ClaimInput"]): Promise<Recorded> => {
  const { enrollmentId, code, units, dosTo, dosFrom = dosTo } = input;
  if (dosFrom > dosTo) fail("invalid_dates", { detail: "dosFrom lies after dosTo." });
  await holdPatients(tx, [(await getEnrollment(tx, enrollmentId)).patient_id]);
  const { patient_id, program } = await getEnrollment(tx, enrollmentId);
  const id = tx.newId("claim");
  const inserted = await insertClaims(tx, [{
    id, patient_id, enrollment_id: enrollmentId, program, month: monthOf(dosTo), code, units, dos_from: dosFrom, dos_to: dosTo,
    origin: "EXTERNAL", close_id: null, revision: null, charge_cents: null, payer_claim_number: input.payerClaimNumber ?? null,
    patient_control_number: null, line_control_number: null,
  }]);
  const row = inserted.length > 0 ? await selectClaim(tx, id) : await selectStanding(tx, enrollmentId, code, dosTo);
  return { row: row ?? fail("unavailable", { detail: "The claim changed at the same time. Send it again." }), isNew: inserted.length > 0 };
};

/** @throws ProblemError 409 `invalid_transition`, 412 */
export const updateClaim = async (tx: TenantTx, id: string, patch: Schemas["ClaimPatch"], ifMatch: number | undefined): Promise<ClaimRow> => {
  const { status, payerClaimNumber, denialCodes } = patch;
  const changed = await changeClaim(tx, id, statusesBefore(status), ifMatch, {
    status,
    ...(payerClaimNumber !== undefined && { payer_claim_number: payerClaimNumber }),
    ...(denialCodes !== undefined && { denial_codes: denialCodes }),
  });
  const row = await getClaim(tx, id);
  if (changed) return row;
  expectVersion(row.version, ifMatch);
  return fail("invalid_transition", { detail: `A line that is ${row.status} does not become ${status}. Record a new bill if it was billed again.` });
};

export const markClaims = async (
  tx: TenantTx, { ids, status }: Schemas["ClaimMark"],
): Promise<{ marked: Schemas["ClaimMarked"]; patientIds: string[] }> => {
  const known = new Map((await selectByIds(tx, ids)).map(({ id, patient_id }) => [id, patient_id]));
  const changed = new Set((await changeClaims(tx, ids, statusesBefore(status), { status })).map(({ id }) => id));
  const skipped = ids
    .filter((id) => !changed.has(id))
    .map((id) => ({ id, code: known.has(id) ? ("invalid_transition" as const) : ("claim_not_found" as const) }));
  return { marked: { updated: ids.filter((id) => changed.has(id)), skipped }, patientIds: [...known.values()] };
};

/** Archived forms too. */
export const claimForms = rowForms<ClaimRow>("claims");
