import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../support/call.js";
import { faultsOf } from "../support/error-shape.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const PROBLEM = "application/problem+json; charset=utf-8";

/** A real answer, made worse. */
const faultsWith = async (changes: Record<string, unknown>, contentType = PROBLEM): Promise<string[]> => {
  const { status, body } = await call(server.url, "GET", "/api/nothing");
  return faultsOf("/api/nothing", status, contentType, JSON.stringify({ ...body, ...changes }));
};

test("the look at every failure's answer finds nothing in a good one", async () => {
  expect(await faultsWith({})).toEqual([]);
});

test.each([
  ["a stack", { detail: "It failed. Look here.\n    at perform (mount.ts:48:3)" }],
  ["a statement", { detail: "It failed. It was: insert into patients (id) values ($1)." }],
  ["a query", { detail: "It failed. It was: select id from patients." }],
  ["a path", { detail: "It failed. See /usr/lib/node_modules for why." }],
  ["the database's words", { detail: "It failed. It violates a constraint." }],
  ["a code that is none", { code: "surprise" }],
  ["a code of another status", { code: "patient_not_found", status: 404, type: "/docs/problems#rate_limited" }],
  ["another status", { status: 400 }],
  ["a word for a sentence", { detail: "Not found" }],
  ["no next step", { detail: "There is nothing under this path." }],
  ["no request id", { requestId: undefined }],
])("finds %s", async (_name, changes) => {
  expect(await faultsWith(changes)).not.toEqual([]);
});

test("finds another media type, and what is no JSON", async () => {
  expect(await faultsWith({}, "application/json")).not.toEqual([]);
  expect(faultsOf("/api/nothing", 500, "text/plain", "Internal Server Error")).toEqual(["is no JSON"]);
});
