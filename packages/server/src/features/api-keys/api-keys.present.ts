import type { components } from "@vitaledge/contract/schema";
import type { ApiKeyRow } from "./api-keys.sql.js";

type Shown = components["schemas"]["ApiKey"];
type Client = { scopes?: readonly string[] | null; jwks?: Shown["jwks"] | null; jwksUri?: string | null | undefined };

/** What a SMART client has beyond other keys; nothing where the key is none. */
export const presentClient = ({ scopes, jwks, jwksUri }: Client): Pick<Shown, "scopes" | "jwks" | "jwksUri"> =>
  ({ ...(scopes && { scopes: [...scopes] }), ...(jwks && { jwks }), ...(jwksUri && { jwksUri }) });

export const presentApiKey = (row: ApiKeyRow): Shown => ({
  id: row.id,
  clientId: row.id,
  name: row.name,
  permissions: row.permissions,
  ...presentClient({ scopes: row.scopes, jwks: row.jwks, jwksUri: row.jwks_uri }),
  expiresAt: row.expires_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
