import { bearer, clientCredentials } from "./auth.js";
import type { Auth } from "./auth.js";
import { ConfigurationError } from "./errors.js";

export { fileKeeper, fileStore, lockedStore } from "./file-store.js";
export type { Keeper } from "./file-store.js";
export { saveExport } from "./save-export.js";
export type { SaveOptions } from "./save-export.js";
export type { BulkExport } from "./fhir/bulk-export.js";

/**
 * The variables of the environment, as options; what is passed wins over them. `VITALEDGE_BASE_URL` and
 * `VITALEDGE_ORGANIZATION_ID` say where, `VITALEDGE_ACCESS_TOKEN`, or `VITALEDGE_CLIENT_ID` with `VITALEDGE_CLIENT_SECRET`, who.
 */
export function fromEnvironment<T extends Partial<EnvironmentOptions>>(overrides?: T): EnvironmentOptions & T {
  const environment = process.env;
  const baseUrl = overrides?.baseUrl ?? environment["VITALEDGE_BASE_URL"];
  if (baseUrl === undefined || baseUrl === "") throw new ConfigurationError("VITALEDGE_BASE_URL is not set: say where the API is.");
  const organizationId = environment["VITALEDGE_ORGANIZATION_ID"];
  const auth = overrides?.auth ?? findAuth(environment);
  return { ...(organizationId && { organizationId }), ...(overrides as T), ...(auth && { auth }), baseUrl };
}

function findAuth(environment: NodeJS.ProcessEnv): Auth | undefined {
  // Read at each call, so that a token put in place later is used.
  const token = (): string => environment["VITALEDGE_ACCESS_TOKEN"] ?? "";
  if (token() !== "") return bearer(token);
  const { VITALEDGE_CLIENT_ID: clientId = "", VITALEDGE_CLIENT_SECRET: clientSecret = "" } = environment;
  if (clientId === "" && clientSecret === "") return undefined;
  if (clientId !== "" && clientSecret !== "") return clientCredentials({ clientId, clientSecret });
  throw new ConfigurationError("Of VITALEDGE_CLIENT_ID and VITALEDGE_CLIENT_SECRET one is not set: an API key needs both.");
}

/** What `fromEnvironment` finds. */
export type EnvironmentOptions = { baseUrl: string; organizationId?: string | undefined; auth?: Auth | undefined };
