import type { RateLimit } from "./rate-limit.js";

/** Below this share of the limit, what is left is spread over the rest of the window. */
const LOW = 0.1;

type Window = { limit: number; left: number; endsAt: number; nextAt: number };

/**
 * Holds requests back where the server's headers say that little is left, so that a burst does not run into a refusal. It does
 * nothing as long as there is plenty. Limits are an organization's; times are monotonic milliseconds.
 */
export class RateGate {
  readonly #windows = new Map<string | undefined, Window>();

  /** What an answer said. */
  note(organizationId: string | undefined, { limit, remaining, reset }: RateLimit, now: number): void {
    if (limit === undefined || remaining === undefined || reset === undefined) return;
    const endsAt = now + reset * 1000;
    const held = this.#windows.get(organizationId);
    // Seconds are rounded: within one the window is the same, and an answer that was long under way knows less than we do.
    const isSame = held !== undefined && Math.abs(held.endsAt - endsAt) < 2_000;
    const left = isSame ? Math.min(held.left, remaining) : remaining;
    this.#windows.set(organizationId, { limit, left, endsAt, nextAt: isSame ? held.nextAt : now });
  }

  /**
   * Milliseconds to wait before a request, which is counted. Work in bulk has a `budget`, a share of the limit: it leaves the
   * rest to others and waits for the next window.
   */
  take(organizationId: string | undefined, now: number, budget = 1): number {
    const window = this.#windows.get(organizationId);
    if (window === undefined || now >= window.endsAt) return 0;
    const { limit, left, endsAt } = window;
    window.left -= 1;
    if (left <= limit * (1 - budget)) return endsAt - now;
    if (left >= limit * LOW) return 0;
    const at = Math.max(now, window.nextAt);
    window.nextAt = at + (endsAt - at) / Math.max(1, left);
    return Math.min(at, endsAt) - now;
  }
}
