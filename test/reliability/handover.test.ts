import { createHash, randomBytes } from "node:crypto";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { call } from "../support/call.js";
import { handOver } from "../support/handover.js";
import { LONGEST_PAUSE } from "../support/keep-alive-clients.js";
import { makeLargeExport } from "../support/large-export.js";
import { startServerProcess, type ServerProcess } from "../support/server-process.js";
import { startServer, type TestServer } from "../support/server.js";

const CLIENTS = 200;
const masterKey = randomBytes(32).toString("base64");

let home: TestServer;
let owner: Actor;
let patientId: string;
let headers: Record<string, string>;
let largeExport: string;
const started: ServerProcess[] = [];

beforeAll(async () => {
  home = await startServer({ settings: { VITALEDGE_MASTER_KEY: masterKey } });
  owner = await home.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" })).body.id;
  largeExport = await makeLargeExport(owner, home.database.superuserUrl);
  headers = { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId };
});
afterAll(async () => {
  for (const server of started) await server.end("SIGKILL");
  await home.close();
});

/** `delay`: seconds between not ready and no more connections. */
const start = async (name: string, delay: number): Promise<ServerProcess> => {
  const url = new URL(home.database.appUrl);
  url.searchParams.set("application_name", name);
  const server = await startServerProcess({ DATABASE_URL: url.href, VITALEDGE_MASTER_KEY: masterKey, VITALEDGE_SHUTDOWN_DELAY_SECONDS: String(delay) });
  started.push(server);
  return server;
};

const backendsOf = async (name: string): Promise<number> => {
  const superuser = new pg.Client({ connectionString: home.database.superuserUrl });
  await superuser.connect();
  const { rows } = await superuser.query("select count(*)::int as count from pg_stat_activity where application_name = $1", [name]);
  await superuser.end();
  return (rows as { count: number }[])[0]!.count;
};

/** Its beginning is read, and nothing more: the rest fits no buffer. */
const openExport = async (server: ServerProcess): Promise<IncomingMessage> => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => get(server.url + largeExport, { headers }, resolve).on("error", reject));
  await new Promise((resolve) => answer.once("readable", resolve));
  return answer;
};

let sent = 0;
/** Of eight requests a read, a write, and the rest without the database: 200 clients are not to be more than two processors bear. */
const next = () => {
  sent += 1;
  if (sent % 8 > 1) return { method: "GET", path: "/healthz" };
  if (sent % 8 === 1) return { method: "GET", path: `/api/observations?patientId=${patientId}&limit=5` };
  const recordedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, sent)).toISOString();
  return { method: "POST", path: "/api/observations", body: JSON.stringify({ patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt }) };
};

test(`${CLIENTS} keep-alive connections move from a server that leaves to the next: no reset, no 5xx, exit status 0`, async () => {
  const [leaving, staying] = await Promise.all([start("leaving", LONGEST_PAUSE * 3), start("staying", 0)]);
  const { exit, done, connections, failures } = await handOver({ leaving, staying, clients: CLIENTS, client: { headers, next }, after: 500 });
  console.log(`${done} requests over ${connections} connections of ${CLIENTS} clients, ${failures.length} failures`);
  expect(failures).toEqual([]);
  expect(exit).toEqual({ code: 0, signal: null });
  expect(await backendsOf("leaving")).toBe(0);
  expect(await staying.end("SIGTERM")).toEqual({ code: 0, signal: null });
});

test.concurrent("an export that a slow reader holds open ends properly, and the server after it", async () => {
  const server = await start("exporting", 0);
  const answer = await openExport(server);
  expect(answer.statusCode).toBe(200);
  let ended = false;
  const end = server.end("SIGTERM").finally(() => (ended = true));
  await sleep(2_000);
  // Nobody else is connected: what keeps the server is the export.
  expect(ended).toBe(false);
  await expect(call(server.url, "GET", "/healthz")).rejects.toThrow();
  const hash = createHash("sha256");
  for await (const chunk of answer) hash.update(chunk as Buffer);
  expect(`sha-256=:${hash.digest("base64")}:`).toBe(answer.headers["repr-digest"]);
  expect(await end).toEqual({ code: 0, signal: null });
  expect(await backendsOf("exporting")).toBe(0);
});

test.concurrent("a second signal ends a server that waits, with status 1", async () => {
  const server = await start("hurried", 0);
  const answer = await openExport(server);
  answer.on("error", () => undefined);
  const end = server.end("SIGTERM");
  // Within two seconds signals count as one: a group's arrives twice.
  const again = setInterval(() => server.child.kill("SIGTERM"), 2_500);
  expect(await end).toEqual({ code: 1, signal: null });
  clearInterval(again);
});
