import type { Captured } from "./captured.js";
import type { Core, RawClient } from "./core.js";
import { OPERATIONS } from "./generated/operations.js";
import type { SlimOperation } from "./generated/operations.js";
import { send } from "./transport.js";
import type { Exchange } from "./transport.js";

type Init = { params?: { path?: Record<string, string>; header?: Record<string, unknown> }; parseAs?: string; signal?: AbortSignal };
type Loose = Record<string, (...input: unknown[]) => unknown>;

/** Of the server itself; they have no method, and ask for no token. */
const PUBLIC = /^\/(healthz|readyz|openapi\.(json|yaml)|docs\/problems|\.well-known\/jwks\.json)$/;

const VERBS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/** openapi-fetch as it is, errors as values, on the session, the retries and the deadlines of the client. */
export function createRaw(core: Core): RawClient {
  const inner = core.client as unknown as Loose;
  const request = (method: string, path: string, init: Init = {}): unknown => {
    const exchange = createExchange(core, method.toUpperCase(), path, init);
    const fetch = (captured: Captured): Promise<Response> => send(core.wire, captured, exchange);
    // The signal is the attempt's to watch; openapi-fetch would only pass it on.
    return inner["request"]?.(method, path, { ...init, signal: undefined, fetch });
  };
  const verbs = VERBS.map((verb) => [verb, (path: string, init?: Init) => request(verb, path, init)]);
  return { ...inner, ...Object.fromEntries(verbs), request } as unknown as RawClient;
}

function createExchange(core: Core, method: string, path: string, init: Init): Exchange {
  const [id, operation] = findOperation(method === "HEAD" ? "GET" : method, path);
  const options = { ...core.defaults, signal: init.signal };
  return {
    operation: id ?? `${method} ${path}`, method, path, options, attempt: 0, stream: init.parseAs === "stream",
    // An operation this version does not know changes things until told otherwise.
    repeatable: method !== "POST" && method !== "PATCH",
    auth: operation?.auth ?? (operation === undefined && PUBLIC.test(path) ? "none" : "bearer"),
    organizationId: init.params?.path?.["orgId"] ?? core.organizationId,
    needsOrganization: operation?.organization ?? path.startsWith("/api/"),
  };
}

function findOperation(method: string, path: string): [string, SlimOperation] | [undefined, undefined] {
  const all = Object.entries(OPERATIONS) as [string, SlimOperation][];
  return all.find(([, operation]) => operation.method === method && operation.path === path) ?? [undefined, undefined];
}
