import { fail } from "../../http/problem.js";

export type Bounds = { running: number; waiting: number };
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Lets only so many works run at once and so many wait; more are refused at once, so that a flood of sign-ins
 * takes neither the processors nor the memory of everything else.
 */
export const bounded = ({ running, waiting }: Bounds): InTurn => {
  let active = 0;
  const queue: (() => void)[] = [];

  const enter = (): Promise<void> | undefined => {
    if (active < running) {
      active += 1;
      return undefined;
    }
    if (queue.length >= waiting) {
      fail("unavailable", { detail: "Too many sign-ins at this moment. Try again in a second.", headers: { "Retry-After": "1" } });
    }
    return new Promise((resolve) => queue.push(resolve));
  };

  const leave = (): void => {
    const next = queue.shift();
    // The place is handed on, not freed: a newcomer cannot slip in before those who wait.
    if (next) next();
    else active -= 1;
  };

  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
