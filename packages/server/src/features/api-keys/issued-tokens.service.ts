import { jwtVerify } from "jose";
import type { components } from "@vitaledge/contract/schema";
import { SYSTEM, withTenant, type TenantTx } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { keyFor, LEEWAY } from "../auth/tokens.js";
import { hasEnded } from "./api-keys.policy.js";
import { readKeyStandings } from "./api-keys.service.js";
import { deleteSpent, revokeToken } from "./assertions.sql.js";
import type { Client } from "./client-authentication.service.js";

type Introspection = components["schemas"]["TokenIntrospection"];
type Claims = { sub: string; org: string; scope: string; jti: string; exp: number; iat: number };

/** The claims of an access token that was issued to a program and has not run out; undefined for everything else. */
const readIssued = async ({ tokens, clock }: Deps, token: string): Promise<Claims | undefined> => {
  const key = await keyFor(tokens, token, "at+jwt");
  if (!key) return undefined;
  try {
    const { payload } = await jwtVerify<Claims>(token, key, {
      algorithms: [tokens.keys.algorithm], ...tokens.settings, currentDate: clock.now(), clockTolerance: LEEWAY,
    });
    return typeof payload.org === "string" ? payload : undefined;
  } catch {
    return undefined;
  }
};

/** RFC 7662: how a token of the client's own organization stands, as the gate sees it. */
export const introspect = async (deps: Deps, { organizationId }: Client, token: string): Promise<Introspection> => {
  const claims = await readIssued(deps, token);
  if (claims?.org !== organizationId) return { active: false };
  const { sub, scope, jti, exp, iat } = claims;
  const [standing] = await readKeyStandings(deps, organizationId, [{ keyId: sub, tokenId: jti }]);
  if (!standing || hasEnded(standing, deps.clock.now())) return { active: false };
  const { issuer, audience } = deps.tokens.settings;
  return { active: true, scope, client_id: sub, sub, token_type: "Bearer", exp, iat, iss: issuer, aud: audience, jti };
};

/** RFC 7009: ends a token of the client's own. That another's, or none, was named is no error, and is not told. */
export const revoke = async (deps: Deps, { id, organizationId }: Client, token: string): Promise<void> => {
  const claims = await readIssued(deps, token);
  if (claims?.sub !== id || claims.org !== organizationId) return;
  await withTenant(deps, organizationId, SYSTEM, (tx) => revokeToken(tx, claims.jti, new Date(claims.exp * 1000)));
};

const MINUTE = 60_000;

/** Assertions and tokens that are past their time are refused for that, and need not be remembered. */
export const forgetSpent = (tx: TenantTx): Promise<void> => deleteSpent(tx, new Date(tx.now.getTime() - MINUTE));
