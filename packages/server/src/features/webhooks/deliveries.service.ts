import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import type { Page } from "../../db/keyset.js";
import type { TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { appendEvent } from "../../outbox/events.js";
import type { OnPublished } from "../../outbox/publisher.js";
import { nudge } from "../../outbox/nudge.js";
import {
  countDeliveries, deleteOldDeliveries, DELIVERIES_KEPT_DAYS, insertDeliveries, markDue, requeueDelivery, selectDeliveries, type DeliveryFilter, type DeliveryRow, type NewDelivery,
} from "./deliveries.sql.js";
import { lockEnabled, selectEnabled } from "./webhooks.sql.js";
import { getWebhook, webhookNotFound } from "./webhooks.service.js";

/** Queues published events for the webhooks that take their types, in the transaction that publishes them. */
export const queueDeliveries: OnPublished = async (tx, events) => {
  const webhooks = await selectEnabled(tx);
  const deliveries = events
    // A test was queued for its one webhook when it was asked for.
    .filter(({ type }) => type !== "webhook.test")
    .flatMap((event) => webhooks.filter((webhook) => webhook.events.includes(event.type)).map((webhook): NewDelivery => ({
      id: tx.newId("del"), webhookId: webhook.id, eventId: event.id, type: event.type, occurredAt: event.created_at, data: event.data,
      lane: event.data.patientId ?? event.data.id, number: event.number,
    })));
  if (!deliveries.length) return;
  await insertDeliveries(tx, deliveries);
  await markDue(tx, [...new Set(deliveries.map(({ webhookId }) => webhookId))]);
};

export const listDeliveries = async (
  tx: TenantTx, webhookId: string, { limit = DEFAULT_LIMIT, cursor, includeTotal, ...filter }: ListQuery & DeliveryFilter,
): Promise<Page<DeliveryRow> & { total?: number }> => {
  await getWebhook(tx, webhookId);
  const page = newestPage(await selectDeliveries(tx, webhookId, filter, afterCursor(cursor, "id"), limit), limit, (row) => row.id);
  return { ...page, ...(includeTotal && { total: await countDeliveries(tx, webhookId, filter) }) };
};

const expectEnabled = async (tx: TenantTx, webhookId: string): Promise<void> => {
  const enabled = (await lockEnabled(tx, webhookId)) ?? webhookNotFound();
  if (!enabled) fail("webhook_disabled", { detail: "The webhook is switched off. Switch it on first: PATCH with enabled true." });
};

const sendNow = async (tx: TenantTx, webhookId: string): Promise<void> => {
  await markDue(tx, [webhookId], true);
  tx.afterCommit((database) => nudge(database, "deliveries"));
};

export const resendDelivery = async (tx: TenantTx, webhookId: string, id: string): Promise<string> => {
  await expectEnabled(tx, webhookId);
  if (!(await requeueDelivery(tx, webhookId, id))) fail("delivery_not_found", { detail: "No delivery of this webhook has this id." });
  await sendNow(tx, webhookId);
  return id;
};

export const sendTest = async (tx: TenantTx, webhookId: string): Promise<string> => {
  await expectEnabled(tx, webhookId);
  const eventId = await appendEvent(tx, { type: "webhook.test", id: webhookId });
  const id = tx.newId("del");
  await insertDeliveries(tx, [{ id, webhookId, eventId, type: "webhook.test", occurredAt: tx.now, data: { id: webhookId }, lane: id, number: "0" }]);
  await sendNow(tx, webhookId);
  return id;
};

/** Deliveries that were settled before `DELIVERIES_KEPT_DAYS` are not shown any more. */
export const forgetDeliveries = (tx: TenantTx): Promise<number> =>
  deleteOldDeliveries(tx, new Date(tx.now.getTime() - DELIVERIES_KEPT_DAYS * 86_400_000));
