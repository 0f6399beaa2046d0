import type { components } from "@vitaledge/contract/schema";
import type { Page } from "../../db/keyset.js";
import { rowForms } from "../../db/row-forms.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { mergePatch } from "../organizations/merge-patch.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import { isMember } from "../organizations/organizations.service.js";
import { isNpi } from "./npi.js";
import {
  changePractitioner, countPractitioners, insertPractitioner, listPractitioners, lockPractitioner, selectPractitioner, selectPractitionerOfUser, selectPractitioners,
  selectPractitionersOfUsers,
  type PractitionerColumns, type PractitionerFilter, type PractitionerRow,
} from "./practitioners.sql.js";

export type { PractitionerRow } from "./practitioners.sql.js";

type PractitionerInput = components["schemas"]["PractitionerInput"];
type PractitionerPatch = components["schemas"]["PractitionerPatch"];

const missing = (): never => fail("practitioner_not_found", { detail: "No practitioner of this organization has this id." });

export const getPractitioner = async (tx: TenantTx, id: string): Promise<PractitionerRow> => (await selectPractitioner(tx, id)) ?? missing();

const expectPractitioner = async (tx: TenantTx, { npi, userId }: PractitionerPatch): Promise<void> => {
  if (userId && !(await isMember(tx, userId))) {
    fail("member_not_found", { detail: "Who signs as a practitioner has to be a member. Invite them first." });
  }
  if (npi !== undefined && !isNpi(npi)) {
    const message = "has a wrong check digit";
    fail("invalid_npi", { detail: `The NPI ${message}.`, errors: [{ pointer: "/npi", code: "check_digit", message }] });
  }
};

const columnsOf = (input: PractitionerInput): PractitionerColumns => ({
  user_id: input.userId ?? null,
  first_name: input.firstName,
  last_name: input.lastName,
  credential: input.credential ?? null,
  npi: input.npi,
  taxonomy_code: input.taxonomyCode ?? null,
  active: input.active ?? true,
});

export const createPractitioner = async (tx: TenantTx, input: PractitionerInput): Promise<PractitionerRow> => {
  await expectPractitioner(tx, input);
  const id = tx.newId("prac");
  await insertPractitioner(tx, id, columnsOf(input));
  return getPractitioner(tx, id);
};

/** The row as it might have been sent, for a patch to be merged into. */
const inputOf = (row: PractitionerRow): Required<PractitionerInput> => ({
  userId: row.user_id,
  firstName: row.first_name,
  lastName: row.last_name,
  credential: row.credential,
  npi: row.npi,
  taxonomyCode: row.taxonomy_code,
  active: row.active,
});

export const updatePractitioner = async (
  tx: TenantTx, id: string, patch: PractitionerPatch, ifMatch: number | undefined,
): Promise<PractitionerRow> => {
  const row = (await lockPractitioner(tx, id)) ?? missing();
  expectVersion(row.version, ifMatch);
  await expectPractitioner(tx, patch);
  const columns = columnsOf(mergePatch(inputOf(row), patch) as PractitionerInput);
  return (await changePractitioner(tx, row, columns)) ?? fail("version_mismatch");
};

export const findPractitioners = async (
  tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal, ...filter }: PractitionerFilter & ListQuery,
): Promise<Page<PractitionerRow> & { total?: number }> => {
  const rows = await listPractitioners(tx, filter, afterCursor(cursor, "id"), limit + 1);
  const page = newestPage(rows, limit, (row) => row.id);
  return includeTotal ? { ...page, total: await countPractitioners(tx, filter) } : page;
};

export const practitionersByIds = async (tx: TenantTx, ids: readonly string[]): Promise<Map<string, PractitionerRow>> =>
  new Map(ids.length ? (await selectPractitioners(tx, ids)).map((row) => [row.id, row]) : []);

/** The active practitioner as whom a member signs. */
export const practitionerWhoIs = (tx: TenantTx, userId: string): Promise<PractitionerRow | undefined> => selectPractitionerOfUser(tx, userId);

/** Archived forms too. */
export const practitionerForms = rowForms<PractitionerRow>("practitioners");

/** As whom members sign, by their user ids; the oldest where one is several. */
export const practitionersOfUsers = async (tx: TenantTx, userIds: readonly string[]): Promise<Map<string, string>> =>
  new Map((userIds.length ? await selectPractitionersOfUsers(tx, userIds) : []).map((row) => [row.user_id ?? "", row.id]));
