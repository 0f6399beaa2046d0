import { AbortError } from "@vitaledge/sdk";
import { useCallback, useEffect, useRef, useState } from "react";

export type Loaded<T> = { value: T | undefined; error: unknown; loading: boolean; reload: () => void };

/** Reads when `key` or `version` changes, when asked to, and when the network is back. What was read stays until there is something newer of the same key. */
export const useLoad = <T>(key: string, read: (signal: AbortSignal) => Promise<T>, version = 0): Loaded<T> => {
  const [held, setHeld] = useState<{ key: string; value?: T; error?: unknown; loading: boolean }>({ key, loading: true });
  const [turn, setTurn] = useState(0);
  const latest = useRef(read);
  latest.current = read;
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    const leaving = new AbortController();
    setHeld((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }));
    latest.current(leaving.signal).then(
      (value) => !leaving.signal.aborted && setHeld({ key, value, loading: false }),
      (error: unknown) => !leaving.signal.aborted && !(error instanceof AbortError) && setHeld((before) => ({ ...before, key, error, loading: false })),
    );
    return () => leaving.abort();
  }, [key, turn, version]);
  useEffect(() => {
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [reload]);
  const current = held.key === key;
  return { value: current ? held.value : undefined, error: current ? held.error : undefined, loading: !current || held.loading, reload };
};
