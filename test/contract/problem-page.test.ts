import { afterAll, beforeAll, expect, test } from "vitest";
import { PROBLEM_CODES } from "@vitaledge/contract";
import { PROBLEMS } from "../../packages/server/src/http/problems.js";
import { call } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

test("a problem's type is a page that exists and has its code", async () => {
  const { body } = await call(server.url, "GET", "/api/nothing");
  const type = new URL(body.type);
  const page = await call(server.url, "GET", type.pathname);
  expect(page.status).toBe(200);
  expect(page.text).toContain(`id="${type.hash.slice(1)}"`);
});

test("the server's list of problems is the contract's", () => {
  const statuses = Object.fromEntries(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]));
  expect(statuses).toEqual(PROBLEM_CODES);
});

test("the contract is served as JSON and as YAML", async () => {
  expect((await call(server.url, "GET", "/openapi.json")).body.openapi).toMatch(/^3\.1/);
  expect((await call(server.url, "GET", "/openapi.yaml")).text).toContain("operationId: recordObservation");
  expect((await call(server.url, "GET", "/.well-known/jwks.json")).body).toEqual({ keys: [] });
});
