import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { fail } from "../../http/problem.js";
import { actorOf, type Scope } from "../../http/scope.js";
import type { Actor } from "../../db/with-tenant.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import { invite, listInvitations, withdrawInvitation } from "./invitations.service.js";
import { listMembers, removeMember, updateMember } from "./members.service.js";
import { presentInvitation, presentInvitationWithLink, presentMember } from "./organizations.present.js";
import { createOrganization, expectSignupOpen, listOwnOrganizations, readOrganization, updateOrganization } from "./organizations.service.js";

type OrganizationOperation =
  | "listOrganizations" | "createOrganization" | "getOrganization" | "updateOrganization"
  | "listMembers" | "updateMember" | "deleteMember" | "listInvitations" | "createInvitation" | "deleteInvitation";

const callerOf = (scope: Scope): Actor & { type: "USER" } => {
  const actor = actorOf(scope);
  return actor.type === "USER" ? actor : fail("unauthenticated");
};

export const organizationHandlers: Pick<Handlers, OrganizationOperation> = {
  listOrganizations: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await listOwnOrganizations(scope.deps, callerOf(scope), query), (organization) => organization),
  }),

  createOrganization: async ({ body }, scope) => {
    expectSignupOpen(scope.deps);
    const caller = callerOf(scope);
    const organization = await createOrganization(scope.deps, caller, body, caller.userId);
    return { status: 201, body: organization, headers: { Location: `/api/organizations/${organization.id}` } };
  },

  getOrganization: async (_input, scope) => ({ status: 200, body: await scope.withTenant(readOrganization) }),

  updateOrganization: async ({ body, ifMatch }, scope) => ({
    status: 200,
    body: await scope.withTenant((tx) => updateOrganization(tx, body, ifMatch)),
  }),

  listMembers: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => listMembers(tx, query)), presentMember),
  }),

  updateMember: async ({ path, body }, scope) => ({
    status: 200,
    body: presentMember(await scope.withTenant((tx) => updateMember(tx, path.userId, body.role))),
  }),

  deleteMember: async ({ path }, scope) => {
    await scope.withTenant((tx) => removeMember(tx, path.userId));
    return { status: 204, body: undefined };
  },

  listInvitations: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => listInvitations(tx, query)), presentInvitation),
  }),

  createInvitation: async ({ body }, scope) => {
    const invitation = await scope.withTenant((tx) => invite(scope.deps, tx, body));
    nudgeRelay(scope.deps.database);
    return {
      status: 201,
      body: presentInvitationWithLink(invitation),
      headers: { Location: `/api/organizations/${scope.organizationId}/invitations/${invitation.id}` },
    };
  },

  deleteInvitation: async ({ path }, scope) => {
    await scope.withTenant((tx) => withdrawInvitation(tx, path.id));
    return { status: 204, body: undefined };
  },
};
