import createClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { paths } from "@vitaledge/contract/schema";
import { Captured } from "./captured.js";
import type { Core } from "./core.js";
import * as tables from "./generated/tables.js";
import { runMiddleware } from "./middleware.js";
import { hasFlag, readTable } from "./operation.js";
import type { Operation } from "./operation.js";
import { send } from "./transport.js";
import type { Exchange } from "./transport.js";

/** openapi-fetch, typed over all paths of the contract. */
export type RawClient = Client<paths>;

type Init = { params?: { path?: Record<string, string>; header?: Record<string, unknown> }; parseAs?: string; signal?: AbortSignal };
type Loose = Record<string, (...input: unknown[]) => unknown>;

/** Of the server itself; they have no method, and ask for no token. */
const PUBLIC = /^\/(healthz|readyz|openapi\.(json|yaml)|docs\/problems|(fhir\/R4\/)?\.well-known\/.+|fhir\/R4\/metadata)$/;

const VERBS = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/** openapi-fetch as it is, errors as values, on the session, the retries and the deadlines of the client. */
export function createRaw(core: Core): RawClient {
  const { wire } = core;
  const client = createClient<paths>({
    baseUrl: wire.baseUrl,
    Request: Captured as unknown as typeof Request,
    querySerializer: { array: { style: "form", explode: false } },
    // What is text already, as NDJSON, goes out as it is.
    bodySerializer: (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body)),
  });
  const inner = client as unknown as Loose;
  const request = (method: string, path: string, init: Init = {}): unknown => {
    const exchange = createExchange(core, method.toUpperCase(), path, init);
    const fetch = (captured: Captured): Promise<Response> =>
      runMiddleware(wire.middleware, { request: captured, schemaPath: path }, () => send(wire, captured, exchange));
    // The signal is the attempt's to watch; openapi-fetch would only pass it on.
    return inner["request"]?.(method, path, { ...init, signal: undefined, fetch });
  };
  const verbs = VERBS.map((verb) => [verb, (path: string, init?: Init) => request(verb, path, init)]);
  return { ...inner, ...Object.fromEntries(verbs), request } as unknown as RawClient;
}

function createExchange(core: Core, method: string, path: string, init: Init): Exchange {
  const operation = findOperation(method === "HEAD" ? "GET" : method, path);
  return {
    operation: operation?.id ?? `${method} ${path}`, method, path, attempt: 0, stream: init.parseAs === "stream",
    options: { ...core.defaults, signal: init.signal },
    // An operation this version does not know changes things until told otherwise.
    repeatable: method !== "POST" && method !== "PATCH",
    auth: (operation === undefined ? PUBLIC.test(path) : hasFlag(operation, "n")) ? "none" : "bearer",
    organizationId: init.params?.path?.["orgId"] ?? core.organizationId,
    needsOrganization: operation === undefined ? /^\/(api|fhir)\//.test(path) && !PUBLIC.test(path) : !hasFlag(operation, "x"),
  };
}

function findOperation(method: string, path: string): Operation | undefined {
  return Object.values(tables).flatMap(readTable).find((operation) => operation.method === method && operation.path === path);
}
