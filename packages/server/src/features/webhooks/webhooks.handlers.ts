import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { listDeliveries, resendDelivery, sendTest } from "./deliveries.service.js";
import { presentDelivery, presentWebhook } from "./webhooks.present.js";
import { createWebhook, deleteWebhook, getWebhook, listWebhooks, rotateSecret, updateWebhook } from "./webhooks.service.js";

type WebhookOperation =
  | "listWebhooks" | "createWebhook" | "getWebhook" | "updateWebhook" | "deleteWebhook" | "rotateWebhookSecret" | "testWebhook"
  | "listWebhookDeliveries" | "resendWebhookDelivery";

export const webhookHandlers: Pick<Handlers, WebhookOperation> = {
  listWebhooks: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await listWebhooks(tx, query), presentWebhook) })),

  createWebhook: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const { row, secret } = await createWebhook(tx, scope.deps.config, body);
      return { status: 201, body: { ...presentWebhook(row), secret }, headers: { Location: `/api/webhooks/${row.id}` } };
    }),

  getWebhook: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: presentWebhook(await getWebhook(tx, path.id)) })),

  updateWebhook: ({ path, body, ifMatch }, scope) =>
    scope.withTenant(async (tx) => ({
      status: 200, body: presentWebhook(await updateWebhook(tx, scope.deps.config, path.id, body, ifMatch)),
    })),

  deleteWebhook: ({ path, ifMatch }, scope) =>
    scope.withTenant(async (tx) => {
      await deleteWebhook(tx, path.id, ifMatch);
      return { status: 204, body: undefined };
    }),

  rotateWebhookSecret: ({ path }, scope) =>
    scope.withTenant(async (tx) => {
      const { secret, previousValidUntil } = await rotateSecret(tx, path.id);
      return { status: 200, body: { secret, previousValidUntil: previousValidUntil.toISOString() } };
    }),

  testWebhook: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 202, body: { deliveryId: await sendTest(tx, path.id) } })),

  listWebhookDeliveries: ({ path, query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await listDeliveries(tx, path.id, query), presentDelivery) })),

  resendWebhookDelivery: ({ path }, scope) =>
    scope.withTenant(async (tx) => ({ status: 202, body: { deliveryId: await resendDelivery(tx, path.id, path.deliveryId) } })),
};
