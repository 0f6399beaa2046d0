import type { Permission } from "@vitaledge/contract";
import type { components } from "@vitaledge/contract/schema";
import { SYSTEM, withTenant } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { equalBytes, sha256 } from "../../platform/crypto.js";
import { makeToken } from "../../platform/ids.js";
import { ACCESS_LIFE } from "../auth/tokens.js";
import { hasEnded, permissionsLeft } from "./api-keys.policy.js";
import { noteApiKeyUse, selectKeyStandings } from "./api-keys.sql.js";

type Form = components["schemas"]["TokenRequest"];
type Issued = components["schemas"]["IssuedToken"];
type Client = { id: string; secret: string };
type Granted = { id: string; organizationId: string; permissions: Permission[] };

/** One answer, whatever is wrong with the client (RFC 6749, 5.2). */
const invalidClient = (): never =>
  fail("invalid_credentials", {
    oauth: "invalid_client",
    detail: "The client id or its secret is wrong, or the API key has ended.",
    headers: { "WWW-Authenticate": 'Basic realm="VitalEdge"' },
  });

const invalidRequest = (detail: string): never => fail("invalid_request", { oauth: "invalid_request", detail });

/** RFC 6749, 2.3.1: id and secret are form-encoded before they are joined. */
const readBasic = (authorization: string): Client | undefined => {
  const text = Buffer.from(/^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1] ?? "", "base64").toString();
  const [, id, secret] = /^([^:]+):(.+)$/.exec(text) ?? [];
  try {
    return id && secret ? { id: formDecode(id), secret: formDecode(secret) } : undefined;
  } catch {
    return undefined;
  }
};

const formDecode = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

const clientOf = ({ client_id: id, client_secret: secret }: Form, authorization: string | undefined): Client => {
  if (authorization === undefined) return id && secret ? { id, secret } : invalidClient();
  if (secret !== undefined) invalidRequest("Send the client's secret in one way: by HTTP Basic, or in the form.");
  const client = readBasic(authorization) ?? invalidClient();
  return id === undefined || id === client.id ? client : invalidRequest("The form names another client than HTTP Basic.");
};

const SECRET = /^(org_[A-Za-z0-9_]{1,64})\.[\w-]{43}$/;
const NO_HASH = Buffer.alloc(32);

/** Proves the client and notes its use. The one place where a secret is held against a hash. */
const authenticate = async (deps: Deps, { id, secret }: Client): Promise<Granted> => {
  const organizationId = SECRET.exec(secret)?.[1] ?? invalidClient();
  return withTenant(deps, organizationId, SYSTEM, async (tx) => {
    const [key] = await selectKeyStandings(tx, [id]);
    const matches = equalBytes(key?.secret_hash ?? NO_HASH, sha256(secret));
    if (!key || !matches || hasEnded(key, tx.now)) return invalidClient();
    await noteApiKeyUse(tx, id);
    return { id, organizationId, permissions: permissionsLeft(key) };
  });
};

/** What was asked for, all of which the key must have now; without a wish, all that it has (RFC 6749, 3.3). */
const scopeOf = (asked: string | undefined, left: readonly Permission[]): Permission[] => {
  const wanted = asked?.split(" ").filter(Boolean);
  const scope = left.filter((permission) => wanted?.includes(permission) ?? true);
  const beyond = wanted?.some((word) => !left.some((permission) => permission === word));
  if (beyond || !scope.length) {
    fail("invalid_request", { oauth: "invalid_scope", detail: "The scope holds what the API key does not have, or nothing is left that it may do." });
  }
  return scope;
};

/** RFC 6749, 4.4: an access token for a program. What it may do is read anew with each request all the same. */
export const issueToken = async (deps: Deps, form: Form, authorization: string | undefined): Promise<Issued> => {
  if (form.grant_type !== "client_credentials") {
    fail("invalid_request", { oauth: "unsupported_grant_type", detail: "The one grant type here is client_credentials. People sign in with POST /api/auth/login." });
  }
  const { id, organizationId, permissions } = await authenticate(deps, clientOf(form, authorization));
  const scope = scopeOf(form.scope, permissions).join(" ");
  return {
    access_token: await deps.tokens.signAccess({ sub: id, org: organizationId, scope, jti: makeToken(16) }),
    token_type: "Bearer",
    expires_in: ACCESS_LIFE,
    scope,
  };
};
