import type { Database } from "../db/knex.js";

/** `mails` and `events` wait to be sent or published, `deliveries` and `exports` to be made; `published` events can be read. */
const TOPICS = ["mails", "events", "deliveries", "exports", "published"] as const;
export type Topic = (typeof TOPICS)[number];

export const isTopic = (text: string): text is Topic => TOPICS.some((topic) => topic === text);

const listeners = new WeakMap<Database, Map<Topic, Set<() => void>>>();
const carriers = new WeakMap<Database, (topic: Topic) => void>();

/** Whether somebody of this process was told. */
export const ring = (database: Database, topic: Topic): boolean => {
  const told = listeners.get(database)?.get(topic);
  for (const listener of told ?? []) listener();
  return told !== undefined && told.size > 0;
};

/**
 * Tells those of this process that something was committed. Other processes are told where there is a way to: of what can be
 * read all of them, of what waits to be done those that do it, if nobody here does. Without one they find it when they look next.
 */
export const nudge = (database: Database, topic: Topic): void => {
  const isToldHere = ring(database, topic);
  if (topic === "published" || !isToldHere) carriers.get(database)?.(topic);
};

/** From now on what is told about the database goes to other processes as well. */
export const carryNudges = (database: Database, carry: (topic: Topic) => void): void => void carriers.set(database, carry);

export const nudgeRelay = (database: Database): void => nudge(database, "mails");

/** Answers how to stop listening. */
export const onNudge = (database: Database, topic: Topic, listener: () => void): (() => void) => {
  const topics = listeners.get(database) ?? new Map<Topic, Set<() => void>>();
  listeners.set(database, topics);
  const known = topics.get(topic) ?? new Set();
  topics.set(topic, known.add(listener));
  return () => void known.delete(listener);
};
