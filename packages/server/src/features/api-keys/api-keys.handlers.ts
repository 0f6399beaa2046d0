import type { Handlers } from "../../http/contract.js";
import { listBody } from "../../http/list.js";
import { allowsLoopback } from "../../platform/config.js";
import { presentApiKey } from "./api-keys.present.js";
import { createApiKey, deleteApiKey, listApiKeys } from "./api-keys.service.js";
import { issueToken } from "./client-credentials.service.js";
import { introspectToken, revokeOwnToken } from "./issued-tokens.service.js";

type ApiKeyOperation = "listApiKeys" | "createApiKey" | "deleteApiKey" | "issueToken" | "introspectToken" | "revokeToken";

export const apiKeyHandlers: Pick<Handlers, ApiKeyOperation> = {
  listApiKeys: ({ query }, scope) =>
    scope.withTenant(async (tx) => ({ status: 200, body: listBody(await listApiKeys(tx, query), presentApiKey) })),

  createApiKey: ({ body }, scope) =>
    scope.withTenant(async (tx) => {
      const made = await createApiKey(tx, body, { loopback: allowsLoopback(scope.deps.config) });
      return { status: 201, body: made, headers: { Location: `/api/api-keys/${made.id}` } };
    }),

  deleteApiKey: ({ path }, scope) =>
    scope.withTenant(async (tx) => {
      await deleteApiKey(tx, path.id);
      return { status: 204, body: undefined };
    }),

  issueToken: async ({ body }, scope) => ({
    status: 200,
    body: await issueToken(scope.deps, body, scope.header("Authorization")),
    headers: { Pragma: "no-cache" },
  }),

  introspectToken: async ({ body }, { deps, header }) => ({ status: 200, body: await introspectToken(deps, body, header("Authorization")) }),

  revokeToken: async ({ body }, { deps, header }) => {
    await revokeOwnToken(deps, body, header("Authorization"));
    return { status: 200, body: undefined };
  },
};
