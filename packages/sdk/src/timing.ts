import { AbortError } from "./errors.js";

/** Time as the client sees it; one object, so that nothing waits in a test. Milliseconds throughout. */
export type Timing = {
  /** Never set back: what deadlines are measured with. */
  monotonic(): number;
  /** The wall clock, which may be wrong by hours. */
  now(): number;
  random(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Runs once after `ms`; the answer cancels it. What is for the background keeps no program from its end. */
  after(ms: number, run: () => void, inBackground?: boolean): () => void;
};

export const systemTiming: Timing = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => raceSignal(wait(ms, signal), signal),
  after(ms, run, inBackground) {
    const timer = setTimeout(run, ms);
    if (inBackground === true) (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer);
  },
};

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    const timer = setTimeout(stop, ms);
    signal?.addEventListener("abort", stop);
  });
}

/** The promise, unless the signal comes first; the listener goes with either. */
export function raceSignal<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(new AbortError(signal.reason));
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
