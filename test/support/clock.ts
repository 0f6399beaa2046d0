import type { Clock } from "@vitaledge/server";

export type MovableClock = Clock & {
  set(to: Date | string): void;
  /** Milliseconds forward. */
  advance(by: number): void;
  /** Stands still from now on, but for `set` and `advance`. */
  hold(): void;
};

/** Runs on from where it was set, as a clock does, until it is held. */
export const movableClock = (start: Date | string = new Date()): MovableClock => {
  let ticking = (): number => Date.now();
  let offset = new Date(start).getTime() - ticking();
  return {
    now: () => new Date(ticking() + offset),
    set: (to) => void (offset = new Date(to).getTime() - ticking()),
    advance: (by) => void (offset += by),
    hold: () => {
      const stopped = ticking();
      ticking = () => stopped;
    },
  };
};
