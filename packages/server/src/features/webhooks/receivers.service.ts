import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { nudge } from "../../outbox/nudge.js";
import { acceptableUrl } from "../../platform/safe-fetch.js";
import { giveUpPending, insertDeliveries, markDue, type DeliveryType, type NewDelivery } from "./deliveries.sql.js";
import { changeReceiver, insertReceiver } from "./webhooks.sql.js";

export { selectNumbered, selectWaiting, type DeliveryData, type DueRow } from "./deliveries.sql.js";

/** @throws ProblemError where nothing may be sent there; `pointer` names the place that the address was given in. */
export const expectAcceptableUrl = (url: string, loopback: boolean, pointer: string): void => {
  if (acceptableUrl(url, { loopback })) return;
  fail("webhook_url_refused", {
    detail: "Give an https address on port 443 or 8443, by a public name, without credentials.",
    errors: [{ pointer, code: "refused", message: "leads to an address that is not allowed" }],
  });
};

/** Where a subscription's notifications go: by the webhooks' relay, without being a webhook of the API. */
export const openReceiver = async (tx: TenantTx, settings: { url: string; enabled: boolean }): Promise<string> => {
  const id = tx.newId("sub");
  await insertReceiver(tx, id, "SUBSCRIPTION", settings);
  return id;
};

/** What is pending stays pending, and goes to the new address. */
export const setReceiver = async (tx: TenantTx, id: string, settings: { url: string; enabled: boolean }): Promise<void> => {
  await changeReceiver(tx, id, settings);
  if (!settings.enabled) await giveUpOn(tx, id);
};

export const closeReceiver = async (tx: TenantTx, id: string): Promise<void> => {
  await changeReceiver(tx, id, { enabled: false });
  await giveUpOn(tx, id);
};

export const giveUpOn = (tx: TenantTx, id: string, type?: DeliveryType): Promise<unknown> =>
  giveUpPending(tx, id, { at: tx.now.toISOString(), status: null, durationMs: 0, error: "webhook_disabled" }, type);

/** Queues what is to be sent; the workers look at it once this is committed. */
export const queueFor = async (tx: TenantTx, deliveries: readonly Omit<NewDelivery, "id">[]): Promise<void> => {
  if (!deliveries.length) return;
  await insertDeliveries(tx, deliveries.map((delivery) => ({ ...delivery, id: tx.newId("del") })));
  await markDue(tx, [...new Set(deliveries.map(({ webhookId }) => webhookId))].toSorted());
  tx.afterCommit((database) => nudge(database, "deliveries"));
};
