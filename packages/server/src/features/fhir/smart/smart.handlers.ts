import type { components } from "@vitaledge/contract/schema";
import type { Handlers } from "../../../http/contract.js";
import type { Scope } from "../../../http/scope.js";
import { FHIR_TYPES } from "../table.js";

const configurationOf = (publicUrl: string): components["schemas"]["SmartConfiguration"] => ({
  token_endpoint: `${publicUrl}/api/auth/token`,
  token_endpoint_auth_methods_supported: ["private_key_jwt"],
  token_endpoint_auth_signing_alg_values_supported: ["RS384", "ES384"],
  grant_types_supported: ["client_credentials"],
  scopes_supported: ["system/*.cruds", "system/*.rs", "system/*.read", "system/*.write", "system/*.*", ...FHIR_TYPES.map(({ type, write }) => `system/${type}.${write ? "cruds" : "rs"}`)],
  // Nobody launches an app here; the member is asked for all the same.
  code_challenge_methods_supported: ["S256"],
  introspection_endpoint: `${publicUrl}/api/auth/introspect`,
  revocation_endpoint: `${publicUrl}/api/auth/revoke`,
  capabilities: ["client-confidential-asymmetric", "permission-v1", "permission-v2"],
});

const discover = async (_input: unknown, { deps }: Scope) =>
  ({ status: 200 as const, body: configurationOf(deps.publicUrl), headers: { "Access-Control-Allow-Origin": "*", "Cache-Control": "max-age=600" } });

export const smartHandlers: Pick<Handlers, "getSmartConfiguration" | "getFhirSmartConfiguration"> = {
  getSmartConfiguration: discover,
  getFhirSmartConfiguration: discover,
};
