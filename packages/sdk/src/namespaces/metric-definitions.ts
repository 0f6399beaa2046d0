import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createMetricDefinitions(core: Core) {
  return {
    list: (query?: QueryOf<"listMetricDefinitions">, options?: CallOptions): PagedOf<"listMetricDefinitions"> =>
      core.list("listMetricDefinitions", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getMetricDefinition">> =>
      core.call("getMetricDefinition", { path: { id } }, options),
    create: (body: BodyOf<"createMetricDefinition">, options?: CallOptions): Call<AnswerOf<"createMetricDefinition">> =>
      core.call("createMetricDefinition", { body }, options),
    update: (id: string, body: BodyOf<"updateMetricDefinition">, options?: CallOptions): Call<AnswerOf<"updateMetricDefinition">> =>
      core.update("updateMetricDefinition", { path: { id }, body }, options),
  };
}
