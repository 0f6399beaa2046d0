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
  readonly #failure: Promise<never>;
  readonly #limits: Limits;
  readonly #timing: Timing;
  #phase: TimeoutPhase = "headers";
  #stopTimer: () => void = () => undefined;
  #failed: (reason: Error) => void = () => undefined;
  readonly #onAbort = (): void => this.#fail(new AbortError(this.#limits.signal?.reason));

  constructor(timing: Timing, limits: Limits) {
    this.#timing = timing;
    this.#limits = limits;
    this.#failure = new Promise<never>((_, reject) => (this.#failed = reject));
    // Nobody may be waiting when it fails.
    this.#failure.catch(() => undefined);
    const { attemptMs, totalMs, signal } = limits;
    this.#arm(Math.min(attemptMs, totalMs), () => (totalMs < attemptMs ? "total" : this.#phase));
    if (signal?.aborted === true) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why it ended early: a TimeoutError or an AbortError. */
  get reason(): Error | undefined {
    return this.signal.aborted ? (this.signal.reason as Error) : undefined;
  }

  enterBody(): void {
    this.#phase = "body";
  }

  /** A stream has no whole to be in time with: each piece gets `ms`. */
  enterIdle(ms: number): void {
    this.#stopTimer();
    this.#arm(ms, () => "idle");
  }

  /** The reader is busy with what it has: that is not the server's time. */
  pause(): void {
    this.#stopTimer();
  }

  /** The promise, unless time or the caller ends first, also where `fetch` does not listen to its signal. */
  race<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => undefined);
    return Promise.race([promise, this.#failure]);
  }

  release(): void {
    this.#stopTimer();
    this.#limits.signal?.removeEventListener("abort", this.#onAbort);
  }

  #arm(ms: number, phase: () => TimeoutPhase): void {
    if (!Number.isFinite(ms)) return;
    this.#stopTimer = this.#timing.after(Math.max(0, ms), () => this.#fail(new TimeoutError(phase(), this.#limits)));
  }

  #fail(reason: Error): void {
    this.release();
    this.#controller.abort(reason);
    this.#failed(reason);
  }
}
