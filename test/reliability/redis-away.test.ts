import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { sql } from "../../packages/server/src/db/sql.js";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import { call } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const PASSWORD = "of-nobody-else";

let server: TestServer;
afterEach(() => server.close());

const start = async (port: number): Promise<void> => {
  server = await startServer({ settings: { REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${port}` } });
};
const told = (): string[] => server.logs.filter((line) => line.includes("redis_away"));

/** All that a server owes its callers while there is no Redis. */
const expectToServe = async (): Promise<void> => {
  const ready = await call(server.url, "GET", "/readyz");
  expect(ready.status).toBe(200);
  expect(ready.body.checks).toContainEqual(expect.objectContaining({ name: "redis", status: "warning" }));
  const owner = await server.owner();
  await withTenant(server.deps, owner.organizationId, SYSTEM, (tx) => tx.query(sql`update organizations set requests_per_minute = 20 where organization_id = ${tx.organizationId}`));
  server.clock.advance(60_000);
  const answers = await Promise.all(Array.from({ length: 30 }, () => owner.call("GET", "/api/patients")));
  expect(answers.filter(({ status }) => status === 200).length).toBe(20);
  expect(told()).toHaveLength(1);
  expect(server.logs.join("")).not.toContain(PASSWORD);
};

test("a Redis that is not there keeps no server from starting and none from counting, and is told of once", async () => {
  await start(1);
  await expectToServe();
});

test("a Redis that takes connections and says nothing does no more", async () => {
  const deaf = createTcpServer((socket) => void socket.resume().on("error", () => undefined));
  await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", resolve));
  try {
    await start((deaf.address() as AddressInfo).port);
    await expectToServe();
  } finally {
    deaf.close();
  }
});
