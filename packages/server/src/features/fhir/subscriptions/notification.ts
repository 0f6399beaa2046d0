import { randomUUID } from "node:crypto";
import { bundleOf, type Bundle, type BundleEntry } from "../bundle/bundle.js";
import type { Resource } from "../model.js";
import type { SubscriptionRow } from "./subscriptions.sql.js";
import { BACKPORT, type Content } from "./topics.js";

/** Something that happened, by its number. Without `focus` it may not be told what it is about. */
export type Told = { number: string; at: Date; focus?: { type: string; id: string } | undefined; resource?: Resource | undefined };

type Kind = "handshake" | "heartbeat" | "event-notification" | "query-status" | "query-event";

type Wanted = {
  base: string;
  subscription: Pick<SubscriptionRow, "id" | "topic" | "status">;
  kind: Kind;
  /** Events since the subscription came to be, those that are told included. */
  events: string;
  told?: readonly Told[];
  content?: Content;
  error?: string | undefined;
};

type Parameter = { name: string; part?: Parameter[]; [value: string]: unknown };

const addressOf = (base: string, { type, id }: { type: string; id: string }): string => `${base}/${type}/${id}`;

/** A SubscriptionStatus, which R4 writes as Parameters. */
export const statusOf = ({ base, subscription: { id, topic, status }, kind, events, told = [], content = "empty", error }: Wanted): Resource => {
  const partsOf = ({ number, at, focus }: Told): Parameter[] => [
    { name: "event-number", valueString: number },
    { name: "timestamp", valueInstant: at.toISOString() },
    ...(focus && content !== "empty" ? [{ name: "focus", valueReference: { reference: addressOf(base, focus) } }] : []),
  ];
  const parameter: Parameter[] = [
    { name: "subscription", valueReference: { reference: addressOf(base, { type: "Subscription", id }) } },
    // What is empty says nothing of health: of a notification that says no more, the topic alone would.
    ...(content === "empty" && told.length ? [] : [{ name: "topic", valueCanonical: topic }]),
    { name: "status", valueCode: status },
    { name: "type", valueCode: kind },
    { name: "events-since-subscription-start", valueString: events },
    ...told.map((each) => ({ name: "notification-event", part: partsOf(each) })),
    ...(error === undefined ? [] : [{ name: "error", valueCodeableConcept: { text: error } }]),
  ];
  return { resourceType: "Parameters", id: randomUUID(), meta: { profile: [BACKPORT.status] }, parameter };
};

const entryOf = (base: string, { focus, resource }: Told, content: Content): BundleEntry[] => {
  if (!focus || content === "empty") return [];
  return [{
    fullUrl: addressOf(base, focus),
    ...(content === "full-resource" && resource && { resource }),
    request: { method: "POST", url: focus.type },
    response: { status: "201" },
  }];
};

/** What a receiver is sent, and what `$events` answers. */
export const notificationOf = (wanted: Wanted, now: Date): Bundle => {
  const { base, subscription, told = [], content = "empty" } = wanted;
  const status = statusOf(wanted);
  const first: BundleEntry = {
    fullUrl: `urn:uuid:${status.id!}`, resource: status,
    request: { method: "GET", url: `${addressOf(base, { type: "Subscription", id: subscription.id })}/$status` },
    response: { status: "200" },
  };
  const seen = new Set<string>();
  const entries = told.flatMap((each) => entryOf(base, each, content)).filter(({ fullUrl = "" }) => !seen.has(fullUrl) && seen.add(fullUrl));
  return bundleOf("history", [first, ...entries], { id: randomUUID(), meta: { profile: [BACKPORT.notification] }, timestamp: now.toISOString() });
};
