import { ONCE } from "./api-keys-create.js";
import { answers, does, lists, sends } from "./runs.js";

export const listKeys = lists<"listApiKeys">("org api-keys list", ({ apiKeys }, query, { call }) => apiKeys.list(query, call));
export const deleteKey = does(
  (id) => `The key ${id} is deleted.`, ({ apiKeys }, { ids: [id], call }) => apiKeys.delete(id, call),
  (id) => `The key ${id} is deleted: programs that use it are shut out at once.`,
);

export const listWebhooks = lists<"listWebhooks">("org webhooks list", ({ webhooks }, query, { call }) => webhooks.list(query, call));
export const getWebhook = answers("org webhooks get", ({ webhooks }, { ids: [id], call }) => webhooks.get(id, call));
export const createWebhook = sends("org webhooks create", "createWebhook", 0, ({ webhooks }, body, { call }) => webhooks.create(body, call), ONCE);
export const updateWebhook = sends("org webhooks update", "updateWebhook", 1, ({ webhooks }, body, { ids: [id], call }) => webhooks.update(id, body, call));
export const deleteWebhook = does(
  (id) => `The webhook ${id} is deleted.`, ({ webhooks }, { ids: [id], call }) => webhooks.delete(id, call),
  (id) => `The webhook ${id} is deleted with the record of its deliveries.`,
);
export const rotateSecret = answers("org webhooks rotate-secret", async ({ webhooks }, { ids: [id], call, context }) => {
  const rotated = await webhooks.rotateSecret(id, call);
  context.note(ONCE);
  return rotated;
});
export const testWebhook = answers("org webhooks test", ({ webhooks }, { ids: [id], call }) => webhooks.test(id, call));
export const deliveries = lists<"listWebhookDeliveries">("org webhooks deliveries", ({ webhooks }, query, { ids: [id], call }) => webhooks.deliveries(id, query, call));
export const resend = answers("org webhooks resend", ({ webhooks }, { ids: [id, delivery = ""], call }) => webhooks.resend(id, delivery, call));
