import type { FieldError, Problem, ProblemCode } from "./generated/models.js";

export type { FieldError, Problem, ProblemCode } from "./generated/models.js";

/** Shared by every copy of this package in a process, so that `instanceof` holds between them. */
const BRAND = Symbol.for("@vitaledge/sdk/error");

function listKinds(start: object): string[] {
  const kinds: string[] = [];
  for (let at: object | null = start; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (Object.hasOwn(at, "kind")) kinds.push((at as { kind: string }).kind);
  }
  return kinds;
}

function brandsOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return (value as { [BRAND]?: readonly string[] })[BRAND] ?? [];
}

/** Also of another copy of this package in the same program. */
export function isVitalEdgeError(value: unknown): value is VitalEdgeError {
  return brandsOf(value).length > 0;
}

/** What every error of this package is. */
export class VitalEdgeError extends Error {
  static readonly kind: string = "VitalEdgeError";

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.kind;
    Object.defineProperty(this, BRAND, { value: listKinds(new.target) });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // A subclass made by the caller has no kind of its own: the usual check holds for it.
    if (!Object.hasOwn(this, "kind")) return Function.prototype[Symbol.hasInstance].call(this, value);
    return brandsOf(value).includes(this.kind);
  }

  /** What may be logged: names, codes and ids, never what was sent or answered. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message };
  }
}

export type ApiErrorFacts = {
  status: number;
  operation: string;
  attempt: number;
  requestId?: string | undefined;
  problem?: Problem | undefined;
  /** Where there is no problem document. */
  code?: ProblemCode | undefined;
  message?: string | undefined;
  retryAfterMs?: number | undefined;
  limit?: number | undefined;
  window?: number | undefined;
};

/** The server answered, and not with success. */
export class ApiError extends VitalEdgeError {
  static override readonly kind: string = "ApiError";
  readonly status: number;
  /** Undefined where the answer was no problem document, as from a proxy. */
  readonly code: ProblemCode | undefined;
  /** The problem document (RFC 9457). It may hold names of fields; `toJSON` leaves it out. */
  readonly problem: Problem | undefined;
  /** What was wrong with the input, with a JSON pointer each. */
  readonly fields: readonly FieldError[];
  /** For whoever looks in the server's log. */
  readonly requestId: string | undefined;
  /** The name in the contract, as `getPatient`. */
  readonly operation: string;
  /** How many attempts there were. */
  readonly attempt: number;
  /** Milliseconds, where the server says when to come back. */
  readonly retryAfterMs: number | undefined;

  constructor(facts: ApiErrorFacts) {
    const { problem } = facts;
    super(facts.message ?? problem?.detail ?? problem?.title ?? `The server answered ${facts.status} to ${facts.operation}.`);
    this.status = facts.status;
    this.code = problem?.code ?? facts.code;
    this.problem = problem;
    this.fields = problem?.errors ?? [];
    this.requestId = facts.requestId;
    this.operation = facts.operation;
    this.attempt = facts.attempt;
    this.retryAfterMs = facts.retryAfterMs;
  }

  override toJSON(): Record<string, unknown> {
    const { status, code, requestId, operation, attempt } = this;
    const fields = this.fields.map(({ pointer, code: rule }) => ({ pointer, code: rule }));
    return { ...super.toJSON(), status, code, requestId, operation, attempt, fields };
  }
}

/** 400: the request is not as the contract says; `fields` says where. */
export class BadRequestError extends ApiError {
  static override readonly kind: string = "BadRequestError";
}

/** 401: no token, or none that is good any more, or a wrong password. */
export class AuthenticationError extends ApiError {
  static override readonly kind: string = "AuthenticationError";
}

/** The session is over for good: log in again. */
export class SessionExpiredError extends AuthenticationError {
  static override readonly kind: string = "SessionExpiredError";
}

/** 403: the role may not do that, or not in this organization. */
export class PermissionDeniedError extends ApiError {
  static override readonly kind: string = "PermissionDeniedError";
}

/** The organization asks its members for a second factor. */
export class MfaRequiredError extends PermissionDeniedError {
  static override readonly kind: string = "MfaRequiredError";
}

/** 404: there is no such thing, or not in this organization. */
export class NotFoundError extends ApiError {
  static override readonly kind: string = "NotFoundError";
}

/** 409: it does not go with what is there. */
export class ConflictError extends ApiError {
  static override readonly kind: string = "ConflictError";

  /** With `observation_conflict`: the observation that holds the natural key. */
  get existingId(): string | undefined {
    const id: unknown = (this.problem as { existingId?: unknown } | undefined)?.existingId;
    return typeof id === "string" ? id : undefined;
  }
}

/** 412: it changed since the `etag` that was sent. */
export class PreconditionFailedError extends ApiError {
  static override readonly kind: string = "PreconditionFailedError";
}

/** 422: well formed, and not to be done; `fields` says why. */
export class ValidationError extends ApiError {
  static override readonly kind: string = "ValidationError";
}

/** 422: the key was used for another request. */
export class IdempotencyConflictError extends ValidationError {
  static override readonly kind: string = "IdempotencyConflictError";
}

/** 429: the limit is reached, and the wait is longer than `maxRetryWait`. */
export class RateLimitError extends ApiError {
  static override readonly kind: string = "RateLimitError";
  /** Requests a window. */
  readonly limit: number | undefined;
  /** Seconds. */
  readonly window: number | undefined;

  constructor(facts: ApiErrorFacts) {
    super(facts);
    this.limit = facts.limit;
    this.window = facts.window;
  }
}

/** 5xx: the server failed. */
export class ServerError extends ApiError {
  static override readonly kind: string = "ServerError";
}

/** No answer came: the network, the name, the certificate. */
export class ConnectionError extends VitalEdgeError {
  static override readonly kind: string = "ConnectionError";
  readonly operation: string;
  readonly attempt: number;
  /** The system's own word where there is one, as ECONNREFUSED. */
  readonly reason: string | undefined;

  constructor(message: string, facts: { operation: string; attempt: number; reason?: string | undefined; cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.operation = facts.operation;
    this.attempt = facts.attempt;
    this.reason = facts.reason;
  }

  override toJSON(): Record<string, unknown> {
    const { operation, attempt, reason } = this;
    return { ...super.toJSON(), operation, attempt, reason };
  }
}

/** The clock that ran out: of the connection, of an attempt up to its headers or its body, of all attempts, of a piece of a stream. */
export type TimeoutPhase = "connect" | "headers" | "body" | "total" | "idle";

/** It took too long; `phase` says what. */
export class TimeoutError extends ConnectionError {
  static override readonly kind: string = "TimeoutError";
  readonly phase: TimeoutPhase;

  constructor(phase: TimeoutPhase, facts: { operation: string; attempt: number; reason?: string | undefined; cause?: unknown }) {
    super(`${facts.operation} ran out of time (${phase}).`, facts);
    this.phase = phase;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), phase: this.phase };
  }
}

/** The caller's signal ended the call. */
export class AbortError extends VitalEdgeError {
  static override readonly kind: string = "AbortError";

  constructor(cause?: unknown) {
    super("The call was aborted.", { cause });
  }
}

/** A success that cannot be one: HTML of a proxy, an empty or broken body. */
export class UnexpectedResponseError extends VitalEdgeError {
  static override readonly kind: string = "UnexpectedResponseError";
  readonly status: number;
  readonly contentType: string | undefined;
  readonly requestId: string | undefined;
  readonly operation: string;

  constructor(
    message: string,
    facts: { status: number; contentType?: string | undefined; requestId?: string | undefined; operation: string },
  ) {
    super(message);
    this.status = facts.status;
    this.contentType = facts.contentType;
    this.requestId = facts.requestId;
    this.operation = facts.operation;
  }

  override toJSON(): Record<string, unknown> {
    const { status, contentType, requestId, operation } = this;
    return { ...super.toJSON(), status, contentType, requestId, operation };
  }
}

/** What arrived is not what the server said it sent. */
export class IntegrityError extends VitalEdgeError {
  static override readonly kind: string = "IntegrityError";
}

/** The caller gave something that cannot be; nothing was sent. */
export class ConfigurationError extends VitalEdgeError {
  static override readonly kind: string = "ConfigurationError";
}
