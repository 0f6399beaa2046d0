import type { Database } from "../db/knex.js";

/** `mails` and `events` wait to be sent or published, `deliveries` and `exports` to be made; `published` events can be read. */
export type Topic = "mails" | "events" | "deliveries" | "exports" | "published";

const listeners = new WeakMap<Database, Map<Topic, Set<() => void>>>();

/** Tells those of this process that something was committed; other processes find it when they look next. */
export const nudge = (database: Database, topic: Topic): void => {
  for (const listener of listeners.get(database)?.get(topic) ?? []) listener();
};

export const nudgeRelay = (database: Database): void => nudge(database, "mails");

/** Answers how to stop listening. */
export const onNudge = (database: Database, topic: Topic, listener: () => void): (() => void) => {
  const topics = listeners.get(database) ?? new Map<Topic, Set<() => void>>();
  listeners.set(database, topics);
  const known = topics.get(topic) ?? new Set();
  topics.set(topic, known.add(listener));
  return () => void known.delete(listener);
};
