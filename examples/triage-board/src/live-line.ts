import type { Hooks } from "@vitaledge/sdk";
import { useSyncExternalStore } from "react";

const STREAM = "watchEvents";

let open = false;
const listeners = new Set<() => void>();
const set = (next: boolean): void => {
  open = next;
  for (const listener of listeners) listener();
};

const hooks: Hooks = {
  onRequest: ({ operation }) => operation === STREAM && set(false),
  onResponse: ({ operation, status }) => operation === STREAM && set(status === 200),
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  for (const event of ["online", "offline"]) window.addEventListener(event, listener);
  return () => {
    listeners.delete(listener);
    for (const event of ["online", "offline"]) window.removeEventListener(event, listener);
  };
};

/** The state of the stream of events, as the SDK's hooks tell it. */
export const liveLine = { hooks };

export type Line = "live" | "connecting" | "offline";
const read = (): Line => (!navigator.onLine ? "offline" : open ? "live" : "connecting");
export const useLine = (): Line => useSyncExternalStore(subscribe, read);
