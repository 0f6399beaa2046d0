import { rowForms } from "../../db/row-forms.js";
import type { components } from "@vitaledge/contract/schema";
import type { Page } from "../../db/keyset.js";
import { withCipher, withTenant, withUser, type Actor, type PlainQuery, type TenantTx } from "../../db/with-tenant.js";
import type { KeyRing } from "../../db/key-ring.js";
import type { Deps } from "../../deps.js";
import { expectVersion } from "../../http/conditional.js";
import { fail } from "../../http/problem.js";
import { makeId } from "../../platform/ids.js";
import { addMember } from "./members.service.js";
import { mergePatch } from "./merge-patch.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "./newest-first.js";
import { columnsOf, expectOrganization, type OrganizationInput, type OrganizationPatch } from "./organization-columns.js";
import { isSignupOpen } from "./organizations.policy.js";
import { presentAlerting, presentOrganization } from "./organizations.present.js";
import {
  changeOrganization, countOwnOrganizations, insertIndexEntry, insertOrganization, lockOrganization, selectOrganization,
  selectOrganizationIds, selectOwnOrganizations, type OrganizationRow, type Plan,
} from "./organizations.sql.js";
import { openParts, sealParts } from "./sealed-parts.js";

export { isMember } from "./members.service.js";

export type Organization = components["schemas"]["Organization"];

const missing = (): never => fail("organization_not_found", { detail: "There is no such organization." });

export const readOrganization = async (tx: TenantTx): Promise<Organization> =>
  presentOrganization(tx, (await selectOrganization(tx)) ?? missing());

export const timezoneOf = async (tx: TenantTx): Promise<string> => ((await selectOrganization(tx)) ?? missing()).timezone;

export const alertingOf = async (tx: TenantTx): Promise<components["schemas"]["Alerting"]> =>
  presentAlerting(((await selectOrganization(tx)) ?? missing()).alerting);

export const expectSignupOpen = (deps: Deps): void => {
  if (!isSignupOpen(deps.config)) {
    fail("signup_closed", { detail: "Organizations are made by the operator here, with `vitaledge-server organizations create`." });
  }
};

/** The organization that the transaction is opened for, its data key, its place in the index and its OWNER, or nothing of it. */
export const createOrganization = async (tx: TenantTx, keys: KeyRing, input: OrganizationInput, ownerId: string | null): Promise<Organization> => {
  expectOrganization(input);
  await insertIndexEntry(tx);
  await keys.createFor(tx.organizationId, tx.query);
  // The transaction was opened before there was a key: its own cipher seals nothing.
  const cipher = await keys.cipherOf(tx.organizationId, tx.query);
  const columns = columnsOf(input);
  await insertOrganization(tx, { ...columns, ...sealParts(cipher, tx.organizationId, columns) });
  if (ownerId) await addMember(tx, ownerId, "OWNER");
  return presentOrganization(cipher, (await selectOrganization(tx)) ?? missing());
};

export const newOrganizationId = ({ clock }: Pick<Deps, "clock">): string => makeId("org", clock.now());

export const updateOrganization = async (tx: TenantTx, patch: OrganizationPatch, ifMatch: number | undefined): Promise<Organization> => {
  const row = (await lockOrganization(tx)) ?? missing();
  expectVersion(row.version, ifMatch);
  expectOrganization(patch);
  const columns = columnsOf(mergePatch(inputOf(tx, row), patch) as OrganizationInput);
  const changed = await changeOrganization(tx, { ...columns, ...sealParts(tx, tx.organizationId, columns) });
  return presentOrganization(tx, changed ?? missing());
};

/** The row as it might have been sent, for a patch to be merged into. */
const inputOf = (tx: TenantTx, row: OrganizationRow): Record<keyof OrganizationInput, unknown> => {
  const { address, billing_contact: billingContact } = openParts(tx, row.organization_id, row);
  return {
    name: row.name,
    legalName: row.legal_name,
    timezone: row.timezone,
    npi: row.npi,
    taxonomyCode: row.taxonomy_code,
    taxId: row.tax_id,
    taxIdType: row.tax_id_type,
    address,
    billingContact,
    submitterId: row.submitter_id,
    acceptsAssignment: row.accepts_assignment,
    clearinghouse: row.clearinghouse,
    sessionPolicy: row.session_policy,
    alerting: row.alerting,
  };
};

type Door = Pick<Deps, "database" | "clock" | "keys">;

type OwnPage = Page<Organization> & { total?: number };

export const listOwnOrganizations = async (door: Door, actor: Actor & { type: "USER" }, asked: ListQuery): Promise<OwnPage> => {
  const { limit = DEFAULT_LIMIT, cursor, includeTotal } = asked;
  const { page, total } = await withUser(door, actor.userId, async (query) => ({
    page: newestPage(
      await selectOwnOrganizations(query, actor.userId, afterCursor(cursor, "organization_id"), limit), limit, (row) => row.organization_id),
    total: includeTotal ? await countOwnOrganizations(query, actor.userId) : undefined,
  }));
  const rows: Organization[] = [];
  // Each has a key of its own, which is read where it was not needed in the last minute.
  for (const row of page.rows) rows.push(await withCipher(door, row.organization_id, (cipher) => presentOrganization(cipher, row)));
  return { rows, nextCursor: page.nextCursor, total };
};

/** For who goes organization by organization. */
export const listOrganizationIds = (query: PlainQuery): Promise<string[]> => selectOrganizationIds(query);

export const listAllOrganizations = async (door: Door, actor: Actor, query: PlainQuery): Promise<Organization[]> => {
  const organizations: Organization[] = [];
  for (const id of await selectOrganizationIds(query)) organizations.push(await withTenant(door, id, actor, readOrganization, { readOnly: true }));
  return organizations;
};

/** For the operator alone. `null` takes an override away. */
export const setPlan = async (tx: TenantTx, plan: Plan, requestsPerMinute: number | null): Promise<boolean> =>
  (await changeOrganization(tx, { plan, requests_per_minute: requestsPerMinute })) !== undefined;

/** Archived forms too. */
export const organizationForms = rowForms<OrganizationRow>("organizations");
export type { OrganizationRow } from "./organizations.sql.js";
export { presentOrganization } from "./organizations.present.js";
