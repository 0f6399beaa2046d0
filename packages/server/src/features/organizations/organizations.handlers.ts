import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { fail } from "../../http/problem.js";
import { actorOf, type Scope } from "../../http/scope.js";
import type { Actor } from "../../db/with-tenant.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import { admitInvitation, invite, listInvitations, withdrawInvitation } from "./invitations.service.js";
import { listMembers, removeMember, updateMember } from "./members.service.js";
import { presentInvitation, presentInvitationWithLink, presentMember } from "./organizations.present.js";
import { createOrganization, expectSignupOpen, newOrganizationId, listOwnOrganizations, readOrganization, updateOrganization } from "./organizations.service.js";

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

  createOrganization: ({ body }, scope) => {
    expectSignupOpen(scope.deps);
    const { userId } = callerOf(scope);
    const id = newOrganizationId(scope.deps);
    return scope.withNewTenant(id, async (tx) => ({
      status: 201,
      body: await createOrganization(tx, scope.deps.keys, body, userId),
      headers: { Location: `/api/organizations/${id}` },
    }));
  },

  getOrganization: async (_input, scope) => ({ status: 200, body: await scope.withTenant(readOrganization) }),

  updateOrganization: ({ body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: await updateOrganization(tx, body, ifMatch) })),

  listMembers: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => listMembers(tx, query)), presentMember),
  }),

  updateMember: ({ path, body }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentMember(await updateMember(tx, path.userId, body.role)) })),

  deleteMember: ({ path }, scope) =>
    scope.withTenant(async (tx) => {
      await removeMember(tx, path.userId);
      return { status: 204, body: undefined };
    }),

  listInvitations: async ({ query }, scope) => ({
    status: 200,
    body: listBody(await scope.withTenant((tx) => listInvitations(tx, query)), presentInvitation),
  }),

  createInvitation: async ({ body }, scope) => {
    await admitInvitation(scope.deps, actorOf(scope), { ...body, organizationId: scope.organizationId, from: scope.address });
    const reply = await scope.withTenant(async (tx) => {
      const invitation = presentInvitationWithLink(await invite(scope.deps, tx, body));
      const headers = { Location: `/api/organizations/${scope.organizationId}/invitations/${invitation.id}` };
      return { status: 201 as const, body: invitation, headers };
    });
    nudgeRelay(scope.deps.database);
    return reply;
  },

  deleteInvitation: ({ path }, scope) =>
    scope.withTenant(async (tx) => {
      await withdrawInvitation(tx, path.id);
      return { status: 204, body: undefined };
    }),
};
