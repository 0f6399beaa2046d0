import type { Timing } from "../src/timing.js";

/** Time that passes when it is told to, or slept through. */
export class FakeTiming implements Timing {
  readonly sleeps: number[] = [];
  #passed = 1_000;
  #wall = Date.parse("2026-01-15T12:00:00Z");
  readonly #timers = new Set<{ at: number; run: () => void }>();

  monotonic(): number {
    return this.#passed;
  }

  now(): number {
    return this.#wall;
  }

  random(): number {
    return 0.5;
  }

  sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    this.advance(ms);
    return Promise.resolve();
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#passed + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  get pending(): number {
    return this.#timers.size;
  }

  advance(ms: number): void {
    this.#passed += ms;
    this.#wall += ms;
    for (const timer of this.#timers) {
      if (timer.at > this.#passed) continue;
      this.#timers.delete(timer);
      timer.run();
    }
  }

  /** Somebody set the wall clock. */
  setBack(ms: number): void {
    this.#wall -= ms;
  }
}
