import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../support/call.js";
import { runProgram, startServerProcess, type ServerProcess } from "../support/server-process.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

const PATIENCE = 60_000;

let database: TestDatabase;
let settings: Record<string, string>;
let folder: string;
let server: ServerProcess;

const logFile = (): string => join(folder, "log");

beforeAll(async () => {
  database = await cloneDatabase();
  folder = mkdtempSync(join(tmpdir(), "vitaledge-workers-"));
  settings = { DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), VITALEDGE_DATABASE_POOL: "3" };
  const log = openSync(logFile(), "w");
  server = await startServerProcess({ ...settings, VITALEDGE_LOG_LEVEL: "info", VITALEDGE_SHUTDOWN_DELAY_SECONDS: "1" }, { log, args: ["--workers", "2"] });
  closeSync(log);
});
afterAll(async () => {
  await server.end("SIGKILL");
  await database.drop();
  rmSync(folder, { recursive: true });
});

type Line = { process?: number; number?: number; pid?: number; event?: string };
const lines = (): Line[] => readFileSync(logFile(), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line) as Line);
const eventsOf = (event: string): Line[] => lines().filter((line) => line.event === event);
/** The processes as they were started, the latest last. */
const started = (): number[] => eventsOf("server_process_started").map(({ pid }) => pid!);
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Some ask over connections that they keep, and some over a new one each time; answers what was no 200. */
const askOn = () => {
  const failures: unknown[] = [];
  let stopped = false;
  const ask = async (headers: Record<string, string>): Promise<void> => {
    while (!stopped) {
      const answer = await call(server.url, "GET", "/readyz", undefined, headers).catch((error: unknown) => ({ status: 0, body: error }));
      if (answer.status !== 200) failures.push(answer.body);
      await sleep(20);
    }
  };
  const anew = { connection: "close" };
  const asking = [ask({}), ask({}), ask(anew), ask(anew)];
  return async (): Promise<unknown[]> => {
    stopped = true;
    await Promise.all(asking);
    return failures;
  };
};

test("so many processes serve on one port, and each log line says which", async () => {
  for (let round = 0; round < 8; round += 1) await call(server.url, "GET", "/healthz", undefined, { connection: "close" });
  const served = lines().filter(({ event }) => event === "request");
  expect(new Set(served.map(({ process }) => process))).toEqual(new Set([1, 2]));
  expect(started()).toHaveLength(2);
});

test("SIGHUP puts a new process in each place: nobody is refused, reset or told that the server leaves", async () => {
  const stop = askOn();
  server.child.kill("SIGHUP");
  await expect.poll(() => eventsOf("renewal_ended").length, { timeout: PATIENCE }).toBe(1);
  expect(await stop()).toEqual([]);
  expect(started()).toHaveLength(4);
  expect(started().map(isAlive)).toEqual([false, false, true, true]);
});

test("a process that is killed is followed by another, and meanwhile the others serve", async () => {
  process.kill(started().at(-1)!, "SIGKILL");
  await expect.poll(started, { timeout: PATIENCE }).toHaveLength(5);
  expect(eventsOf("server_process_died")).toMatchObject([{ number: 2, deaths: 1, pause: 0 }]);
  expect((await call(server.url, "GET", "/readyz", undefined, { connection: "close" })).status).toBe(200);
});

test("SIGTERM lets all of them finish; with the first process the others end", async () => {
  expect(await server.end("SIGTERM")).toEqual({ code: 0, signal: null });
  expect(started().filter(isAlive)).toEqual([]);
  await expect(call(server.url, "GET", "/healthz")).rejects.toThrow();
});

test("where they cannot serve it says so once, and ends", async () => {
  const child = await runProgram(["--workers", "2"], { ...settings, PORT: "0", DATABASE_URL: "postgres://vitaledge_app@127.0.0.1:1/none" });
  const said = text(child.stderr!);
  expect((await once(child, "exit"))[0]).toBe(1);
  expect(await said).toBe("The database cannot be reached. Check DATABASE_URL and that PostgreSQL runs.\n");
});
