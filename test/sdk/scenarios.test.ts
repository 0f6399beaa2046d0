import { createMockApi } from "@vitaledge/sdk/testing";
import { afterAll, beforeAll, describe, test } from "vitest";
import { PASSWORD, type Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { SCENARIOS } from "./scenarios/all.js";
import type { Scene } from "./scenarios/scene.js";

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const real = (): Scene => ({
  baseUrl: server.url, organizationId: owner.organizationId, email: owner.email, password: PASSWORD,
  fetch: (url, init) => fetch(url, init),
  advance: async (milliseconds) => server.clock.advance(milliseconds),
});

const mocked = (): Scene => {
  let now = Date.now();
  const baseUrl = "https://api.example.org";
  const mock = createMockApi({ baseUrl, now: () => now });
  return {
    baseUrl, organizationId: "org_abc123", email: "user@example.com", password: "secure_password", fetch: mock.fetch,
    advance: async (milliseconds) => void (now += milliseconds),
  };
};

describe.each([["the server", real, SCENARIOS], ["the mocks", mocked, SCENARIOS.filter(({ mock }) => mock)]] as const)("on %s", (_, scene, scenarios) => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", (_name, scenario) => scenario.run(scene()));
});
