import { actorIdOf, type TenantTx } from "../../../db/with-tenant.js";
import { giveUpOn, openReceiver, queueFor, setReceiver, closeReceiver } from "../../webhooks/receivers.service.js";
import { printFhir } from "../fhir-json.js";
import type { Resource, Version, WritableSource, Written } from "../model.js";
import { askedOf, channelOf, type Asked } from "./asked.js";
import { refuse } from "./refuse.js";
import { subscriptionsKept as kept } from "./status.js";
import { lockSubscription, putSubscription, setSubscriptionStatus, type SubscriptionRow, type SubscriptionStatus } from "./subscriptions.sql.js";

/** One lane for a receiver's handshake and its events: they go out one after the other, the handshake before all. */
export const EVENTS_LANE = "events";

const isOurs = (version: Version): Version => ({ ...version, rowId: version.id });
const ours = ({ kind, version }: Written): Written => ({ kind, version: isOurs(version) });

/** What the server says of a subscription nobody else says. */
const settled = ({ error: _error, ...resource }: Resource, status: SubscriptionStatus): Resource => ({ ...resource, status });

const firstStatus = ({ status }: Asked): SubscriptionStatus =>
  status === "requested" || status === "off" ? status : refuse("status", "value", "has to be requested, or off: the server makes it active once the handshake has been answered");

/** A client asks and switches off; that it is active, or in error, it can but leave as it is. */
const nextStatus = (asked: Asked, row: SubscriptionRow, isSameChannel: boolean): SubscriptionStatus => {
  if (asked.status === "error" && row.status === "error") return "error";
  if (asked.status === "active" && (row.status === "active" || row.status === "requested")) return isSameChannel ? row.status : "requested";
  return firstStatus(asked);
};

const expectAhead = (tx: TenantTx, { endsAt }: Asked, status: SubscriptionStatus): void => {
  if (status === "requested" && endsAt && endsAt <= tx.now) refuse("end", "value", "has to lie ahead");
};

const rowOf = (tx: TenantTx, id: string, webhookId: string, asked: Asked, status: SubscriptionStatus) => ({
  id, webhook_id: webhookId, topic: asked.topic.url, patient_id: asked.patientId, content: asked.content, status,
  created_by: actorIdOf(tx.actor) ?? "", ends_at: asked.endsAt, heartbeat_seconds: asked.heartbeatSeconds,
});

/** Nothing that went out before, maybe to another endpoint, speaks for this one. */
const shakeHands = async (tx: TenantTx, webhookId: string): Promise<void> => {
  await giveUpOn(tx, webhookId, "handshake");
  await giveUpOn(tx, webhookId, "heartbeat");
  await queueFor(tx, [{ webhookId, eventId: tx.newId("evt"), type: "handshake", occurredAt: tx.now, data: { id: webhookId }, lane: EVENTS_LANE, number: "0" }]);
};

const create = async (tx: TenantTx, resource: Resource, given: string | undefined): Promise<Written> => {
  const asked = await askedOf(tx, resource);
  const status = firstStatus(asked);
  expectAhead(tx, asked, status);
  const written = await kept.create(tx, settled(resource, status), given);
  const webhookId = await openReceiver(tx, { url: asked.url, enabled: status === "requested" });
  await putSubscription(tx, rowOf(tx, written.version.id, webhookId, asked, status));
  if (status === "requested") await shakeHands(tx, webhookId);
  return ours(written);
};

const update = async (tx: TenantTx, resource: Resource, current: Version): Promise<Written> => {
  const asked = await askedOf(tx, resource);
  const row = (await lockSubscription(tx, current.id))!;
  const isSameChannel = current.resource !== undefined && printFhir(channelOf(resource)) === printFhir(channelOf(current.resource));
  const status = nextStatus(asked, row, isSameChannel);
  expectAhead(tx, asked, status);
  await putSubscription(tx, rowOf(tx, row.id, row.webhook_id, asked, status));
  await setReceiver(tx, row.webhook_id, { url: asked.url, enabled: status === "requested" || status === "active" });
  if (status === "requested") await shakeHands(tx, row.webhook_id);
  const error = status === "error" && current.resource?.error !== undefined ? { error: current.resource.error } : {};
  return ours(await kept.update(tx, { ...settled(resource, status), ...error }, current));
};

const remove = async (tx: TenantTx, current: Version): Promise<Version> => {
  const { id, webhook_id } = (await lockSubscription(tx, current.id))!;
  await setSubscriptionStatus(tx, id, "off");
  await closeReceiver(tx, webhook_id);
  return isOurs(await kept.remove(tx, current));
};

/** Subscriptions: kept as they were sent but for their status, with a receiver of the webhooks' relay each. */
export const subscriptionSource: WritableSource = {
  type: "Subscription",
  takes: () => true,
  load: async (tx, ids) => (await kept.load(tx, ids)).map(isOurs),
  history: async (tx, id) => (await kept.history(tx, id)).map(isOurs),
  changes: async (tx, ask) => (await kept.changes(tx, ask)).map(isOurs),
  create, update, remove,
};
