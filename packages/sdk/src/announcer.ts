import type { Observers } from "./hooks.js";

/** `signed_in`, `refreshed`, `expired` (log in again) or `signed_out`. */
export type SessionChange = "signed_in" | "refreshed" | "expired" | "signed_out";

/** Tells of what becomes of a session. */
export type Announcer = {
  announce(change: SessionChange): void;
  /** The answer ends it. */
  onChange(listener: (change: SessionChange) => void): () => void;
  clear(): void;
};

export function createAnnouncer(observers: Observers): Announcer {
  const listeners = new Set<(change: SessionChange) => void>();
  return {
    announce(change) {
      for (const listener of listeners) {
        const failed = (): void => observers.log("error", "a session listener threw", { change });
        try {
          const done: unknown = listener(change);
          if (done instanceof Promise) done.catch(failed);
        } catch {
          failed();
        }
      }
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
}
