import type { Clock } from "../../platform/clock.js";
import type { Log } from "../../platform/logger.js";
import { makeSafeFetch } from "../../platform/safe-fetch.js";
import type { Jwk } from "./client-keys.js";

/** Milliseconds a set that was read is used. */
const KEPT = 600_000;
/** Milliseconds between two readings of a set that keys of unknown names ask for: a client that changes its key waits no longer. */
const REST = 5_000;
/** Milliseconds an answer is waited for; the request as a whole has five seconds. */
const PATIENCE = 3_000;
/** Sets that are remembered, and keys that are read of one. */
const MOST_SETS = 1_000;
const MOST_KEYS = 100;

type Known = { keys: readonly Jwk[]; readAt: number; askedAt: number };

export type KeySets = {
  /** The keys that stand at this address; read anew where the set is old, or has none that is wanted. */
  keysAt(uri: string, isWanted: (keys: readonly Jwk[]) => boolean): Promise<readonly Jwk[]>;
  close(): Promise<void>;
};

type Needs = { clock: Clock; log: Log; loopback: boolean };

/** The key sets that SMART clients publish, as this process knows them. */
export const makeKeySets = ({ clock, log, loopback }: Needs): KeySets => {
  const fetch = makeSafeFetch({ loopback, patience: PATIENCE });
  const sets = new Map<string, Known>();
  const readings = new Map<string, Promise<readonly Jwk[]>>();

  const read = async (uri: string): Promise<readonly Jwk[]> => {
    const now = clock.now().getTime();
    const before = sets.get(uri);
    const fresh = await fetch.send(uri, { method: "GET", headers: { accept: "application/json" } })
      .then(({ status, body, whole }) => (status === 200 && whole ? keysIn(body.toString()) : undefined))
      .catch(() => undefined);
    if (!fresh) log.warn({ event: "client_keys_unread" }, "a client's key set could not be read");
    // A server that is away for a moment takes no key from a client whose keys are known.
    const known = fresh ? { keys: fresh, readAt: now, askedAt: now } : { keys: [], readAt: 0, ...before, askedAt: now };
    sets.delete(uri);
    sets.set(uri, known);
    if (sets.size > MOST_SETS) sets.delete(sets.keys().next().value ?? "");
    return now - known.readAt < KEPT ? known.keys : [];
  };

  const readOnce = (uri: string): Promise<readonly Jwk[]> => {
    const reading = readings.get(uri) ?? read(uri).finally(() => readings.delete(uri));
    readings.set(uri, reading);
    return reading;
  };

  return {
    async keysAt(uri, isWanted) {
      const known = sets.get(uri);
      const now = clock.now().getTime();
      const keys = known && now - known.readAt < KEPT ? known.keys : [];
      return isWanted(keys) || (known && now - known.askedAt < REST) ? keys : readOnce(uri);
    },
    close: () => fetch.close(),
  };
};

const keysIn = (text: string): readonly Jwk[] | undefined => {
  const { keys } = JSON.parse(text) as { keys?: unknown };
  return Array.isArray(keys) ? keys.filter((key): key is Jwk => typeof key === "object" && key !== null).slice(0, MOST_KEYS) : undefined;
};
