import type { Clock } from "@vitaledge/server";

export type MovableClock = Clock & {
  set(to: Date | string): void;
  /** Milliseconds forward. */
  advance(by: number): void;
};

/** Runs on from where it was set, as a clock does. */
export const movableClock = (start: Date | string = new Date()): MovableClock => {
  let offset = new Date(start).getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + offset),
    set: (to) => void (offset = new Date(to).getTime() - Date.now()),
    advance: (by) => void (offset += by),
  };
};
