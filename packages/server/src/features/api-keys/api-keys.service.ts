import type { components } from "@vitaledge/contract/schema";
import type { Page } from "../../db/keyset.js";
import { SYSTEM, withTenant, type TenantDoor, type TenantTx } from "../../db/with-tenant.js";
import { fail } from "../../http/problem.js";
import { sha256 } from "../../platform/crypto.js";
import { makeToken } from "../../platform/ids.js";
import { afterCursor, DEFAULT_LIMIT, newestPage, type ListQuery } from "../organizations/newest-first.js";
import { lackingFor } from "./api-keys.policy.js";
import {
  countApiKeys, insertApiKey, revokeApiKey, selectApiKeys, selectKeyStandings, type ApiKeyRow, type KeyStandingRow,
} from "./api-keys.sql.js";

export type { ApiKeyRow } from "./api-keys.sql.js";
export type MadeKey = components["schemas"]["ApiKeyCreated"];

export const listApiKeys = async (tx: TenantTx, { limit = DEFAULT_LIMIT, cursor, includeTotal }: ListQuery): Promise<Page<ApiKeyRow> & { total?: number }> => {
  const page = newestPage(await selectApiKeys(tx, afterCursor(cursor, "id"), limit), limit, (row) => row.id);
  return { ...page, ...(includeTotal && { total: await countApiKeys(tx) }) };
};

/** The secret is told this once. It names the organization, so that a program need not when it signs in. */
export const createApiKey = async (tx: TenantTx, { name, permissions, expiresAt = null }: components["schemas"]["ApiKeyInput"]): Promise<MadeKey> => {
  const { actor } = tx;
  if (actor.type !== "USER") return fail("permission_denied", { detail: "People alone make API keys: a key that leaked could not be ended otherwise." });
  const lacking = lackingFor(actor, permissions);
  if (lacking.length) fail("permission_denied", { detail: `You cannot give what you do not have: ${lacking.join(", ")}.` });
  const until = expiresAt === null ? null : new Date(expiresAt);
  if (until && until <= tx.now) {
    fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors: [{ pointer: "/expiresAt", code: "future", message: "has to lie ahead of now" }] });
  }
  const id = tx.newId("key");
  const secret = `${tx.organizationId}.${makeToken()}`;
  await insertApiKey(tx, { id, name, permissions, secretHash: sha256(secret), expiresAt: until, createdBy: actor.userId });
  return { id, clientId: id, secret, name, permissions, expiresAt: until?.toISOString() ?? null };
};

export const deleteApiKey = async (tx: TenantTx, id: string): Promise<void> => {
  if (!(await revokeApiKey(tx, id))) fail("api_key_not_found", { detail: "No API key of this organization has this id." });
};

/** For the gate: how the keys stand now, each at its place; undefined for one that is not of this organization. */
export const readKeyStandings = async (door: TenantDoor, organizationId: string, ids: readonly string[]): Promise<(KeyStandingRow | undefined)[]> => {
  const rows = await withTenant(door, organizationId, SYSTEM, (tx) => selectKeyStandings(tx, [...new Set(ids)]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
};
