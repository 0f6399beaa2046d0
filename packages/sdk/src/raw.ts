import { session } from "./auth.js";
import { createCore } from "./core.js";
import type { VitalEdgeOptions } from "./options.js";
import { createRaw } from "./raw-client.js";
import type { RawClient } from "./raw-client.js";
import type { VitalEdge } from "./vital-edge.js";

export type { components, operations, paths } from "@vitaledge/contract/schema";
export type { RawClient } from "./raw-client.js";
export type { VitalEdgeOptions } from "./options.js";
/** The typed error of an answer that was no success, for what this client answers as a value. */
export { createApiError } from "./problem.js";

/** The typed openapi-fetch client alone, without the namespaces, on a session and transport of its own. */
export function createRawClient(options: VitalEdgeOptions): RawClient {
  return createRaw(createCore({ ...options, auth: options.auth ?? session() }));
}

/** The typed openapi-fetch client on the session and the transport of this one, for what has no method yet. */
export function rawOf(client: VitalEdge): RawClient {
  return createRaw(client.core);
}
