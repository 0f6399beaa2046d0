import type { TenantTx } from "../../db/with-tenant.js";
import { appendMail } from "../../outbox/append.js";
import { nudgeRelay } from "../../outbox/nudge.js";
import { ownerAddresses } from "../organizations/members.service.js";
import type { DeliverDeps } from "./courier.js";
import { giveUpOn } from "./receivers.service.js";
import { disableWebhook } from "./webhooks.sql.js";

const WHY = {
  GONE: "its receiver answered 410 Gone",
  FAILING: "its receiver has taken nothing for three days",
};
const DAY = 86_400_000;

/** Stops a webhook and tells the owners: once, however many deliveries find the same. */
export const switchOff = async (deps: DeliverDeps, tx: TenantTx, id: string, reason: "GONE" | "FAILING"): Promise<void> => {
  if (!(await disableWebhook(tx, id, reason))) return;
  await giveUpOn(tx, id);
  deps.log.warn({ event: "webhook_disabled", organizationId: tx.organizationId, webhookId: id, reason }, "a webhook was switched off");
  if (!deps.config.smtpUrl) return;
  const text = [
    `The webhook ${id} of ${tx.organizationId} was switched off: ${WHY[reason]}.`,
    "What was not delivered is listed under its deliveries, and can be sent again once it is switched on.",
  ].join("\n\n");
  for (const to of await ownerAddresses(tx)) {
    await appendMail(deps, tx.query, { to, subject: "A VitalEdge webhook was switched off", text, until: new Date(tx.now.getTime() + 7 * DAY) });
  }
  tx.afterCommit(nudgeRelay);
};
