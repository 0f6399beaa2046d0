import type { Auth } from "./auth.js";
import { ConfigurationError } from "./errors.js";
import type { Hooks, Logger, LogLevel } from "./hooks.js";
import type { Middleware } from "./middleware.js";
import type { Timing } from "./timing.js";

/** The part of `fetch` that is needed. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** What a client is made of; `baseUrl` alone is needed. */
export type VitalEdgeOptions = {
  /** Where the API is, as https://api.example.org; without `/api`. */
  baseUrl: string;
  /** Sent as X-Organization-ID with every call but those of login and of the list of organizations. */
  organizationId?: string | undefined;
  /** `session()`, `tokens()`, `clientCredentials()` or `bearer()`; by default a session in memory. */
  auth?: Auth | undefined;
  /** In place of the global `fetch`, for a proxy or a certificate authority of one's own. */
  fetch?: FetchLike | undefined;
  /** Milliseconds of one attempt, headers and body (30,000); of a stream, of each piece. */
  timeout?: number | undefined;
  /** Milliseconds of a call with all its attempts (120,000). */
  totalTimeout?: number | undefined;
  /** Attempts after the first (2). */
  maxRetries?: number | undefined;
  /** A server that asks for a longer wait, in milliseconds, gets none: the call fails (60,000). */
  maxRetryWait?: number | undefined;
  /** False: requests are not spread over the window where less than a tenth of the organization's limit is left. */
  rateLimit?: boolean | undefined;
  /** Told of retries, refreshes that failed and the like: names and numbers alone. By default nothing is logged. */
  logger?: Logger | undefined;
  /** From which level on (`warn`). */
  logLevel?: LogLevel | undefined;
  /** Named in User-Agent where the runtime lets it be set. */
  appInfo?: { name: string; version?: string } | undefined;
  /** Called once a call, above the retries. */
  middleware?: readonly Middleware[] | undefined;
  /** Called as things happen; see `Hooks`. */
  hooks?: Hooks | undefined;
  /** @internal */
  timing?: Timing | undefined;
};

/** What each method takes after its own parameters. */
export type CallOptions = {
  /** Ends the call, with an AbortError; a refresh that others wait for goes on. */
  signal?: AbortSignal | undefined;
  /** Milliseconds of one attempt, headers and body; of a stream, of each piece. */
  timeout?: number | undefined;
  /** Milliseconds of the call with all its attempts. */
  totalTimeout?: number | undefined;
  /** Attempts after the first. */
  maxRetries?: number | undefined;
  /** In place of the key that the SDK makes for a POST that takes one. */
  idempotencyKey?: string | undefined;
  /** In place of the client's. */
  organizationId?: string | undefined;
  /** Sent beside those that the call has. */
  headers?: Record<string, string> | undefined;
  /** Query parameters that this version does not know yet. */
  query?: Record<string, string | number | boolean> | undefined;
  /** Sent as If-Match: a resource that changed since is not written over (PreconditionFailedError). */
  etag?: string | undefined;
  /** The share of the organization's rate limit that work in bulk may take, up to 1: the rest is left to others. */
  budget?: number | undefined;
};

/** What `with` changes for all calls of a derived client. */
export type Defaults = Pick<CallOptions, "timeout" | "totalTimeout" | "maxRetries" | "headers" | "organizationId">;

export const DEFAULTS = { timeout: 30_000, totalTimeout: 120_000, maxRetries: 2, maxRetryWait: 60_000 };

export function parseBaseUrl(baseUrl: unknown): string {
  const url = typeof baseUrl === "string" ? parseUrl(baseUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "" || url.username !== "") {
    throw new ConfigurationError("baseUrl must be an http or https address, as https://api.example.org.");
  }
  const href = url.href.replace(/\/+$/, "");
  if (href.endsWith("/api")) throw new ConfigurationError("baseUrl is given without its /api at the end: the client adds it.");
  return href;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
