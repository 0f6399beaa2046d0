/** A pair of tokens as a store keeps it. */
export type StoredSession = {
  accessToken: string;
  refreshToken: string;
  /** Milliseconds since the epoch, by the server's clock; null where the life is not known. */
  expiresAt: number | null;
  /** Server's clock less ours when the pair came, in milliseconds. */
  skewMs: number;
};

/**
 * Where a session lives. `compareAndSwap` writes only when what is stored has the refresh token of `previous`
 * (null: nothing is stored) and says whether it did: two processes that refresh at once must not undo each other.
 */
export type SessionStore = {
  /** What is stored, or null. */
  read(): Promise<StoredSession | null> | StoredSession | null;
  /** Writes `next`, or removes what is stored where it is null. */
  compareAndSwap(previous: StoredSession | null, next: StoredSession | null): Promise<boolean> | boolean;
  /** Calls back when another holder changed it; the answer ends that. */
  subscribe?(changed: () => void): () => void;
};

/** The part of `Storage` that is needed. */
export type WebStorage = {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

export function isSameSession(a: StoredSession | null, b: StoredSession | null): boolean {
  return a?.refreshToken === b?.refreshToken;
}

/** Keeps a session as long as the program runs. */
export function memoryStore(initial: StoredSession | null = null): SessionStore {
  let held = initial;
  return {
    read: () => held,
    compareAndSwap(previous, next) {
      if (!isSameSession(held, previous)) return false;
      held = next;
      return true;
    },
  };
}

/** For an application that has weighed what tokens in a browser's storage mean; the default is memory. */
export function webStore(storage: WebStorage, key = "vitaledge.session"): SessionStore {
  const read = (): StoredSession | null => parseStoredSession(storage.getItem(key));
  return {
    read,
    compareAndSwap(previous, next) {
      if (!isSameSession(read(), previous)) return false;
      if (next === null) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(next));
      return true;
    },
    subscribe: (changed) => listenToStorage(key, changed),
  };
}

type StorageEvents = {
  addEventListener?(type: "storage", listener: (event: { key?: string | null }) => void): void;
  removeEventListener?(type: "storage", listener: (event: { key?: string | null }) => void): void;
};

function listenToStorage(key: string, changed: () => void): () => void {
  const events = globalThis as unknown as StorageEvents;
  const listener = (event: { key?: string | null }): void => {
    if (event.key === key || event.key === null) changed();
  };
  events.addEventListener?.("storage", listener);
  return () => events.removeEventListener?.("storage", listener);
}

/** What cannot be read as a session is none. */
export function parseStoredSession(text: string | null): StoredSession | null {
  if (text === null) return null;
  try {
    const { accessToken, refreshToken, expiresAt, skewMs } = JSON.parse(text) as Partial<StoredSession>;
    if (typeof accessToken !== "string" || typeof refreshToken !== "string") return null;
    return { accessToken, refreshToken, expiresAt: expiresAt ?? null, skewMs: skewMs ?? 0 };
  } catch {
    return null;
  }
}
