import type { TenantTx } from "../../../db/with-tenant.js";
import type { PublishedRow } from "../../../outbox/events.sql.js";
import type { OnPublished } from "../../../outbox/publisher.js";
import { outOfRange } from "../../observations/out-of-range.service.js";
import { survivorsOf } from "../../patients/patients.service.js";
import { selectWaiting, queueFor } from "../../webhooks/receivers.service.js";
import { toFhirId } from "../fhir-ids.js";
import { EVENTS_LANE } from "./source.js";
import { turn } from "./status.js";
import { countEvents, lockEnded, lockHeartbeats, noteHeartbeats, selectActive } from "./subscriptions.sql.js";
import { ALERT_RAISED, OUT_OF_RANGE, type Topic } from "./topics.js";

type Happened = { topic: Topic; event: PublishedRow; focus: string };

/** What of the events is of a topic, in their order. Readings of one Observation that come together are told of once. */
const happenedOf = async (tx: TenantTx, events: readonly PublishedRow[], wanted: ReadonlySet<string>): Promise<Happened[]> => {
  const readings = wanted.has(OUT_OF_RANGE.url) ? events.filter(({ type }) => type === OUT_OF_RANGE.event).map(({ data }) => data.id) : [];
  const observations = await outOfRange(tx, readings);
  const seen = new Set<string>();
  return events.flatMap((event): Happened[] => {
    if (event.type === ALERT_RAISED.event) return [{ topic: ALERT_RAISED, event, focus: toFhirId(event.data.id) }];
    const focus = event.type === OUT_OF_RANGE.event ? observations.get(event.data.id) : undefined;
    if (focus === undefined || seen.has(focus)) return [];
    seen.add(focus);
    return [{ topic: OUT_OF_RANGE, event, focus }];
  });
};

/** Queues what subscriptions are to be told of, numbered by each in the order of publication, in the transaction that publishes. */
export const queueNotifications: OnPublished = async (tx, events) => {
  const concerned = events.filter(({ type }) => type === ALERT_RAISED.event || type === OUT_OF_RANGE.event);
  const subscriptions = concerned.length ? await selectActive(tx) : [];
  if (!subscriptions.length) return;
  const survivors = await survivorsOf(tx, subscriptions.flatMap(({ patient_id }) => patient_id ?? []));
  const happened = await happenedOf(tx, concerned, new Set(subscriptions.map(({ topic }) => topic)));
  for (const { id, webhook_id: webhookId, topic, patient_id } of subscriptions) {
    const theirs = happened.filter((each) => each.topic.url === topic && (patient_id === null || each.event.data.patientId === survivors.get(patient_id)));
    const before = theirs.length ? await countEvents(tx, id, theirs.length) : undefined;
    if (before === undefined) continue;
    await queueFor(tx, theirs.map(({ event, topic: { focus: type }, focus }, index) => ({
      webhookId, eventId: event.id, type: event.type, occurredAt: event.created_at, data: { ...event.data, focus: `${type}/${focus}` },
      lane: EVENTS_LANE, number: String(before + index + 1),
    })));
  }
};

/** Milliseconds between two looks of `keepSubscriptions`; a heartbeat that falls in between is queued for its time. */
const UNTIL_NEXT_LOOK = 60_000;

/** Timed work: subscriptions whose time is over are switched off, and those who have heard nothing for their period get a heartbeat. */
export const keepSubscriptions = async (tx: TenantTx): Promise<void> => {
  for (const ended of await lockEnded(tx)) await turn(tx, ended, "off");
  const due = await lockHeartbeats(tx, new Date(tx.now.getTime() + UNTIL_NEXT_LOOK));
  const waiting = await selectWaiting(tx, due.map(({ webhook_id }) => webhook_id), "heartbeat");
  const free = due.filter(({ webhook_id }) => !waiting.has(webhook_id));
  if (!free.length) return;
  await queueFor(tx, free.map(({ webhook_id: webhookId, due_at: dueAt }) => ({
    webhookId, eventId: tx.newId("evt"), type: "heartbeat" as const, occurredAt: dueAt, data: { id: webhookId }, lane: "heartbeat", number: "0", dueAt,
  })));
  await noteHeartbeats(tx, free.map(({ id }) => id));
};
