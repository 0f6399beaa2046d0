import type { VitalEdgeOptions } from "@vitaledge/sdk";
import { ROUTES } from "./generated/routes.js";
import { DryRun, UsageError } from "./usage-error.js";

type Middleware = NonNullable<VitalEdgeOptions["middleware"]>[number];

/** With --dry-run reads go out, and the first write is shown instead: what would follow depends on its answer. */
export const dryRun: Middleware = {
  onRequest({ request, schemaPath }) {
    if (isRead(request.method, schemaPath)) return;
    const { pathname, search } = new URL(request.url);
    const { body = "" } = request;
    // Passwords and tokens go there, and nothing else that is worth seeing.
    const isSecret = schemaPath.startsWith("/api/auth/");
    throw new DryRun({ method: request.method, path: pathname + search, ...(body !== "" && !isSecret && { body: parse(body) }) });
  },
};

function isRead(method: string, path: string): boolean {
  return method === "GET" || method === "HEAD" || /^\/fhir\/.*\/(_search|\$validate)$/.test(path) || ROUTES[`${method} ${path}`]?.reads === true;
}

/** NDJSON and CSV stay text. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** The key of the one request that takes one; a second would be taken for the first, sent again. */
export function useKey(key: string): Middleware {
  let used = false;
  return {
    onRequest({ request }) {
      if (!request.headers.has("Idempotency-Key")) return;
      if (used) throw new UsageError("--idempotency-key is for one request, and this command sends several.", "Leave it out: each request gets a key of its own.");
      used = true;
      request.headers.set("Idempotency-Key", key);
    },
  };
}
