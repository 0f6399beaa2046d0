import type { Handlers } from "../../http/contract.js";
import type { Scope } from "../../http/scope.js";
import { listBody } from "../../http/list.js";
import { allowsLoopback } from "../../platform/config.js";
import { presentApiKey } from "./api-keys.present.js";
import { createApiKey, deleteApiKey, listApiKeys } from "./api-keys.service.js";
import { authenticateClient, type Client } from "./client-authentication.service.js";
import { issueToken } from "./client-credentials.service.js";
import type { ClientForm } from "./client-form.js";
import { introspect, revoke } from "./issued-tokens.service.js";

type ApiKeyOperation = "listApiKeys" | "createApiKey" | "deleteApiKey" | "issueToken" | "introspectToken" | "revokeToken";

/** Who proves itself in the form is on record as whoever shows a token. */
const clientOf = async (form: ClientForm, { deps, header, trail }: Scope): Promise<Client> => {
  const client = await authenticateClient(deps, form, header("Authorization"));
  trail.identify({ type: "API_KEY", keyId: client.id, userId: null, sessionId: null, role: null, permissions: [] });
  return client;
};

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

  introspectToken: async ({ body }, scope) => ({ status: 200, body: await introspect(scope.deps, await clientOf(body, scope), body.token) }),

  revokeToken: async ({ body }, scope) => {
    await revoke(scope.deps, await clientOf(body, scope), body.token);
    return { status: 200, body: undefined };
  },
};
