import type { TenantTx } from "../../../db/with-tenant.js";
import { isAllowed } from "../../../http/permissions.js";
import type { Courier, MessageAt, Stop } from "../../webhooks/courier.js";
import type { DueRow } from "../../webhooks/receivers.service.js";
import { GIVEN_UP_AFTER } from "../../webhooks/retry-schedule.js";
import { accessAs, type Access } from "../acts/access.js";
import { printFhir } from "../fhir-json.js";
import { FHIR_ROOT } from "../interactions.js";
import { fhirType } from "../table.js";
import { channelOf } from "./asked.js";
import { creatorNow } from "./creator.js";
import { toldTo } from "./focuses.js";
import { headersOf } from "./headers.js";
import { notificationOf } from "./notification.js";
import { subscriptionsKept, turn } from "./status.js";
import { lockOfReceiver, type SubscriptionRow } from "./subscriptions.sql.js";
import { topicOf } from "./topics.js";

/** Milliseconds: somebody waits to see whether a subscription comes to be. */
const HANDSHAKE_GIVEN_UP_AFTER = 60_000;

const messageOf = async (tx: TenantTx, access: Access, subscription: SubscriptionRow, row: DueRow): Promise<string> => {
  const { base } = access;
  if (row.type === "handshake" || row.type === "heartbeat") {
    return printFhir(notificationOf({ base, subscription, kind: row.type, events: subscription.events }, tx.now));
  }
  const told = await toldTo(tx, access, [row], subscription.content);
  return printFhir(notificationOf({ base, subscription, kind: "event-notification", events: row.number, told, content: subscription.content }, tx.now));
};

/** As their creator may be told now: what was lost since is not sent to anybody. */
const accessOfCreator = async (tx: TenantTx, { created_by, topic }: SubscriptionRow, base: string): Promise<Access | undefined> => {
  const creator = await creatorNow(tx, created_by);
  const focus = fhirType(topicOf(topic)?.focus ?? "");
  return creator && focus && isAllowed(creator, "webhooks:write") && isAllowed(creator, focus.read) ? accessAs(creator, base) : undefined;
};

const WHY = { GONE: "The endpoint answered 410 Gone.", FAILING: "The endpoint has taken nothing for as long as is tried" };

const whyOf = ({ reason, fault }: Stop): string => (reason === "GONE" ? WHY.GONE : `${WHY.FAILING}: the last attempt met ${fault}.`);

export const subscriptionCourier: Courier = {
  async messages({ publicUrl }, tx, { id }, rows) {
    const subscription = await lockOfReceiver(tx, id);
    const [version] = subscription ? await subscriptionsKept.load(tx, [subscription.id]) : [];
    if (!subscription || !version?.resource) return undefined;
    const access = await accessOfCreator(tx, subscription, `${publicUrl}${FHIR_ROOT}`);
    if (!access) {
      await turn(tx, subscription, "error", "Whoever wrote the subscription may not be told of its topic any more.");
      return undefined;
    }
    const { header, payload = "" } = channelOf(version.resource);
    const headers = { ...headersOf(header), "content-type": payload, "user-agent": "VitalEdge-Subscriptions/1" };
    const messages: MessageAt[] = [];
    for (const row of rows) {
      const body = await messageOf(tx, access, subscription, row);
      messages.push(() => ({ headers, body }));
    }
    return messages;
  },
  givenUpAfter: ({ type }) => (type === "handshake" ? HANDSHAKE_GIVEN_UP_AFTER : GIVEN_UP_AFTER),
  hold: lockOfReceiver,
  async delivered(tx, receiverId, rows) {
    const subscription = await lockOfReceiver(tx, receiverId);
    if (subscription?.status === "requested" && rows.some(({ type }) => type === "handshake")) await turn(tx, subscription, "active");
  },
  async stop({ log }, tx, receiverId, stop) {
    const subscription = await lockOfReceiver(tx, receiverId);
    if (!subscription || subscription.status === "off") return;
    await turn(tx, subscription, "error", whyOf(stop));
    log.warn({ event: "subscription_failed", organizationId: tx.organizationId, subscriptionId: subscription.id, reason: stop.reason }, "a subscription was stopped");
  },
};
