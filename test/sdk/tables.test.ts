import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { FAULTS, runFault } from "./tables/faults.js";
import type { Row, Scene } from "./tables/run-case.js";
import { runSession, SESSIONS } from "./tables/sessions.js";

let server: TestServer;
let scene: Scene;

beforeAll(async () => {
  server = await startServer();
  const { email, organizationId, accessToken } = await server.owner();
  scene = { url: server.url, email, password: PASSWORD, organizationId, accessToken };
});
afterAll(() => server.close());

const caseOf = <T extends { case: string }>(cases: readonly T[], name: string): T => cases.find((one) => one.case === name)!;

describe("a fault of the line or the server", () => {
  const promises: [promise: string, name: string, sleeps: unknown[], row: Partial<Row>][] = [
    ["a busy server is asked again when it says", "GET 429, Retry-After 1", [1_000], { outcome: "ok", attempts: 2 }],
    ["nobody waits longer than the longest wait", "GET 429, Retry-After 90", [], { outcome: "RateLimitError 429", attempts: 1, requestId: true }],
    ["a read is tried again", "GET 503 then 200", [expect.any(Number)], { outcome: "ok", attempts: 2 }],
    ["a write is tried again with its key, and done once", "POST 503 then 200", [expect.any(Number)], { outcome: "ok", attempts: 2, keys: 1, done: 1 }],
    ["a write whose line broke is done once", "POST connection reset", [expect.any(Number)], { outcome: "ok", attempts: 2, keys: 1, done: 1 }],
    ["a web page is no data", "200 with HTML", [], { outcome: "UnexpectedResponseError 200", attempts: 1, requestId: true }],
    ["an empty failure is one", "500, empty body", [], { outcome: "ServerError 500", attempts: 1, requestId: true }],
    ["a refusal is typed", "422 problem+json", [], { outcome: "ValidationError 422 invalid_npi", attempts: 1, requestId: true }],
    ["a body that stalls is out of time, once", "body stalls, timeout 1 s", [], { outcome: "TimeoutError body", attempts: 1 }],
    ["a server that is gone has no status", "connection refused", [expect.any(Number), expect.any(Number)], { outcome: "ConnectionError ECONNREFUSED", attempts: 3 }],
    ["an error names its request", "error carries request id", [], { outcome: "NotFoundError 404 patient_not_found", attempts: 1, requestId: true }],
  ];

  test.concurrent.each(promises)("%s: %s", async (_, name, waits, row) => {
    const sleeps: number[] = [];
    expect(await runFault(caseOf(FAULTS, name), scene, { sleeps })).toMatchObject(row);
    expect(sleeps).toEqual(waits);
  });

  test("has its promise in each row", () => {
    expect(promises.map(([, name]) => name)).toEqual(FAULTS.map((one) => one.case));
  });
});

describe("a session", () => {
  const well: Partial<Row> = { outcome: "ok", attempts: 10, refreshes: 0, kept: true };
  const promises: [promise: string, name: string, row: Partial<Row>][] = [
    ["is renewed once for ten", "expired token, 10 parallel reads", { ...well, refreshes: 1 }],
    ["asks for nothing more where the clock is fast", "client clock +20 min, 10 serial reads", well],
    ["asks for nothing more where the clock is slow", "client clock −20 min", well],
    ["minds no day too much", "client clock +24 h, 10 serial reads", well],
    ["minds no day too little", "client clock −24 h, 10 serial reads", well],
    ["survives a token endpoint that is away", "refresh answers 503, token valid 60 s more", { ...well, attempts: 1, refreshes: 1 }],
    ["survives a token endpoint that is busy", "refresh answers 429, token valid 60 s more", { ...well, attempts: 1, refreshes: 1 }],
    ["tries one refresh and says what it was told", "server answers 401 to all but the profile call", { outcome: "AuthenticationError 401 unauthenticated", attempts: 2, refreshes: 1, kept: true }],
    ["never waits for itself", "server answers 401 to the profile call as well", { outcome: "AuthenticationError 401 unauthenticated", attempts: 2, refreshes: 1, kept: true }],
  ];

  test.concurrent.each(promises)("%s: %s", async (_, name, row) => {
    expect(await runSession(caseOf(SESSIONS, name), scene)).toMatchObject({ ...row, anonymous: 0 });
  });

  test("has its promise in each row", () => {
    expect(promises.map(([, name]) => name)).toEqual(SESSIONS.map((one) => one.case));
  });
});
