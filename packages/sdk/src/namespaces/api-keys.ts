import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createApiKeys(core: Core) {
  return {
    list: (query?: QueryOf<"listApiKeys">, options?: CallOptions): PagedOf<"listApiKeys"> =>
      core.list("listApiKeys", { query }, options),
    /** The answer's `secret` is shown this once. */
    create: (body: BodyOf<"createApiKey">, options?: CallOptions): Call<AnswerOf<"createApiKey">> =>
      core.call("createApiKey", { body }, options),
    delete: (id: string, options?: CallOptions): Call<AnswerOf<"deleteApiKey">> =>
      core.call("deleteApiKey", { path: { id } }, options),
  };
}
