import { runPlain } from "../../db/connection.js";
import { SYSTEM, withTenant, type TenantTx } from "../../db/with-tenant.js";
import type { Deps } from "../../deps.js";
import { fail } from "../../http/problem.js";
import { equalBytes, sha256 } from "../../platform/crypto.js";
import { hasEnded } from "./api-keys.policy.js";
import { noteApiKeyUse, selectHome, selectKey, type KeyRow } from "./api-keys.sql.js";
import { spendAssertion } from "./assertions.sql.js";
import { checkAssertion, readAssertion, type Claimed } from "./client-assertion.js";
import { findKey } from "./client-keys.js";
import { readSecret, type ClientForm, type Secret } from "./client-form.js";

/** A program that has proven itself, and the key that stands for it. */
export type Client = { id: string; organizationId: string; key: KeyRow };

const refuse = (detail: string): never =>
  fail("invalid_credentials", { oauth: "invalid_client", detail, headers: { "WWW-Authenticate": 'Basic realm="VitalEdge"' } });

/** One answer, whatever is wrong with the client (RFC 6749, 5.2). */
const wrongSecret = (): never => refuse("The client id or its secret is wrong, or the API key has ended.");
const wrongAssertion = (): never => refuse(
  "The client assertion is not accepted: it is signed with RS384 or ES384 by a registered key that kid names, iss and sub are the client id, aud is the address of " +
  "this operation at /api/auth/token, exp lies at most five minutes ahead, jti was never used, and the API key has not ended.");

const prove = async (tx: TenantTx, key: KeyRow | undefined, isProven: boolean, refused: () => never): Promise<Client> => {
  if (!key || !isProven || hasEnded(key, tx.now)) return refused();
  await noteApiKeyUse(tx, key.id);
  return { id: key.id, organizationId: tx.organizationId, key };
};

const SECRET = /^(org_[A-Za-z0-9_]{1,64})\.[\w-]{43}$/;
const NO_HASH = Buffer.alloc(32);

/** The one place where a secret is held against a hash. */
const bySecret = async (deps: Deps, { id, secret }: Secret): Promise<Client> => {
  const organizationId = SECRET.exec(secret)?.[1] ?? wrongSecret();
  return withTenant(deps, organizationId, SYSTEM, async (tx) => {
    const key = await selectKey(tx, id);
    return prove(tx, key, equalBytes(key?.secret_hash ?? NO_HASH, sha256(secret)), wrongSecret);
  });
};

/** No transaction stays open while the client's keys are fetched: how its key stands is read again when it has proven itself. */
const byAssertion = async (deps: Deps, text: string, clientId: string | undefined): Promise<Client> => {
  const claimed = readAssertion(text) ?? wrongAssertion();
  if (clientId !== undefined && clientId !== claimed.clientId) wrongAssertion();
  const organizationId = (await selectHome((statement) => runPlain(deps.database, statement), claimed.clientId)) ?? wrongAssertion();
  const inTenant = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(deps, organizationId, SYSTEM, work);
  const registered = (await inTenant((tx) => selectKey(tx, claimed.clientId))) ?? wrongAssertion();
  const key = (await registeredKey(deps, registered, claimed)) ?? wrongAssertion();
  const proven = (await checkAssertion(text, claimed, key, `${deps.publicUrl}/api/auth/token`, deps.clock.now())) ?? wrongAssertion();
  return inTenant(async (tx) => {
    const isFirst = await spendAssertion(tx, { clientId: claimed.clientId, jtiHash: sha256(proven.jti), expiresAt: proven.expiresAt });
    return prove(tx, await selectKey(tx, claimed.clientId), isFirst, wrongAssertion);
  });
};

/** An address in the assertion is no more than a hint at the one that was registered. */
const registeredKey = async (deps: Deps, registered: KeyRow, { kid, algorithm, jku }: Claimed) => {
  const { jwks, jwks_uri: uri } = registered;
  if (hasEnded(registered, deps.clock.now()) || (jku !== undefined && jku !== uri)) return undefined;
  const find = (keys: Parameters<typeof findKey>[0]) => findKey(keys, kid, algorithm);
  return uri === null ? find(jwks?.keys ?? []) : find(await deps.clientKeys.keysAt(uri, (keys) => find(keys) !== undefined));
};

const ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const invalidRequest = (detail: string): never => fail("invalid_request", { oauth: "invalid_request", detail });

/** Proves the client, by its secret or by an assertion, and notes that it was here. */
export const authenticateClient = async (deps: Deps, form: ClientForm, authorization: string | undefined): Promise<Client> => {
  const { client_assertion_type: type, client_assertion: assertion, client_secret: secret, client_id: id } = form;
  if (type === undefined && assertion === undefined) return bySecret(deps, readSecret(form, authorization) ?? wrongSecret());
  if (type !== ASSERTION || assertion === undefined) return invalidRequest(`An assertion comes with client_assertion_type=${ASSERTION}.`);
  if (secret !== undefined || authorization !== undefined) return invalidRequest("Prove the client in one way: by an assertion, or by its secret.");
  return byAssertion(deps, assertion, id);
};
