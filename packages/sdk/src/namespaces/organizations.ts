import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Download } from "../download.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

const CSV = { Accept: "text/csv, application/problem+json" };

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
    billingSettings: createBillingSettings(core),
    charges: createCharges(core),
    fees: createFees(core),
  };
}

/** Dated by month; those of the current one where no month is given. */
function createBillingSettings(core: Core) {
  return {
    get: (query?: QueryOf<"getBillingSettings">, options?: CallOptions): Call<AnswerOf<"getBillingSettings">> =>
      core.call("getBillingSettings", { path: { orgId: core.requireOrganization(options) }, query }, options),
    /** From `effectiveFrom` on; what is left out has its default. */
    replace: (body: BodyOf<"replaceBillingSettings">, options?: CallOptions): Call<AnswerOf<"replaceBillingSettings">> =>
      core.update("replaceBillingSettings", { path: { orgId: core.requireOrganization(options) }, body }, options),
  };
}

/** The practice's own prices. */
function createCharges(core: Core) {
  return {
    get: (options?: CallOptions): Call<AnswerOf<"listCharges">> =>
      core.call("listCharges", { path: { orgId: core.requireOrganization(options) } }, options),
    replace: (body: BodyOf<"replaceCharges">, options?: CallOptions): Call<AnswerOf<"replaceCharges">> =>
      core.update("replaceCharges", { path: { orgId: core.requireOrganization(options) }, body }, options),
    /** The same as a file in CSV: `code,effective_from,amount`, amounts in dollars. */
    file: (options?: CallOptions): Download =>
      core.download("listCharges", { path: { orgId: core.requireOrganization(options) }, headers: CSV }, options),
    upload: (csv: string, options?: CallOptions): Call<AnswerOf<"replaceCharges">> =>
      core.call("replaceCharges", { path: { orgId: core.requireOrganization(options) }, csv }, options),
  };
}

/** The amounts of estimates: the organization's own, else the national ones. */
function createFees(core: Core) {
  return {
    get: (options?: CallOptions): Call<AnswerOf<"listFees">> =>
      core.call("listFees", { path: { orgId: core.requireOrganization(options) } }, options),
    replace: (body: BodyOf<"replaceFees">, options?: CallOptions): Call<AnswerOf<"replaceFees">> =>
      core.update("replaceFees", { path: { orgId: core.requireOrganization(options) }, body }, options),
    /** The same as a file in CSV: `code,effective_from,amount`, amounts in dollars. */
    file: (options?: CallOptions): Download =>
      core.download("listFees", { path: { orgId: core.requireOrganization(options) }, headers: CSV }, options),
    upload: (csv: string, options?: CallOptions): Call<AnswerOf<"replaceFees">> =>
      core.call("replaceFees", { path: { orgId: core.requireOrganization(options) }, csv }, options),
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
