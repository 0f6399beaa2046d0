import type { components } from "@vitaledge/contract/schema";
import type { Page } from "../../db/keyset.js";
import { SYSTEM, withTenant, type Actor, type TenantDoor, type TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { sha256 } from "../../platform/crypto.js";
import { makeToken } from "../../platform/ids.js";
import { parseScope } from "../fhir/smart/scopes.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import { hasEnded, lackingFor, permissionsLeft } from "./api-keys.policy.js";
import { presentClient } from "./api-keys.present.js";
import {
  countApiKeys, insertApiKey, revokeApiKey, selectApiKeys, selectKey, selectKeyStandings, type ApiKeyRow, type AskedKey, type KeyStandingRow,
} from "./api-keys.sql.js";
import { registrationOf } from "./registration.js";

export type { ApiKeyRow, AskedKey } from "./api-keys.sql.js";
export type MadeKey = components["schemas"]["ApiKeyCreated"];

export const listApiKeys = async (tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal }: ListQuery): Promise<Page<ApiKeyRow> & { total?: number }> => {
  const page = newestPage(await selectApiKeys(tx, afterCursor(cursor, "id"), limit), limit, (row) => row.id);
  return { ...page, ...(includeTotal && { total: await countApiKeys(tx) }) };
};

/**
 * A secret is told this once. It names the organization, so that a program need not when it signs in. A SMART client has none:
 * it keeps the private half of its keys to itself.
 */
export const createApiKey = async (tx: TenantTx, input: components["schemas"]["ApiKeyInput"], { loopback }: { loopback: boolean }): Promise<MadeKey> => {
  const { actor } = tx;
  const { name, expiresAt = null } = input;
  const { permissions, smart } = registrationOf(input, loopback);
  if (actor.type !== "USER") return fail("permission_denied", { detail: "People alone make API keys: a key that leaked could not be ended otherwise." });
  const lacking = lackingFor(actor, permissions);
  if (lacking.length) fail("permission_denied", { detail: `You cannot give what you do not have: ${lacking.join(", ")}.` });
  const until = expiresAt === null ? null : new Date(expiresAt);
  if (until && until <= tx.now) {
    fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors: [{ pointer: "/expiresAt", code: "future", message: "has to lie ahead of now" }] });
  }
  const id = tx.newId("key");
  const secret = `${tx.organizationId}.${makeToken()}`;
  await insertApiKey(tx, { id, name, permissions, proof: smart ?? { secretHash: sha256(secret) }, expiresAt: until, createdBy: actor.userId });
  return { id, clientId: id, ...(!smart && { secret }), name, permissions: [...permissions], ...presentClient(smart ?? {}), expiresAt: until?.toISOString() ?? null };
};

export const deleteApiKey = async (tx: TenantTx, id: string): Promise<void> => {
  if (!(await revokeApiKey(tx, id))) fail("api_key_not_found", { detail: "No API key of this organization has this id." });
};

/** For the gate: how keys and tokens stand now, each at its place; undefined for a key that is not of this organization. */
export const readKeyStandings = async (door: TenantDoor, organizationId: string, asked: readonly AskedKey[]): Promise<(KeyStandingRow | undefined)[]> => {
  const rows = await withTenant(door, organizationId, SYSTEM, (tx) => selectKeyStandings(tx, asked));
  const byToken = new Map(rows.map((row) => [nameOf(row.id, row.token_id), row]));
  return asked.map(({ keyId, tokenId }) => byToken.get(nameOf(keyId, tokenId)));
};

const nameOf = (keyId: string, tokenId: string): string => `${keyId} ${tokenId}`;

/** A key as the gate would let it in now with a token of all it may have; undefined where it has ended. */
export const keyActor = async (tx: TenantTx, keyId: string): Promise<Actor | undefined> => {
  const key = await selectKey(tx, keyId);
  if (!key || hasEnded(key, tx.now)) return undefined;
  const scopes = key.scopes?.flatMap((text) => parseScope(text) ?? []);
  return { type: "API_KEY", keyId, userId: null, sessionId: null, role: null, permissions: permissionsLeft(key), ...(scopes && { scopes }) };
};
