import { withUser, type PlainQuery, type Role } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { selectMemberships } from "./members.sql.js";

export type Membership = { organizationId: string; organizationName: string; role: Role };

/** The organizations a person belongs to, by name. */
export const readMemberships = (deps: Deps, userId: string): Promise<Membership[]> =>
  withUser(deps, userId, async (query: PlainQuery) => (await selectMemberships(query, userId)).map((row) => ({
    organizationId: row.organization_id, organizationName: row.name, role: row.role,
  })));
