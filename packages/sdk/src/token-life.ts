import type { StoredSession } from "./stores.js";
import type { Timing } from "./timing.js";

const ADVISORY_MS = 180_000;
const MANDATORY_MS = 20_000;
const JITTER_MS = 20_000;

/** When a token needs a successor, in monotonic milliseconds. */
export type TokenLife = { endsAt: number; advisoryAt: number; mandatoryAt: number };

const UNKNOWN: TokenLife = { endsAt: Infinity, advisoryAt: Infinity, mandatoryAt: Infinity };

/**
 * A token of 900 s is renewed in the background 180 s before its end, with up to 20 s of chance so that tabs differ,
 * and waited for in the last 20 s; shorter lives have these spans in proportion, or each call would refresh.
 */
export function measureLife(timing: Timing, lifeMs: number): TokenLife {
  const endsAt = timing.monotonic() + lifeMs;
  const advisory = Math.min(ADVISORY_MS, lifeMs / 5);
  const jitter = Math.min(JITTER_MS, lifeMs / 45) * timing.random();
  return { endsAt, advisoryAt: endsAt - advisory + jitter, mandatoryAt: endsAt - Math.min(MANDATORY_MS, lifeMs / 45) };
}

/** Of a pair that was stored: what is left by our clock, corrected by how wrong it was when the pair came. */
export function measureStored(timing: Timing, { expiresAt, skewMs }: StoredSession): TokenLife {
  if (expiresAt === null) return UNKNOWN;
  const left = expiresAt - (timing.now() + skewMs);
  const endsAt = timing.monotonic() + left;
  const jitter = JITTER_MS * timing.random();
  return { endsAt, advisoryAt: endsAt - ADVISORY_MS + jitter, mandatoryAt: endsAt - MANDATORY_MS };
}
