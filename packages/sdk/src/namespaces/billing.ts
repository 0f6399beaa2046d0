import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Download } from "../download.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

/** Months are `YYYY-MM`; the organization is the client's, or the one given with the call. */
export function createBilling(core: Core) {
  return {
    summary: (
      month: string, query?: QueryOf<"getBillingSummary">, options?: CallOptions,
    ): Call<AnswerOf<"getBillingSummary">> =>
      core.call("getBillingSummary", { path: { orgId: core.requireOrganization(options), month }, query }, options),
    readiness: (
      enrollmentId: string, month: string, query?: QueryOf<"getBillingReadiness">, options?: CallOptions,
    ): Call<AnswerOf<"getBillingReadiness">> =>
      core.call("getBillingReadiness", { path: { enrollmentId, month }, query }, options),
    signOffs: (enrollmentId: string, month: string, options?: CallOptions): Call<AnswerOf<"listSignOffs">> =>
      core.call("listSignOffs", { path: { enrollmentId, month } }, options),
    /** As the practitioner whose `userId` is the caller's. */
    signOff: (
      enrollmentId: string, month: string, body: BodyOf<"createSignOff"> = {}, options?: CallOptions,
    ): Call<AnswerOf<"createSignOff">> => core.call("createSignOff", { path: { enrollmentId, month }, body }, options),
    export: (month: string, query?: QueryOf<"exportBilling">, options?: CallOptions): Download =>
      core.download("exportBilling", { path: { orgId: core.requireOrganization(options), month }, query }, options),
    /** Records each READY line once; the export is made of what was recorded from then on. */
    close: (month: string, options?: CallOptions): Call<AnswerOf<"closeBillingMonth">> =>
      core.call("closeBillingMonth", { path: { orgId: core.requireOrganization(options), month } }, options),
    /** The lines of the close are VOIDED. */
    reopen: (month: string, body: BodyOf<"reopenBillingMonth">, options?: CallOptions): Call<AnswerOf<"reopenBillingMonth">> =>
      core.call("reopenBillingMonth", { path: { orgId: core.requireOrganization(options), month }, body }, options),
    adjustments: (month: string, options?: CallOptions): Call<AnswerOf<"listBillingAdjustments">> =>
      core.call("listBillingAdjustments", { path: { orgId: core.requireOrganization(options), month } }, options),
    claims: createClaims(core),
  };
}

function createClaims(core: Core) {
  return {
    list: (query?: QueryOf<"listClaims">, options?: CallOptions): PagedOf<"listClaims"> => core.list("listClaims", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getClaim">> => core.call("getClaim", { path: { id } }, options),
    /** A bill made elsewhere; where one stands already, that one. */
    create: (body: BodyOf<"recordClaim">, options?: CallOptions): Call<AnswerOf<"recordClaim">> =>
      core.call("recordClaim", { body }, options),
    update: (id: string, body: BodyOf<"updateClaim">, options?: CallOptions): Call<AnswerOf<"updateClaim">> =>
      core.update("updateClaim", { path: { id }, body }, options),
    mark: (body: BodyOf<"markClaims">, options?: CallOptions): Call<AnswerOf<"markClaims">> => core.call("markClaims", { body }, options),
    /** The 837P of the one claim that holds the line. */
    export: (id: string, body: BodyOf<"exportClaim">, options?: CallOptions): Download =>
      core.download("exportClaim", { path: { id }, body }, options),
  };
}
