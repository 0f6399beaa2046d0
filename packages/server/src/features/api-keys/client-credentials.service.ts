import type { Permission } from "@vitaledge/contract";
import type { components } from "@vitaledge/contract/schema";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { makeToken } from "../../platform/ids.js";
import { ACCESS_LIFE } from "../auth/tokens.js";
import { grantedOf, impliedPermissions } from "../fhir/smart/grant.js";
import { isServed, parseScope } from "../fhir/smart/scopes.js";
import { permissionsLeft } from "./api-keys.policy.js";
import type { KeyRow } from "./api-keys.sql.js";
import { authenticateClient } from "./client-authentication.service.js";

type Form = components["schemas"]["TokenRequest"];
type Issued = components["schemas"]["IssuedToken"];

/** Seconds that SMART gives a backend service's token at most. */
const SMART_LIFE = 300;
/** Characters of a scope that a token has room for. */
const MOST_SCOPE = 2_500;

const invalidScope = (detail: string): never => fail("invalid_request", { oauth: "invalid_scope", detail });

const wordsOf = (scope: string | undefined): string[] | undefined => scope?.split(" ").filter(Boolean);

/** What was asked for, all of which the key must have now; without a wish, all that it has (RFC 6749, 3.3). */
const permissionsOf = (key: KeyRow, wanted: readonly string[] | undefined): readonly string[] => {
  const left: Permission[] = permissionsLeft(key);
  const scope = left.filter((permission) => wanted?.includes(permission) ?? true);
  const beyond = wanted?.some((word) => !left.some((permission) => permission === word));
  return beyond || !scope.length ? invalidScope("The scope holds what the API key does not have, or nothing is left that it may do.") : scope;
};

/** Of what was asked for the part that the client was registered with, as long as its maker may that much. */
const scopesOf = (key: KeyRow, registered: readonly string[], wanted: readonly string[] = registered): readonly string[] => {
  const parsed = wanted.map(parseScope);
  if (parsed.includes(undefined)) invalidScope("The scope holds a word that is no scope of a backend service, such as system/Patient.rs or system/*.read.");
  const asked = parsed.filter((scope) => scope !== undefined).filter(isServed);
  const granted = grantedOf(registered.flatMap((text) => parseScope(text) ?? []), asked);
  const left: readonly string[] = permissionsLeft(key);
  if (!impliedPermissions(granted).some((permission) => left.includes(permission))) {
    invalidScope("The client was registered with none of these scopes, or nothing is left that it may do.");
  }
  return granted.map(({ text }) => text);
};

/** RFC 6749, 4.4: an access token for a program. What it may do is read anew with each request all the same. */
export const issueToken = async (deps: Deps, form: Form, authorization: string | undefined): Promise<Issued> => {
  if (form.grant_type !== "client_credentials") {
    fail("invalid_request", { oauth: "unsupported_grant_type", detail: "The one grant type here is client_credentials. People sign in with POST /api/auth/login." });
  }
  const { id, organizationId, key } = await authenticateClient(deps, form, authorization);
  const wanted = wordsOf(form.scope);
  const scope = (key.scopes ? scopesOf(key, key.scopes, wanted) : permissionsOf(key, wanted)).join(" ");
  if (scope.length > MOST_SCOPE) invalidScope("So many scopes do not fit into a token. Ask for fewer.");
  const life = key.scopes ? SMART_LIFE : ACCESS_LIFE;
  return {
    access_token: await deps.tokens.signAccess({ sub: id, org: organizationId, scope, jti: makeToken(16) }, life),
    token_type: "Bearer",
    expires_in: life,
    scope,
  };
};
