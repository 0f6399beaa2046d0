import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createOrganizations(core: Core) {
  return {
    /** The caller's own; no organization header goes with it. */
    list: (query?: QueryOf<"listOrganizations">, options?: CallOptions): PagedOf<"listOrganizations"> =>
      core.list("listOrganizations", { query }, options),
    create: (body: BodyOf<"createOrganization">, options?: CallOptions): Call<AnswerOf<"createOrganization">> =>
      core.call("createOrganization", { body }, options),
    get: (orgId: string, options?: CallOptions): Call<AnswerOf<"getOrganization">> =>
      core.call("getOrganization", { path: { orgId } }, options),
    update: (
      orgId: string, body: BodyOf<"updateOrganization">, options?: CallOptions,
    ): Call<AnswerOf<"updateOrganization">> => core.update("updateOrganization", { path: { orgId }, body }, options),
    members: createMembers(core),
    invitations: createInvitations(core),
  };
}

/** Of the client's organization, or of the one given with the call. */
function createMembers(core: Core) {
  return {
    list: (query?: QueryOf<"listMembers">, options?: CallOptions): PagedOf<"listMembers"> =>
      core.list("listMembers", { path: { orgId: core.requireOrganization(options) }, query }, options),
    update: (userId: string, body: BodyOf<"updateMember">, options?: CallOptions): Call<AnswerOf<"updateMember">> =>
      core.update("updateMember", { path: { orgId: core.requireOrganization(options), userId }, body }, options),
    delete: (userId: string, options?: CallOptions): Call<AnswerOf<"deleteMember">> =>
      core.call("deleteMember", { path: { orgId: core.requireOrganization(options), userId } }, options),
  };
}

function createInvitations(core: Core) {
  return {
    list: (query?: QueryOf<"listInvitations">, options?: CallOptions): PagedOf<"listInvitations"> =>
      core.list("listInvitations", { path: { orgId: core.requireOrganization(options) }, query }, options),
    /** The answer's `url` is shown this once. */
    create: (body: BodyOf<"createInvitation">, options?: CallOptions): Call<AnswerOf<"createInvitation">> =>
      core.call("createInvitation", { path: { orgId: core.requireOrganization(options) }, body }, options),
    delete: (id: string, options?: CallOptions): Call<AnswerOf<"deleteInvitation">> =>
      core.call("deleteInvitation", { path: { orgId: core.requireOrganization(options), id } }, options),
  };
}
