import type { components } from "@vitaledge/contract/schema";
import type { ApiKeyRow } from "./api-keys.service.js";

export const presentApiKey = (row: ApiKeyRow): components["schemas"]["ApiKey"] => ({
  id: row.id,
  clientId: row.id,
  name: row.name,
  permissions: row.permissions,
  expiresAt: row.expires_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
