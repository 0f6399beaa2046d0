import type { Database } from "../db/knex.js";

const listeners = new WeakMap<Database, Set<() => void>>();

/** Tells this process's relay, where one runs, that a mail was committed; others find it when they look next. */
export const nudgeRelay = (database: Database): void => {
  for (const listener of listeners.get(database) ?? []) listener();
};

/** Answers how to stop listening. */
export const onNudge = (database: Database, listener: () => void): (() => void) => {
  const known = listeners.get(database) ?? new Set();
  listeners.set(database, known.add(listener));
  return () => void known.delete(listener);
};
