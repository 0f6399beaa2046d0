import type { TenantTx } from "../../db/with-tenant.js";
import { readOrganization } from "../organizations/organizations.service.js";
import { endGrant, insertGrant, selectStandingGrants } from "./break-glass.sql.js";

/** 45 CFR 164.312(a)(2)(ii): access in an emergency, bounded in time. */
const HOUR = 3_600_000;

export type Grant = { id: string; expiresAt: Date };

/** Lets an account read the organization's data for an hour from now, and nothing but read, whatever its standing is. */
export const breakGlass = async (tx: TenantTx, userId: string, reason: string): Promise<Grant> => {
  await readOrganization(tx);
  const id = tx.newId("grant");
  const expiresAt = new Date(tx.now.getTime() + HOUR);
  await insertGrant(tx, { id, userId, expiresAt, reasonSealed: tx.seal({ table: "break_glass_grants", column: "reason", id }, reason) });
  return { id, expiresAt };
};

/** Answers the grants that were ended. */
export const endBreakGlass = async (tx: TenantTx, userId: string): Promise<string[]> => {
  const ids = await selectStandingGrants(tx, userId);
  for (const id of ids) await endGrant(tx, id);
  return ids;
};
