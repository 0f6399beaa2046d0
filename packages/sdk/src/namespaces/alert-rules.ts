import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createAlertRules(core: Core) {
  return {
    list: (query?: QueryOf<"listAlertRules">, options?: CallOptions): PagedOf<"listAlertRules"> =>
      core.list("listAlertRules", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getAlertRule">> =>
      core.call("getAlertRule", { path: { id } }, options),
    create: (body: BodyOf<"createAlertRule">, options?: CallOptions): Call<AnswerOf<"createAlertRule">> =>
      core.call("createAlertRule", { body }, options),
    update: (id: string, body: BodyOf<"updateAlertRule">, options?: CallOptions): Call<AnswerOf<"updateAlertRule">> =>
      core.update("updateAlertRule", { path: { id }, body }, options),
    delete: (id: string, options?: CallOptions): Call<AnswerOf<"deleteAlertRule">> =>
      core.call("deleteAlertRule", { path: { id } }, options),
  };
}
