const SECOND = 1_000;
const HOUR = 3_600_000;

const FIRST_WAIT = 5 * SECOND;
const GROWTH = 4;
const LONGEST_WAIT = 6 * HOUR;
/** What a receiver asks for is kept up to a day. */
const LONGEST_ASKED = 24 * HOUR;
/** Milliseconds after its first attempt at which a delivery is given up. */
export const GIVEN_UP_AFTER = 72 * HOUR;
/** How long a receiver that cannot cope is left alone by all of its deliveries, where it does not say. */
const LONGEST_HOLD = 60 * SECOND;

/** Milliseconds until the next attempt: 5 s, 20 s, 80 s ... 6 h, less a random part of up to half, so that many do not come back at once. */
export const waitAfter = (tries: number, random: number): number =>
  Math.round(Math.min(FIRST_WAIT * GROWTH ** (tries - 1), LONGEST_WAIT) * (1 - random / 2));

/** Retry-After (RFC 9110, 10.2.3) in milliseconds from now. */
export const askedWait = (header: string | undefined, now: Date): number | undefined => {
  if (!header) return undefined;
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_ASKED);
};

const SLOW_DOWN = [429, 502, 503, 504];

/** Milliseconds for which nothing more is sent to a receiver that answered so, or did not answer; undefined where it copes. */
export const holdAfter = (status: number | null, wait: number, asked: number | undefined): number | undefined =>
  status === null || SLOW_DOWN.includes(status) ? asked ?? Math.min(wait, LONGEST_HOLD) : undefined;
