import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { makeActors, type Actor } from "../support/actors.js";
import { makeScene } from "../support/alert-scene.js";
import { bundled } from "../support/bundled.js";
import { killWorkers, loadWorker, makeAlerts } from "../support/killed-workers.js";
import { startReceiver, type Receiver } from "../support/receiver.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const HOUR = 3_600_000;
const PATIENCE = 60_000;

let database: TestDatabase;
let settings: Record<string, string>;
let api: RunningServer;
let owner: Actor;
let receiver: Receiver;

beforeAll(async () => {
  database = await cloneDatabase();
  settings = {
    PORT: "0", NODE_ENV: "test", DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl,
    VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_WEBHOOK_LOOPBACK: "allow", VITALEDGE_LOG_LEVEL: "silent",
  };
  api = await createServer({ settings, worker: false });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  owner = await makeActors(api).owner();
  receiver = await startReceiver();
  await owner.call("POST", "/api/webhooks", { url: receiver.url, events: ["alert.opened", "alert.resolved"] });
});
afterEach(() => receiver.close());

type Told = { id: string; patient: string; number: number };

/** What was published of the organization's alerts, in its order. */
const published = async (): Promise<Told[]> => {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  const { rows } = await client.query<Told>(
    "select id, data->>'patientId' as patient, number::integer from events where organization_id = $1 and type like 'alert.%' order by number", [owner.organizationId]);
  await client.end();
  return rows;
};

const startOf = (): Date => new Date(Date.now() - HOUR);

test("no event is lost and each patient's keep their order, though workers are killed three times in the middle of deliveries", async () => {
  const order = { settings, origin: Date.now(), speed: 60 };
  const writing = makeAlerts(owner, startOf(), { patients: 6, rounds: 3 });
  const worker = await killWorkers({ receiver, order, kills: 3, isDue: (count) => count === 6 });
  await writing;
  const told = (): number => new Set(receiver.received.map(({ event }) => event.id)).size;
  await expect.poll(told, { timeout: PATIENCE }).toBe(36);
  worker.process.kill("SIGTERM");
  expect((await once(worker.process, "exit"))[0]).toBe(0);

  const all = await published();
  expect(new Set(receiver.received.map(({ event }) => event.id))).toEqual(new Set(all.map(({ id }) => id)));
  expect(all.map(({ number }) => number)).toHaveLength(36);
  // What came twice came before its successor: the numbers of a patient never go back.
  const numbers = new Map(all.map(({ id, number }) => [id, number]));
  for (const patient of new Set(all.map((event) => event.patient))) {
    const order = receiver.received.filter(({ event }) => event.data.patientId === patient).map(({ event }) => numbers.get(event.id)!);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  }
  expect(receiver.received.length).toBeGreaterThanOrEqual(36 + 3);
});

test("organizations whose events cannot be published keep nobody else's waiting, however many they are", async () => {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  // Their numbers have come to an end.
  await client.query(`
    with broken as (select 'org_00' || n as id from generate_series(100, 219) n),
         heads as (insert into event_heads (organization_id, last_number) select id, 9223372036854775807 from broken),
         pending as (insert into outbox_pending (organization_id, id) select id, 'evt_1' from broken)
    insert into events (organization_id, id, type, data, created_at) select id, 'evt_1', 'alert.opened', '{}', now() from broken`);
  const worker = await createServer({ settings });
  try {
    await makeAlerts(owner, startOf(), { patients: 1, rounds: 1 });
    await expect.poll(() => receiver.received.length, { timeout: PATIENCE }).toBe(2);
    expect((await client.query("select count(*)::integer as count from outbox_pending where organization_id like 'org_00%'")).rows).toEqual([{ count: 120 }]);
  } finally {
    await worker.close();
    for (const table of ["outbox_pending", "events", "event_heads"]) await client.query(`delete from ${table} where organization_id like 'org_00%'`);
    await client.end();
  }
});

test("`vitaledge-server worker` does alone what `serve --no-worker` leaves, and finishes what it sends when it is told to stop", async () => {
  const scene = await makeScene(() => owner, startOf());
  await scene.send(190, 0);
  expect(receiver.received).toEqual([]);

  let answer = (): void => undefined;
  receiver.answer((response) => void (answer = () => void response.writeHead(204).end()));
  const child = spawn(process.execPath, [await bundled("server"), "worker"], {
    cwd: ROOT, env: { PATH: process.env["PATH"], ...settings }, stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  await receiver.wait(1);
  child.kill("SIGTERM");
  setTimeout(answer, 300);
  expect((await ended)[0]).toBe(0);

  const [webhook] = (await owner.call("GET", "/api/webhooks")).body.data;
  const { body } = await owner.call("GET", `/api/webhooks/${webhook.id}/deliveries`);
  expect(body.data).toMatchObject([{ type: "alert.opened", status: "DELIVERED", attempts: [{ status: 204, error: null }] }]);

  const next = await loadWorker();
  await next.begin({ settings, origin: Date.now(), speed: 1 });
  await scene.send(120, 1);
  await owner.call("POST", `/api/webhooks/${webhook.id}/test`);
  receiver.answer((response) => void response.writeHead(204).end());
  await receiver.wait(1, ({ event }) => event.type === "webhook.test");
  expect(receiver.received.map(({ event }) => event.type)).toEqual(["alert.opened", "webhook.test"]);
  next.process.kill("SIGTERM");
  await once(next.process, "exit");
});
