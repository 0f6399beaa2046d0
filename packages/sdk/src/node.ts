import { bearer } from "./auth.js";
import type { Auth } from "./auth.js";
import { ConfigurationError } from "./errors.js";

export { fileStore } from "./file-store.js";

/** The variables of the environment, as options; what is passed wins over them. */
export function fromEnvironment<T extends Partial<EnvironmentOptions>>(overrides?: T): EnvironmentOptions & T {
  const environment = process.env;
  const baseUrl = overrides?.baseUrl ?? environment["VITALEDGE_BASE_URL"];
  if (baseUrl === undefined || baseUrl === "") throw new ConfigurationError("VITALEDGE_BASE_URL is not set: say where the API is.");
  const organizationId = environment["VITALEDGE_ORGANIZATION_ID"];
  // Read at each call, so that a token put in place later is used.
  const token = (): string => environment["VITALEDGE_ACCESS_TOKEN"] ?? "";
  return {
    ...(organizationId && { organizationId }),
    ...(token() !== "" && { auth: bearer(token) }),
    ...(overrides as T),
    baseUrl,
  };
}

export type EnvironmentOptions = { baseUrl: string; organizationId?: string | undefined; auth?: Auth | undefined };
