import type { Courier, Message } from "./courier.js";
import type { DueRow } from "./deliveries.sql.js";
import { GIVEN_UP_AFTER } from "./retry-schedule.js";
import { signaturesOf } from "./sign.js";
import { switchOff } from "./switch-off.js";
import { secretsOf } from "./webhooks.service.js";

/** The specification's three headers and the thin body; the id is the same at every attempt. */
const messageOf = (secrets: readonly string[], organizationId: string, row: DueRow, at: Date): Message => {
  const body = JSON.stringify({ id: row.event_id, type: row.type, timestamp: row.occurred_at.toISOString(), organizationId, data: row.data });
  const timestamp = Math.floor(at.getTime() / 1000);
  const headers = {
    "content-type": "application/json",
    "user-agent": "VitalEdge-Webhooks/1",
    "webhook-id": row.event_id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signaturesOf(secrets, { id: row.event_id, timestamp, body }),
  };
  return { headers, body };
};

export const webhookCourier: Courier = {
  messages: async (_deps, tx, webhook, rows) => {
    const secrets = secretsOf(tx, webhook);
    return rows.map((row) => (at) => messageOf(secrets, tx.organizationId, row, at));
  },
  givenUpAfter: () => GIVEN_UP_AFTER,
  hold: async () => undefined,
  delivered: async () => undefined,
  stop: (deps, tx, id, { reason }) => switchOff(deps, tx, id, reason),
};
