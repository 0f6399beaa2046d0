import type { WebhookEvent } from "@vitaledge/sdk/webhooks";
import { findOnCall } from "./rota.js";

/** An alert that nobody has acknowledged goes to whoever is on call; of other events the log keeps the type. */
export const pageOnCall = async (event: WebhookEvent, rotaPath: string): Promise<void> => {
  if (event.type !== "alert.unacknowledged") return console.log(`${event.type} ${event.data.id}`);
  const { name, pager } = await findOnCall(rotaPath, new Date());
  // A pager's network is nobody's we know: an id and a severity, no name and no reading.
  const text = `${event.data.severity ?? ""} alert ${event.data.id} waits for somebody`;
  const answer = await fetch(pager, { method: "POST", headers: { "content-type": "application/json", "idempotency-key": event.id }, body: JSON.stringify({ text }) });
  if (!answer.ok) throw new Error(`The pager of ${name} answered ${answer.status}.`);
  console.log(`paged ${name} for ${event.data.id}`);
};
