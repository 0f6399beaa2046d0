import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { makeActors, PASSWORD, type Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startFaultProxy, type FaultProxy } from "../support/fault-proxy.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

let database: TestDatabase;
let proxy: FaultProxy;
let server: RunningServer;
let owner: Actor;
let patientId: string;
const logs: string[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  proxy = await startFaultProxy(database.appUrl);
  server = await createServer({
    settings: {
      PORT: "0", NODE_ENV: "test", DATABASE_URL: proxy.through(database.appUrl), VITALEDGE_DATABASE_POOL: "5",
      VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_LOG_LEVEL: "debug",
    },
    logStream: { write: (line: string) => void logs.push(line) },
  });
  owner = await makeActors(server).owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" })).body.id;
});
afterEach(() => proxy.mend());
afterAll(async () => {
  await server.close();
  await proxy.close();
  await database.drop();
});

let sent = 0;
/** No two of one natural key. */
const reading = () => ({
  patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, (sent += 1))).toISOString(),
});

/** One request of each way to the database: plain, of a person, of an organization, by the writer of batches. */
const REQUESTS: Record<string, () => Promise<Answer>> = {
  readiness: () => call(server.url, "GET", "/readyz"),
  login: () => call(server.url, "POST", "/api/auth/login", { email: owner.email, password: PASSWORD }),
  me: () => owner.call("GET", "/api/auth/me"),
  "a list": () => owner.call("GET", "/api/patients"),
  "a change": () => owner.call("PATCH", `/api/patients/${patientId}`, { language: "en" }),
  "a reading": () => owner.call("POST", "/api/observations", reading()),
  "many readings": () => owner.call("POST", "/api/observations/bulk", { observations: [reading(), reading()] }),
};

const expectUnavailable = ({ status, headers, body, text }: Answer): void => {
  expect({ status, code: body.code }, text).toEqual({ status: 503, code: "unavailable" });
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(headers.get("content-type")).toContain("application/problem+json");
  expect(text).not.toMatch(/ECONN|select |vitaledge_app/i);
  expect(text).not.toContain(new URL(proxy.through(database.appUrl)).host);
};

describe("while the database is gone", () => {
  test.each(Object.entries(REQUESTS))("%s is 503, says when to come again, and passes afterwards", async (_name, ask) => {
    await proxy.refuse();
    expectUnavailable(await ask());
    await proxy.mend();
    const after = await ask();
    expect(after.status, after.text).toBeLessThan(300);
  });

  test("the server is alive, and its contract can be read", async () => {
    await proxy.refuse();
    expect((await call(server.url, "GET", "/healthz")).status).toBe(200);
    expect((await call(server.url, "GET", "/openapi.json")).status).toBe(200);
    expect((await call(server.url, "GET", "/api/nothing")).body.code).toBe("route_not_found");
  });

  test("what a reading's sender was not told of is not stored, or is once", async () => {
    const observation = reading();
    const answers = await Promise.all([owner.call("POST", "/api/observations", observation), proxy.refuse()]);
    await proxy.mend();
    const again = await owner.call("POST", "/api/observations", observation);
    expect([200, 201, 503]).toContain(answers[0].status);
    expect([200, 201]).toContain(again.status);
    const { body } = await owner.call("GET", `/api/observations?patientId=${patientId}&from=${observation.recordedAt}&to=${observation.recordedAt}`);
    expect(body.data).toHaveLength(1);
  });
});

describe("connections that were cut", () => {
  test("cost nobody more than one 503, and none once they are replaced", async () => {
    await Promise.all(Array.from({ length: 10 }, () => owner.call("GET", "/api/patients")));
    proxy.cut();
    const first = await Promise.all(Array.from({ length: 10 }, () => owner.call("GET", "/api/patients")));
    for (const answer of first) if (answer.status !== 200) expectUnavailable(answer);
    const next = await Promise.all(Array.from({ length: 10 }, () => owner.call("GET", "/api/patients")));
    expect(next.map(({ status }) => status)).toEqual(next.map(() => 200));
  });

  test("in the middle of a transaction leave nothing of it, nor a setting of its tenant", async () => {
    const other = await makeActors(server).owner();
    await Promise.all(Array.from({ length: 20 }, async (_, index) => {
      if (index === 7) proxy.cut();
      return owner.call("POST", "/api/patients", { firstName: "Half", lastName: `N${index}`, birthDate: "1950-01-01", mrn: `H-${index}` });
    }));
    expect((await other.call("GET", "/api/patients")).body.data).toEqual([]);
    const { body } = await owner.call("GET", "/api/patients?search=Half&limit=50");
    const mrns = (body.data as { mrn: string }[]).map(({ mrn }) => mrn);
    expect(new Set(mrns).size).toBe(mrns.length);
  });
});

test("what was logged of it names the fault, no values", () => {
  const log = logs.join("");
  expect(log).toContain("ECONNREFUSED");
  expect(log).not.toContain("Half");
  expect(log).not.toContain(PASSWORD);
});
