import type { components } from "@vitaledge/contract/schema";
import type { DeliveryRow } from "./deliveries.sql.js";
import type { WebhookRow } from "./webhooks.sql.js";

type Schemas = components["schemas"];

export const presentWebhook = ({ id, url, events, description, enabled, disabled_reason, version, created_at }: WebhookRow): Schemas["Webhook"] => ({
  id, url, events, description, enabled, disabledReason: disabled_reason, version, createdAt: created_at.toISOString(),
});

/** Attempts that the contract has room for. */
const MOST_ATTEMPTS = 50;

export const presentDelivery = (row: DeliveryRow): Schemas["Delivery"] => ({
  id: row.id,
  eventId: row.event_id,
  type: row.type,
  status: row.status,
  attempts: row.attempts.slice(-MOST_ATTEMPTS),
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
});
