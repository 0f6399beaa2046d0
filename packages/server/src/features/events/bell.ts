import { EventEmitter, once } from "node:events";
import type { Database } from "../../db/knex.js";
import { onNudge } from "../../outbox/nudge.js";

/** Milliseconds between two looks for what other processes published, and for sessions that ended. */
const INTERVAL = 2_000;

/** Resolves at the next ring, or when the signal is aborted; asked for before a reading, no ring is missed by it. */
export type Bell = (signal: AbortSignal) => Promise<void>;

/** Rings for all streams of a process at once, so that their readings go together: at each publishing here, and in between. */
export const makeBell = (database: Database, ended: AbortSignal): Bell => {
  const bell = new EventEmitter().setMaxListeners(0);
  const ring = (): void => void bell.emit("ring");
  const stopListening = onNudge(database, "published", ring);
  const timer = setInterval(ring, INTERVAL).unref();
  ended.addEventListener("abort", () => {
    clearInterval(timer);
    stopListening();
  });
  return async (signal) => {
    await once(bell, "ring", { signal }).catch(() => undefined);
  };
};
