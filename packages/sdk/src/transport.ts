import type { Authenticator } from "./auth.js";
import type { Middleware, OutgoingRequest } from "./middleware.js";
import { Deadline } from "./deadline.js";
import { checkRedirect } from "./decode.js";
import { ConfigurationError, ConnectionError, isVitalEdgeError, TimeoutError } from "./errors.js";
import type { Observers, RequestEvent } from "./hooks.js";
import { guardBody } from "./body.js";
import { DEFAULTS } from "./options.js";
import type { CallOptions, FetchLike } from "./options.js";
import { parseProblem, readRequestId } from "./problem.js";
import type { RateGate } from "./rate-gate.js";
import { readRateLimit } from "./rate-limit.js";
import { backoff, findReason, isPassing, isRepeatableFailure, readRetryAfter } from "./retry.js";
import { raceSignal } from "./timing.js";
import type { Timing } from "./timing.js";

/** What the operation table says, and how this one call goes out. */
export type Exchange = {
  operation: string;
  method: string;
  /** The template, fit for logs. */
  path: string;
  auth: "none" | "optional" | "bearer";
  organizationId: string | undefined;
  needsOrganization: boolean;
  /** Sending it twice does what sending it once does. */
  repeatable: boolean;
  /** The answer is read piece by piece. */
  stream: boolean;
  options: CallOptions;
  /** Written as it goes. */
  attempt: number;
};

export type Wire = {
  baseUrl: string;
  fetch: FetchLike;
  middleware: readonly Middleware[];
  authenticator: Authenticator;
  timing: Timing;
  observers: Observers;
  /** Absent where the caller wants no waiting for the rate limit. */
  gate: RateGate | undefined;
  maxRetryWait: number;
  userAgent: string | undefined;
};

/** 401 codes that speak of what was typed, not of the token. */
const OF_THE_BODY = new Set(["invalid_credentials", "invalid_code", "mfa_token_invalid"]);

type Verdict = { again: false } | { again: true; delayMs: number };

/** One call with its attempts. It settles with the headers; the body is still to come, watched by the deadline. */
export async function send(wire: Wire, request: OutgoingRequest, exchange: Exchange): Promise<Response> {
  const { timing } = wire;
  const endsAt = timing.monotonic() + (exchange.options.totalTimeout ?? DEFAULTS.totalTimeout);
  const delayMs = measureWait(wire, exchange, endsAt);
  if (delayMs > 0) await timing.sleep(delayMs, exchange.options.signal);
  let token = await takeToken(wire, exchange, endsAt);
  let renewed = false;
  for (exchange.attempt = 1; ; exchange.attempt += 1) {
    const result = await attempt(wire, request, exchange, { token, totalMs: endsAt - timing.monotonic() });
    if (!(result instanceof Error) && result.ok) return result;
    if (!(result instanceof Error) && result.status === 401 && token !== undefined && !renewed) {
      renewed = true;
      const next = await inTime(wire, exchange, endsAt, renew(wire, exchange, result, token));
      if (next !== undefined) {
        token = next;
        continue;
      }
    }
    // The attempt that only found the token spent is not one of the caller's.
    const verdict = await judge(wire, exchange, result, { endsAt, count: exchange.attempt - (renewed ? 1 : 0) });
    if (!verdict.again) {
      if (result instanceof Error) throw result;
      return result;
    }
    tellRetry(wire, exchange, result, verdict.delayMs);
    if (!(result instanceof Error)) await result.text().catch(() => "");
    await timing.sleep(verdict.delayMs, exchange.options.signal);
    token = await takeToken(wire, exchange, endsAt);
  }
}

/** A refresh has a time of its own, which may be longer than what is left of the call's. */
function inTime<T>({ timing }: Wire, { operation, attempt: count }: Exchange, endsAt: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = timing.after(endsAt - timing.monotonic(), () => reject(new TimeoutError("total", { operation, attempt: count })));
    work.then(resolve, reject).finally(stop);
  });
}

/** A wait that is too long is left to the server, whose refusal says why. Milliseconds. */
function measureWait({ gate, timing, observers, maxRetryWait }: Wire, exchange: Exchange, endsAt: number): number {
  if (gate === undefined) return 0;
  const now = timing.monotonic();
  const delayMs = gate.take(countedAgainst(exchange), now, exchange.options.budget);
  if (delayMs <= 0 || delayMs > maxRetryWait || now + delayMs >= endsAt) return 0;
  observers.log("info", "waiting for the rate limit", { operation: exchange.operation, delayMs });
  return delayMs;
}

/** A refresh that others wait for too goes on when one of them leaves. */
function takeToken(wire: Wire, exchange: Exchange, endsAt: number): string | undefined | Promise<string | undefined> {
  const { auth, operation, options } = exchange;
  if (auth === "none") return undefined;
  const token = wire.authenticator.token(operation);
  if (typeof token === "string") return token;
  const waited = inTime(wire, exchange, endsAt, raceSignal(token, options.signal));
  // Without a session an optional token is left out: logout with a refresh token alone.
  return auth === "optional" ? waited.catch(() => undefined) : waited;
}

async function renew(wire: Wire, exchange: Exchange, response: Response, token: string): Promise<string | undefined> {
  const code = parseProblem(await response.text())?.code;
  if (OF_THE_BODY.has(code ?? "") || exchange.auth === "optional") return undefined;
  return raceSignal(wire.authenticator.renew(token), exchange.options.signal);
}

async function attempt(
  wire: Wire, request: OutgoingRequest, exchange: Exchange, at: { token: string | undefined; totalMs: number },
): Promise<Response | Error> {
  const { timing, observers } = wire;
  const { operation, options } = exchange;
  const attemptMs = options.timeout ?? DEFAULTS.timeout;
  const deadline = new Deadline(timing, { operation, attempt: exchange.attempt, attemptMs, totalMs: at.totalMs, signal: options.signal });
  const began = timing.monotonic();
  observers.tell("onRequest", describe(exchange));
  try {
    const init = createInit(request, exchange, at.token, wire);
    if (deadline.reason !== undefined) throw deadline.reason;
    init.signal = deadline.signal;
    const response = await deadline.race(wire.fetch(request.url, init));
    const durationMs = timing.monotonic() - began;
    const { ok, status, headers } = response;
    observers.tell("onResponse", Object.assign(describe(exchange), { status, durationMs, requestId: readRequestId(headers) }));
    tellHeaders(wire, exchange, headers);
    checkRedirect(response, operation);
    return guardBody(response, deadline, { stream: exchange.stream && ok, idleMs: attemptMs, operation, attempt: exchange.attempt });
  } catch (error) {
    deadline.release();
    return deadline.reason ?? toConnectionError(error, { operation, attempt: exchange.attempt });
  }
}

function createInit(request: OutgoingRequest, exchange: Exchange, token: string | undefined, { userAgent, middleware }: Wire): RequestInit {
  // A copy costs time; middleware, which sees the request again with the answer, must not find the token in it.
  const headers = middleware.length > 0 ? new Headers(request.headers) : request.headers;
  if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
  if (exchange.needsOrganization) headers.set("X-Organization-ID", requireOrganization(exchange));
  if (userAgent !== undefined) headers.set("User-Agent", userAgent);
  const { body = null, method } = request;
  // Workers have no "error".
  return { method, headers, body, redirect: "manual" };
}

function requireOrganization({ organizationId, operation }: Exchange): string {
  if (organizationId !== undefined) return organizationId;
  throw new ConfigurationError(`${operation} needs an organization: give organizationId to the client or to the call.`);
}

async function judge(wire: Wire, { options, repeatable }: Exchange, result: Response | Error, { endsAt, count }: { endsAt: number; count: number }): Promise<Verdict> {
  if (count > (options.maxRetries ?? DEFAULTS.maxRetries)) return { again: false };
  let asked: number | undefined;
  if (result instanceof Error) {
    if (!isRepeatableFailure(result, repeatable)) return { again: false };
  } else {
    const code = result.status === 409 ? parseProblem(await result.text())?.code : undefined;
    if (!isPassing(result, code, repeatable)) return { again: false };
    asked = readRetryAfter(result.headers);
  }
  const delayMs = asked ?? backoff(count, wire.timing.random());
  const inTime = wire.timing.monotonic() + delayMs < endsAt;
  return delayMs <= wire.maxRetryWait && inTime ? { again: true, delayMs } : { again: false };
}

function toConnectionError(error: unknown, facts: { operation: string; attempt: number }): Error {
  if (isVitalEdgeError(error)) return error;
  const reason = findReason(error);
  if (reason === "UND_ERR_CONNECT_TIMEOUT") return new TimeoutError("connect", { ...facts, reason, cause: error });
  if (reason === "UND_ERR_HEADERS_TIMEOUT") return new TimeoutError("headers", { ...facts, reason, cause: error });
  const why = reason === undefined ? "" : ` (${reason})`;
  return new ConnectionError(`${facts.operation} got no answer${why}. Does the server run, and is baseUrl right?`, { ...facts, reason, cause: error });
}

function describe({ operation, method, path, attempt: count, organizationId }: Exchange): RequestEvent {
  return { operation, method, path, attempt: count, organizationId };
}

function tellRetry({ observers }: Wire, exchange: Exchange, result: Response | Error, delayMs: number): void {
  const status = result instanceof Error ? undefined : result.status;
  const reason = result instanceof Error ? result.name : undefined;
  const event = { ...describe(exchange), delayMs, status, reason };
  observers.log("info", "trying again", event);
  observers.tell("onRetry", event);
}

/** What names no organization, as a login, has the limit of its address, which is another. */
function countedAgainst({ needsOrganization, organizationId }: Exchange): string | undefined {
  return needsOrganization ? organizationId : undefined;
}

function tellHeaders({ observers, gate, timing }: Wire, exchange: Exchange, headers: Headers): void {
  const { operation } = exchange;
  const rate = readRateLimit(headers);
  if (rate !== undefined) {
    gate?.note(countedAgainst(exchange), rate, timing.monotonic());
    observers.tell("onRateLimit", { ...rate, operation });
  }
  const deprecation = headers.get("Deprecation");
  if (deprecation === null) return;
  observers.tell("onDeprecation", { operation, deprecation, sunset: headers.get("Sunset") ?? undefined });
}
