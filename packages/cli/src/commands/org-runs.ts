import type { Context } from "../context.js";
import { UsageError } from "../usage-error.js";
import { answers, lists, sends } from "./runs.js";

export const list = lists<"listOrganizations">("org list", ({ organizations }, query, { call }) => organizations.list(query, call));
export const create = sends("org create", "createOrganization", 0, ({ organizations }, body, { call }) => organizations.create(body, call));

/** The one that is named is acted for, too: the server takes no other. */
export const get = answers("org get", async ({ organizations }, { ids: [given], call, context }) => {
  const organizationId = given === "" ? organizationOf(context) : given;
  return organizations.get(organizationId, { ...call, organizationId });
});

export const set = sends("org set", "updateOrganization", 0, async ({ organizations }, body, { call, context }) => organizations.update(organizationOf(context), body, call));

function organizationOf({ target }: Context): string {
  if (target.organizationId !== undefined) return target.organizationId;
  throw new UsageError("It is not said which organization.", "Give --org ID, or run: vitaledge auth switch");
}
