import { ConnectionError, TimeoutError } from "./errors.js";

const FIRST_DELAY_MS = 500;
const LONGEST_BACKOFF_MS = 8_000;
const PASSING = new Set([408, 429, 502, 503, 504]);
/** Raised before a byte of the request was written, so that repeating it can do nothing twice. */
const NOT_WRITTEN = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** Milliseconds, of seconds or of a date; a date is read by the server's own clock where it sent one. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get("Retry-After");
  if (value === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value) * 1000;
  const until = Date.parse(value);
  const sent = Date.parse(headers.get("Date") ?? "");
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(sent) ? Date.now() : sent));
}

/** Half of the doubled delay is fixed, half is chance: clients that failed together do not come back together. */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return ceiling / 2 + (ceiling / 2) * random;
}

/** Whether an answer says that the same request may succeed later. */
export function isPassing(response: Response, code: string | undefined, repeatable: boolean): boolean {
  const { status, headers } = response;
  if (status === 409) return code === "idempotency_in_progress";
  if (repeatable) return PASSING.has(status);
  return (status === 429 || status === 503) && headers.has("Retry-After");
}

export function isRepeatableFailure(error: unknown, repeatable: boolean): boolean {
  if (!(error instanceof ConnectionError)) return false;
  if (error instanceof TimeoutError && error.phase === "total") return false;
  return repeatable || (error.reason !== undefined && NOT_WRITTEN.has(error.reason));
}

/** The system's code of a failed fetch: undici hides it in `cause`, a dual-stack connect in `errors`. */
export function findReason(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; typeof at === "object" && at !== null && depth < 5; depth++) {
    const { code, errors, cause } = at as { code?: unknown; errors?: unknown[]; cause?: unknown };
    if (typeof code === "string") return code;
    at = cause ?? errors?.[0];
  }
  return undefined;
}
