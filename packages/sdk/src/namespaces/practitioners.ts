import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createPractitioners(core: Core) {
  return {
    list: (query?: QueryOf<"listPractitioners">, options?: CallOptions): PagedOf<"listPractitioners"> =>
      core.list("listPractitioners", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getPractitioner">> =>
      core.call("getPractitioner", { path: { id } }, options),
    create: (body: BodyOf<"createPractitioner">, options?: CallOptions): Call<AnswerOf<"createPractitioner">> =>
      core.call("createPractitioner", { body }, options),
    update: (id: string, body: BodyOf<"updatePractitioner">, options?: CallOptions): Call<AnswerOf<"updatePractitioner">> =>
      core.update("updatePractitioner", { path: { id }, body }, options),
  };
}
