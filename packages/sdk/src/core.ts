import type { Auth, Holder } from "./auth.js";
import { Call } from "./call.js";
import { readAnswer, unexpected } from "./decode.js";
import { ConfigurationError } from "./errors.js";
import { Observers } from "./hooks.js";
import { runMiddleware } from "./middleware.js";
import { hasFlag } from "./operation.js";
import type { Operation } from "./operation.js";
import { DEFAULTS, parseBaseUrl } from "./options.js";
import type { CallOptions, Defaults, FetchLike, VitalEdgeOptions } from "./options.js";
import { Paged } from "./paginate.js";
import type { ListBody } from "./paginate.js";
import { RateGate } from "./rate-gate.js";
import { createRequest } from "./request.js";
import type { Session } from "./session.js";
import { systemTiming } from "./timing.js";
import { send } from "./transport.js";
import type { Exchange, Wire } from "./transport.js";
import { VERSION } from "./version.js";

/** What a method was given; a query of pairs may name a parameter twice. */
export type Input = { path: Record<string, string>; query?: object | readonly (readonly [string, string])[] | undefined; body?: unknown };

const PROBLEM = "application/problem+json";

/** Turns an operation and its input into a call; the namespaces are names for it. */
export class Core {
  /** What derived clients share: connection, session and observers. */
  readonly wire: Wire;
  readonly defaults: Defaults;

  constructor(wire: Wire, defaults: Defaults) {
    this.wire = wire;
    this.defaults = defaults;
  }

  get organizationId(): string | undefined {
    return this.defaults.organizationId;
  }

  /** For login and logout, which take a store. */
  get session(): Session {
    const { authenticator } = this.wire;
    if ("signIn" in authenticator) return authenticator as Session;
    throw new ConfigurationError("This client was given its tokens or an API key: it has no login. Make one with auth: session().");
  }

  get holder(): Holder {
    const { authenticator } = this.wire;
    if ("refresh" in authenticator) return authenticator as Holder;
    throw new ConfigurationError("This client was given a bearer token: it has no session of its own.");
  }

  derive(defaults: Defaults): Core {
    const headers = { ...this.defaults.headers, ...defaults.headers };
    return new Core(this.wire, { ...this.defaults, ...defaults, headers });
  }

  dispose(): void {
    if ("refresh" in this.wire.authenticator) this.holder.dispose();
  }

  call(operation: Operation, input: Input, options: CallOptions = {}): Call<unknown> {
    const { exchange, open } = this.prepare(operation, input, options);
    return new Call({ open, read: (response) => readAnswer(response, exchange) });
  }

  list(operation: Operation, input: Input, options?: CallOptions): Paged<unknown, ListBody<unknown>> {
    const part = operation.method === "POST" ? "body" : "query";
    return new Paged((cursor) => {
      const from = cursor === undefined ? {} : { [part]: { ...(input[part] as object | undefined), cursor } };
      return this.call(operation, { ...input, ...from }, options).map((body, response) => checkList(body, response, operation.id));
    });
  }

  /** What goes over the wire, and how it is sent. */
  prepare(operation: Operation, input: Input, given: CallOptions): { exchange: Exchange; open: () => Promise<Response> } {
    // Once a call, also where it is asked for its response and then for its data.
    const options = hasFlag(operation, "k") ? { ...given, idempotencyKey: given.idempotencyKey ?? crypto.randomUUID() } : given;
    const exchange = this.#createExchange(operation, options, input);
    return { exchange, open: () => this.#open(operation, input, exchange) };
  }

  /** The organization of a call: the path's own is also the header's, or the server would refuse it. */
  requireOrganization(options?: CallOptions): string {
    const id = options?.organizationId ?? this.organizationId;
    if (id !== undefined) return id;
    throw new ConfigurationError("An organization is needed: give organizationId to the client or to the call.");
  }

  #createExchange(operation: Operation, given: CallOptions, input: Input): Exchange {
    const options = mergeOptions(this.defaults, given);
    const { id, method, path } = operation;
    return {
      operation: id, method, path, options, stream: hasFlag(operation, "d"), attempt: 0,
      repeatable: (method !== "POST" && method !== "PATCH") || hasFlag(operation, "k") || hasFlag(operation, "r") || options.etag !== undefined,
      auth: hasFlag(operation, "n") ? "none" : hasFlag(operation, "o") ? "optional" : "bearer",
      organizationId: input.path["orgId"] ?? options.organizationId,
      needsOrganization: !hasFlag(operation, "x"),
    };
  }

  async #open(operation: Operation, input: Input, exchange: Exchange): Promise<Response> {
    const { wire } = this;
    const { path, options } = exchange;
    const body = createBody(operation, input.body);
    const headers = createHeaders(operation, body, options);
    const request = createRequest(wire.baseUrl, operation, { values: input.path, query: joinQueries(input.query, options.query), body, headers });
    return runMiddleware(wire.middleware, { request, schemaPath: path }, () => send(wire, request, exchange));
  }
}

/** What is given as undefined is not given. */
function mergeOptions(defaults: CallOptions, given: CallOptions): CallOptions {
  const options = { ...defaults };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) Object.assign(options, { [name]: value });
  if (given.headers !== undefined) options.headers = { ...defaults.headers, ...given.headers };
  return options;
}

function joinQueries(own: Input["query"] = {}, more?: object): object {
  if (more === undefined) return own;
  return Array.isArray(own) ? [...own, ...Object.entries(more)] : { ...own, ...more };
}

/** Without its items an answer is none: better said here than by the loop that reads it. */
function checkList(body: unknown, response: Response, operation: string): ListBody<unknown> {
  if (Array.isArray((body as { data?: unknown } | undefined)?.data)) return body as ListBody<unknown>;
  throw unexpected(response, operation, "is no list");
}

/** A form, text as it is, or a document without what only the server sets. */
function createBody(operation: Operation, body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  if (hasFlag(operation, "f")) return new URLSearchParams(body as Record<string, string>).toString();
  const { readOnly } = operation;
  return readOnly.length === 0 ? body : Object.fromEntries(Object.entries(body).filter(([name]) => !readOnly.includes(name)));
}

function createHeaders(operation: Operation, body: unknown, options: CallOptions): Record<string, string> {
  const isCsv = hasFlag(operation, "c");
  const answer = !hasFlag(operation, "d") ? "application/json" : isCsv ? "text/csv" : "*/*";
  const headers: Record<string, string> = { Accept: answer === "*/*" ? answer : `${answer}, ${PROBLEM}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (operation.method === "PATCH") headers["Content-Type"] = "application/merge-patch+json";
  if (hasFlag(operation, "f")) headers["Content-Type"] = "application/x-www-form-urlencoded";
  if (isCsv && hasFlag(operation, "b")) headers["Content-Type"] = "text/csv";
  if (options.etag !== undefined) headers["If-Match"] = options.etag;
  if (options.idempotencyKey !== undefined) headers["Idempotency-Key"] = options.idempotencyKey;
  return Object.assign(headers, options.headers);
}

export function createCore(options: VitalEdgeOptions & { auth: Auth }): Core {
  const baseUrl = parseBaseUrl(options.baseUrl);
  const timing = options.timing ?? systemTiming;
  // Looked up at each call, so that a global put in place later is found.
  const fetch: FetchLike = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const observers = new Observers(options.hooks, options.logger, options.logLevel);
  const { timeout, totalTimeout, maxRetries, organizationId } = options;
  const wire: Wire = {
    baseUrl, fetch, timing, observers,
    authenticator: options.auth.create({ baseUrl, fetch, timing, observers }),
    middleware: options.middleware ?? [],
    gate: options.rateLimit === false ? undefined : new RateGate(),
    maxRetryWait: options.maxRetryWait ?? DEFAULTS.maxRetryWait,
    userAgent: describeAgent(options),
  };
  return new Core(wire, { timeout, totalTimeout, maxRetries, organizationId });
}

/** Browsers name themselves, and a header of ours would cost each call a preflight. */
function describeAgent({ appInfo }: VitalEdgeOptions): string | undefined {
  if ("document" in globalThis) return undefined;
  const own = `vitaledge-sdk/${VERSION}`;
  return appInfo === undefined ? own : `${own} ${appInfo.name}${appInfo.version === undefined ? "" : `/${appInfo.version}`}`;
}
