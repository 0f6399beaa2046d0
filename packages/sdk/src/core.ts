import createClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { paths } from "@vitaledge/contract/schema";
import { session } from "./auth.js";
import type { Holder } from "./auth.js";
import { Call } from "./call.js";
import { Captured } from "./captured.js";
import { readAnswer, unexpected } from "./decode.js";
import { Download } from "./download.js";
import { ConfigurationError } from "./errors.js";
import { OPERATIONS } from "./generated/operations.js";
import type { SlimOperation } from "./generated/operations.js";
import { Observers } from "./hooks.js";
import type { AnswerOf, BodyOf, OperationId, PagedOf, QueryOf } from "./operation-types.js";
import { DEFAULTS, parseBaseUrl } from "./options.js";
import type { CallOptions, Defaults, FetchLike, VitalEdgeOptions } from "./options.js";
import { Paged } from "./paginate.js";
import type { ListBody } from "./paginate.js";
import { RateGate } from "./rate-gate.js";
import type { Session } from "./session.js";
import { systemTiming } from "./timing.js";
import { createTokenEndpoint } from "./token-endpoint.js";
import { send } from "./transport.js";
import type { Exchange, Wire } from "./transport.js";
import { VERSION } from "./version.js";

export type RawClient = Client<paths>;

/** An operation that has a method here. */
type KnownId = OperationId & keyof typeof OPERATIONS;

/** What one call is made of. */
export type Input<Id extends OperationId> = {
  path?: Record<string, string>;
  query?: QueryOf<Id> | undefined;
  body?: BodyOf<Id> | undefined;
  /** In place of the body, a file in CSV. */
  csv?: string;
  headers?: Record<string, string>;
  /** The operation answers a repeated body with what the first one did. */
  repeatable?: boolean;
  /** The share of the rate limit that work in bulk may take. */
  budget?: number;
};

type Loose = {
  path?: Record<string, string>; query?: object | undefined; body?: unknown; csv?: string; headers?: Record<string, string>; repeatable?: boolean; budget?: number;
};
type AnyRequest = (method: string, path: string, init: Record<string, unknown>) => Promise<{ response: Response }>;

/** What derived clients share: connection, session and observers. */
type Shared = { client: RawClient; wire: Wire };

/** Turns an operation and its input into a call; the namespaces are names for it. */
export class Core {
  readonly #shared: Shared;
  readonly #defaults: Defaults;

  constructor(shared: Shared, defaults: Defaults) {
    this.#shared = shared;
    this.#defaults = defaults;
  }

  get organizationId(): string | undefined {
    return this.#defaults.organizationId;
  }

  get client(): RawClient {
    return this.#shared.client;
  }

  get defaults(): Defaults {
    return this.#defaults;
  }

  get wire(): Wire {
    return this.#shared.wire;
  }

  /** For login and logout, which take a store. */
  get session(): Session {
    const { authenticator } = this.#shared.wire;
    if ("signIn" in authenticator) return authenticator as Session;
    throw new ConfigurationError("This client was given its tokens or an API key: it has no login. Make one with auth: session().");
  }

  get holder(): Holder {
    const { authenticator } = this.#shared.wire;
    if ("refresh" in authenticator) return authenticator as Holder;
    throw new ConfigurationError("This client was given a bearer token: it has no session of its own.");
  }

  derive(defaults: Defaults): Core {
    const headers = { ...this.#defaults.headers, ...defaults.headers };
    return new Core(this.#shared, { ...this.#defaults, ...defaults, headers });
  }

  dispose(): void {
    if ("refresh" in this.#shared.wire.authenticator) this.holder.dispose();
  }

  call<Id extends KnownId>(id: Id, input: Input<Id> = {}, options: CallOptions = {}): Call<AnswerOf<Id>> {
    const exchange = this.#createExchange(id, options, input);
    const open = (): Promise<Response> => this.#open(id, input, exchange);
    return new Call({ open, read: (response) => readAnswer<AnswerOf<Id>>(response, exchange) });
  }

  /** A merge patch or a replacement, without what only the server sets. */
  update<Id extends KnownId>(id: Id, input: Input<Id>, options?: CallOptions): Call<AnswerOf<Id>> {
    const { readOnly = [] }: SlimOperation = OPERATIONS[id];
    const kept = Object.entries(input.body as object).filter(([name]) => !readOnly.includes(name));
    return this.call(id, { ...input, body: Object.fromEntries(kept) as BodyOf<Id> }, options);
  }

  list<Id extends KnownId>(id: Id, input: Input<Id> = {}, options: CallOptions = {}): PagedOf<Id> {
    const { method }: SlimOperation = OPERATIONS[id];
    const part = method === "POST" ? "body" : "query";
    const fetch = (cursor: string | undefined): Call<unknown> => {
      const from = cursor === undefined ? {} : { [part]: { ...(input[part] as object | undefined), cursor } };
      const page: Call<unknown> = this.call(id, { ...input, ...from }, options);
      return page.map((body, response) => checkList(body, response, id));
    };
    return new Paged(fetch as (cursor: string | undefined) => Call<ListBody<never>>) as unknown as PagedOf<Id>;
  }

  download<Id extends KnownId>(id: Id, input: Input<Id>, options: CallOptions = {}): Download {
    return new Download(async (headers) => {
      const exchange = { ...this.#createExchange(id, options, input), stream: true };
      const response = await this.#open(id, { ...input, headers: { ...input.headers, ...headers } }, exchange);
      return { response, exchange };
    }, options.maxRetries ?? this.#defaults.maxRetries ?? DEFAULTS.maxRetries);
  }

  /** The organization of a call: the path's own is also the header's, or the server would refuse it. */
  requireOrganization(options?: CallOptions): string {
    const id = options?.organizationId ?? this.organizationId;
    if (id !== undefined) return id;
    throw new ConfigurationError("An organization is needed: give organizationId to the client or to the call.");
  }

  #createExchange(id: KnownId, own: CallOptions, input: Loose): Exchange {
    const operation: SlimOperation = OPERATIONS[id];
    const options = { ...this.#defaults, ...withoutUndefined(own) };
    const { method, path } = operation;
    const keyed = operation.key === true;
    const repeatable = input.repeatable ?? (isIdempotent(method) || keyed || options.etag !== undefined || operation.reads === true);
    return {
      operation: id, method, path, repeatable, options, stream: false, attempt: 0, budget: input.budget,
      auth: operation.auth ?? "bearer",
      organizationId: input.path?.["orgId"] ?? options.organizationId,
      needsOrganization: operation.organization ?? true,
    };
  }

  async #open(id: KnownId, input: Loose, exchange: Exchange): Promise<Response> {
    const operation: SlimOperation = OPERATIONS[id];
    const { options } = exchange;
    const request = this.#shared.client.request as unknown as AnyRequest;
    const { response } = await request(operation.method.toLowerCase(), operation.path, {
      params: { path: input.path ?? {}, query: { ...input.query, ...options.query } },
      body: operation.form === true ? new URLSearchParams(input.body as Record<string, string>).toString() : (input.csv ?? input.body),
      headers: { ...createHeaders(operation, options), ...(input.csv !== undefined && { "Content-Type": "text/csv" }), ...this.#defaults.headers, ...options.headers, ...input.headers },
      // The body is left for the one who asked, within the attempt's time.
      parseAs: "stream",
      fetch: (captured: Captured) => send(this.#shared.wire, captured, exchange),
    });
    return response;
  }
}

/** Without its items an answer is none: better said here than by the loop that reads it. */
function checkList(body: unknown, response: Response, operation: string): unknown {
  if (Array.isArray((body as { data?: unknown } | undefined)?.data)) return body;
  throw unexpected(response, operation, "is no list");
}

function isIdempotent(method: string): boolean {
  return method === "GET" || method === "PUT" || method === "DELETE";
}

function withoutUndefined(options: CallOptions): CallOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as CallOptions;
}

function createHeaders(operation: SlimOperation, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: [...(operation.accept ?? ["application/json"]), "application/problem+json"].join(", "),
  };
  if (operation.method === "PATCH") headers["Content-Type"] = "application/merge-patch+json";
  if (operation.form === true) headers["Content-Type"] = "application/x-www-form-urlencoded";
  if (options.etag !== undefined) headers["If-Match"] = options.etag;
  const key = options.idempotencyKey ?? (operation.key === true ? crypto.randomUUID() : undefined);
  if (key !== undefined) headers["Idempotency-Key"] = key;
  return headers;
}

export function createCore(options: VitalEdgeOptions): Core {
  const baseUrl = parseBaseUrl(options.baseUrl);
  const timing = options.timing ?? systemTiming;
  // Looked up at each call, so that a global put in place later is found.
  const fetch: FetchLike = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const observers = new Observers(options.hooks, options.logger, options.logLevel);
  const endpoint = createTokenEndpoint(baseUrl, fetch, timing);
  const authenticator = (options.auth ?? session()).create({ endpoint, timing, observers });
  const client = createClient<paths>({
    baseUrl,
    Request: Captured as unknown as typeof Request,
    querySerializer: { array: { style: "form", explode: false } },
    // What is text already, as NDJSON, goes out as it is.
    bodySerializer: (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body)),
  });
  client.use(...(options.middleware ?? []));
  const maxRetryWait = options.maxRetryWait ?? DEFAULTS.maxRetryWait;
  const gate = options.rateLimit === false ? undefined : new RateGate();
  const wire: Wire = { fetch, authenticator, timing, observers, gate, maxRetryWait, userAgent: describeAgent(options) };
  const { timeout, totalTimeout, maxRetries, organizationId } = options;
  return new Core({ client, wire }, { timeout, totalTimeout, maxRetries, organizationId });
}

/** Browsers name themselves, and a header of ours would cost each call a preflight. */
function describeAgent({ appInfo }: VitalEdgeOptions): string | undefined {
  if ("document" in globalThis) return undefined;
  const own = `vitaledge-sdk/${VERSION}`;
  return appInfo === undefined ? own : `${own} ${appInfo.name}${appInfo.version === undefined ? "" : `/${appInfo.version}`}`;
}
