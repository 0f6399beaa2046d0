import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Download } from "../download.js";
import type { AnswerOf, QueryOf } from "../operation-types.js";
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
    export: (month: string, query?: QueryOf<"exportBilling">, options?: CallOptions): Download =>
      core.download("exportBilling", { path: { orgId: core.requireOrganization(options), month }, query }, options),
  };
}
