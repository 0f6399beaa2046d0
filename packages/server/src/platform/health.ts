import { PUBLISHED_FOR } from "../features/auth/key-states.js";
import type { Handlers } from "../http/contract.js";
import { renderProblemPage } from "../http/problem-page.js";
import type { ServerState } from "../handlers.js";
import { contractFile } from "./contract-file.js";
import { expectReady } from "./readiness.js";

type Document = { openapi: string; info: Record<string, never>; paths: Record<string, never> };
type SystemHandlers = Pick<Handlers, "getHealth" | "getReadiness" | "getOpenApiJson" | "getOpenApiYaml" | "getJwks" | "getProblemReference">;

/** What the server says of itself, and the contract it keeps. */
export const systemHandlers = (state: ServerState): SystemHandlers => {
  const problemPage = renderProblemPage();
  let document: Document | undefined;
  let yaml: string | undefined;
  return {
    getHealth: async () => ({ status: 200, body: { status: "ok" } }),

    getReadiness: async (_input, { deps }) => ({ status: 200, body: { status: "ready", checks: await expectReady(deps, state.draining && !state.replaced) } }),

    getOpenApiJson: async () => ({ status: 200, body: (document ??= JSON.parse(contractFile("openapi.json")) as Document) }),
    getOpenApiYaml: async () => ({ status: 200, body: (yaml ??= contractFile("openapi.yaml")), headers: { "Content-Type": "application/yaml; charset=utf-8" } }),
    getProblemReference: async () => ({ status: 200, body: problemPage, headers: { "Content-Type": "text/html; charset=utf-8" } }),
    getJwks: async (_input, { deps }) => ({
      status: 200,
      body: { keys: deps.tokens.keys.published() },
      headers: { "Cache-Control": `max-age=${PUBLISHED_FOR}` },
    }),
  };
};
