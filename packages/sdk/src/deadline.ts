import { AbortError, TimeoutError } from "./errors.js";
import type { TimeoutPhase } from "./errors.js";
import type { Timing } from "./timing.js";

type Limits = { attemptMs: number; totalMs: number; signal: AbortSignal | undefined; operation: string; attempt: number };

/**
 * The clocks of one attempt, from the first byte to the last of the answer. Whoever ends the body calls `release`;
 * until then the timer and the listener on the caller's signal stay.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #limits: Limits;
  readonly #timing: Timing;
  #phase: TimeoutPhase;
  #reason: Error | undefined;
  #stopTimer: (() => void) | undefined;
  #onAbort: (() => void) | undefined;
  #failed: ((reason: Error) => void) | undefined;

  constructor(timing: Timing, limits: Limits) {
    this.#timing = timing;
    this.#limits = limits;
    const { attemptMs, totalMs, signal } = limits;
    this.#phase = totalMs < attemptMs ? "total" : "headers";
    this.#arm(Math.min(attemptMs, totalMs));
    if (signal === undefined) return;
    this.#onAbort = () => this.#fail(new AbortError(signal.reason));
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener("abort", this.#onAbort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why it ended early: a TimeoutError or an AbortError. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  enterBody(): void {
    if (this.#phase === "headers") this.#phase = "body";
  }

  /** A stream has no whole to be in time with: each piece gets `ms`. */
  enterIdle(ms: number): void {
    this.pause();
    this.#phase = "idle";
    this.#arm(ms);
  }

  /** The reader is busy with what it has: that is not the server's time. */
  pause(): void {
    this.#stopTimer?.();
  }

  /** The promise, unless time or the caller ends first, also where `fetch` does not listen to its signal. One at a time. */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#reason !== undefined) reject(this.#reason);
      this.#failed = reject;
      promise.then(resolve, reject);
    });
  }

  release(): void {
    this.pause();
    if (this.#onAbort !== undefined) this.#limits.signal?.removeEventListener("abort", this.#onAbort);
  }

  #arm(ms: number): void {
    if (!Number.isFinite(ms)) return;
    this.#stopTimer = this.#timing.after(Math.max(0, ms), () => this.#fail(new TimeoutError(this.#phase, this.#limits)));
  }

  #fail(reason: Error): void {
    this.release();
    this.#reason = reason;
    this.#controller.abort(reason);
    this.#failed?.(reason);
  }
}
