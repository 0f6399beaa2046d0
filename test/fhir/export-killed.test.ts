import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { loadWorker, type Worker } from "../support/killed-workers.js";
import { startServer, type TestServer } from "../support/server.js";

const GOALS = 450;
const masterKey = randomBytes(32).toString("base64");

let server: TestServer;
let owner: Actor;
let blocker: pg.Client;
const workers: Worker[] = [];

beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_MASTER_KEY: masterKey }, worker: false });
  owner = await server.owner();
  blocker = new pg.Client({ connectionString: server.database.superuserUrl });
  await blocker.connect();
});
afterAll(async () => {
  for (const { process } of workers) process.kill("SIGKILL");
  await blocker.end();
  await server.close();
});

const FHIR = { "content-type": "application/fhir+json" };

const makeGoals = async (): Promise<void> => {
  const entry = Array.from({ length: GOALS }, () => ({ request: { method: "POST", url: "Goal" }, resource: { resourceType: "Goal", lifecycleStatus: "active", description: { text: "Walk" }, subject: { display: "Eve" } } }));
  const made = await owner.call("POST", "/fhir/R4", JSON.stringify({ resourceType: "Bundle", type: "transaction", entry }), FHIR);
  expect(made.status).toBe(200);
};

/** As long as the blocker holds its lock, whoever would write the second piece waits. */
const holdSecondPiece = async (): Promise<void> => {
  await blocker.query(`create function hold_piece() returns trigger language plpgsql as $$ begin if new.position = 1 then perform pg_advisory_xact_lock(4711); end if; return new; end $$`);
  await blocker.query("create trigger hold before insert on fhir_export_pieces for each row execute function hold_piece()");
  await blocker.query("select pg_advisory_lock(4711)");
};
const isHeld = async (): Promise<boolean> => (await blocker.query("select from pg_locks where locktype = 'advisory' and not granted")).rowCount! > 0;

test("an export whose worker is killed in its midst is gone on with by the next one, without a resource lost or written twice", async () => {
  await makeGoals();
  await holdSecondPiece();
  workers.push(await loadWorker(), await loadWorker());
  const begun = await owner.call("GET", "/fhir/R4/$export?_type=Goal", undefined, { prefer: "respond-async" });
  const status = begun.headers.get("content-location")!.slice(server.url.length);
  // Its clock is fast: what the killed one had taken is free again in less than a second.
  const order = { settings: { DATABASE_URL: server.database.appUrl, DATABASE_WORKER_URL: server.database.workerUrl, VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_SCHEDULER_SECONDS: "0" }, origin: Date.now(), speed: 50 };
  await workers[0]!.begin(order);
  while (!(await isHeld())) await sleep(10);
  expect((await owner.call("GET", status)).headers.get("x-progress")).toBe("0 % done");
  workers[0]!.process.kill("SIGKILL");
  await blocker.query("select pg_advisory_unlock(4711)");
  await workers[1]!.begin(order);
  const isDone = async (): Promise<boolean> => (await blocker.query("select from fhir_exports where status = 'DONE'")).rowCount! > 0;
  while (!(await isDone())) await sleep(20);
  const { body } = await owner.call("GET", status);
  const { text } = await owner.call("GET", (body.output[0].url as string).slice(server.url.length));
  const ids = text.trim().split("\n").map((line) => (JSON.parse(line) as { id: string }).id);
  expect([body.output[0].count, ids.length, new Set(ids).size]).toEqual([GOALS, GOALS, GOALS]);
});
