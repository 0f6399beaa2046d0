import { afterEach, expect, test, vi } from "vitest";
import { call } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

let server: TestServer;
let another: TestDatabase | undefined;
afterEach(async () => {
  await server.close();
  await another?.drop();
});

const told = (): string[] => server.logs.filter((line) => line.includes("replica_left"));

const expectToServe = async (): Promise<void> => {
  await vi.waitUntil(() => told().length > 0, { timeout: 20_000 });
  const owner = await server.owner();
  const patient = await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" });
  expect((await owner.call("GET", "/api/patients")).body.data).toMatchObject([{ id: patient.body.id }]);
  const ready = await call(server.url, "GET", "/readyz");
  expect(ready.status).toBe(200);
  expect(ready.body.checks).toContainEqual(expect.objectContaining({ name: "replica", status: "warning" }));
  expect(told()).toHaveLength(1);
  expect(server.logs.join("")).not.toContain("not-the-password");
};

test("a replica that is not there is told of once, and lists come from the primary", async () => {
  server = await startServer({ settings: { DATABASE_REPLICA_URL: "postgres://vitaledge_app:not-the-password@127.0.0.1:1/vitaledge" } });
  await expectToServe();
});

test("what is no replica is never read from", async () => {
  another = await cloneDatabase();
  server = await startServer({ settings: { DATABASE_REPLICA_URL: another.appUrl } });
  await expectToServe();
});
