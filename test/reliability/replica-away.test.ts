import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
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
  await vi.waitUntil(() => told().length > 0, { timeout: 60_000 });
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

test("a write is noted for a second from when its note began, however long that took", async () => {
  server = await startServer({ settings: { DATABASE_REPLICA_URL: "postgres://vitaledge_app@127.0.0.1:1/vitaledge" } });
  const holder = new pg.Client({ connectionString: server.database.superuserUrl });
  await holder.connect();
  try {
    const writer = { type: "USER", userId: "user_1", sessionId: "ses_1", role: "OWNER" } as const;
    await holder.query("begin; insert into recent_writes (subject, written_at) values ('ses_1', clock_timestamp())");
    const slow = server.deps.replica!.noteWrite(writer);
    await sleep(1_200);
    await holder.query("commit");
    await slow;
    const { rows: [written] } = await holder.query<{ at: Date }>("select clock_timestamp() as at");
    await server.deps.replica!.noteWrite(writer);
    const { rows } = await holder.query("select written_at > $1::timestamptz - interval '1 second' as known from recent_writes", [written!.at]);
    expect(rows).toEqual([{ known: true }]);
  } finally {
    await holder.end();
  }
});
