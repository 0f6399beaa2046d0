import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Download } from "../download.js";
import type { AnswerOf, BodyOf, QueryOf } from "../operation-types.js";
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
  };
}
