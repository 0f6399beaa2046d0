import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf, PagedOf, QueryOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";

export function createWebhooks(core: Core) {
  return {
    list: (query?: QueryOf<"listWebhooks">, options?: CallOptions): PagedOf<"listWebhooks"> =>
      core.list("listWebhooks", { query }, options),
    get: (id: string, options?: CallOptions): Call<AnswerOf<"getWebhook">> =>
      core.call("getWebhook", { path: { id } }, options),
    /** The answer's `secret` is shown this once. */
    create: (body: BodyOf<"createWebhook">, options?: CallOptions): Call<AnswerOf<"createWebhook">> =>
      core.call("createWebhook", { body }, options),
    update: (id: string, body: BodyOf<"updateWebhook">, options?: CallOptions): Call<AnswerOf<"updateWebhook">> =>
      core.update("updateWebhook", { path: { id }, body }, options),
    delete: (id: string, options?: CallOptions): Call<AnswerOf<"deleteWebhook">> =>
      core.call("deleteWebhook", { path: { id } }, options),
    /** The secret before signs too for 24 hours. */
    rotateSecret: (id: string, options?: CallOptions): Call<AnswerOf<"rotateWebhookSecret">> =>
      core.call("rotateWebhookSecret", { path: { id } }, options),
    test: (id: string, options?: CallOptions): Call<AnswerOf<"testWebhook">> =>
      core.call("testWebhook", { path: { id } }, options),
    deliveries: (id: string, query?: QueryOf<"listWebhookDeliveries">, options?: CallOptions): PagedOf<"listWebhookDeliveries"> =>
      core.list("listWebhookDeliveries", { path: { id }, query }, options),
    resend: (id: string, deliveryId: string, options?: CallOptions): Call<AnswerOf<"resendWebhookDelivery">> =>
      core.call("resendWebhookDelivery", { path: { id, deliveryId } }, options),
  };
}
