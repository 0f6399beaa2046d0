import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createDevices(core: Core) {
  return {
    list: (query?: QueryOf<"listDevices">, options?: CallOptions): PagedOf<"listDevices"> =>
      core.list("listDevices", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getDevice">> =>
      core.call("getDevice", { path: { id } }, options),
    create: (body: BodyOf<"createDevice">, options?: CallOptions): Call<AnswerOf<"createDevice">> =>
      core.call("createDevice", { body }, options),
    update: (id: string, body: BodyOf<"updateDevice">, options?: CallOptions): Call<AnswerOf<"updateDevice">> =>
      core.update("updateDevice", { path: { id }, body }, options),
    /** From now on, or from an instant before, the device's readings are this patient's. */
    assign: (id: string, body: BodyOf<"assignDevice">, options?: CallOptions): Call<AnswerOf<"assignDevice">> =>
      core.call("assignDevice", { path: { id }, body }, options),
    unassign: (id: string, body: BodyOf<"unassignDevice"> = {}, options?: CallOptions): Call<AnswerOf<"unassignDevice">> =>
      core.call("unassignDevice", { path: { id }, body }, options),
  };
}
