import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createAuditEvents(core: Core) {
  return {
    list: (query?: QueryOf<"listAuditEvents">, options?: CallOptions): PagedOf<"listAuditEvents"> =>
      core.list("listAuditEvents", { query }, options),
    /** Computes the organization's whole chain again. */
    verify: (options?: CallOptions): Call<AnswerOf<"verifyAuditEvents">> => core.call("verifyAuditEvents", {}, options),
  };
}
