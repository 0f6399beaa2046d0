import type { TenantTx } from "../../../db/with-tenant.js";
import { closeReceiver } from "../../webhooks/receivers.service.js";
import { keptSource } from "../store/kept.js";
import { setSubscriptionStatus, type SubscriptionRow, type SubscriptionStatus } from "./subscriptions.sql.js";

export const subscriptionsKept = keptSource("Subscription");

/** What has become of a subscription, in the resource as well: that is its next version. The row is locked. */
export const turn = async (tx: TenantTx, { id, webhook_id }: SubscriptionRow, status: SubscriptionStatus, why?: string): Promise<void> => {
  const [current] = await subscriptionsKept.load(tx, [id]);
  if (!current?.resource) return;
  const { error: _before, ...resource } = current.resource;
  await subscriptionsKept.update(tx, { ...resource, status, ...(why !== undefined && { error: why }) }, current);
  await setSubscriptionStatus(tx, id, status);
  if (status !== "active") await closeReceiver(tx, webhook_id);
};
