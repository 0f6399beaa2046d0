import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createTimeEntries(core: Core) {
  return {
    list: (query?: QueryOf<"listTimeEntries">, options?: CallOptions): PagedOf<"listTimeEntries"> =>
      core.list("listTimeEntries", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getTimeEntry">> =>
      core.call("getTimeEntry", { path: { id } }, options),
    create: (body: BodyOf<"createTimeEntry">, options?: CallOptions): Call<AnswerOf<"createTimeEntry">> =>
      core.call("createTimeEntry", { body }, options),
    /** One timer a user. */
    start: (body: BodyOf<"startTimeEntry">, options?: CallOptions): Call<AnswerOf<"startTimeEntry">> =>
      core.call("startTimeEntry", { body }, options),
    stop: (body: BodyOf<"stopTimeEntry"> = {}, options?: CallOptions): Call<AnswerOf<"stopTimeEntry">> =>
      core.call("stopTimeEntry", { body }, options),
    void: (id: string, body: BodyOf<"voidTimeEntry"> = {}, options?: CallOptions): Call<AnswerOf<"voidTimeEntry">> =>
      core.call("voidTimeEntry", { path: { id }, body }, options),
  };
}
