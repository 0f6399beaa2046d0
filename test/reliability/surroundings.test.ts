import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "@vitaledge/server";
import { migrate } from "../../packages/server/src/db/migrate.js";
import type { Actor } from "../support/actors.js";
import { call } from "../support/call.js";
import { startFaultProxy } from "../support/fault-proxy.js";
import { scrape } from "../support/scrape.js";
import { startServer, type TestServer } from "../support/server.js";

const HOUR = 3_600_000;
const KEY = randomBytes(32).toString("base64");

let server: TestServer;
let owner: Actor;
let superuser: pg.Client;

beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_METRICS_PORT: "0" } });
  owner = await server.owner();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

const startOn = (databaseUrl: string): Promise<unknown> =>
  createServer({ settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: databaseUrl, VITALEDGE_MASTER_KEY: KEY, VITALEDGE_LOG_LEVEL: "silent" } })
    .then((running) => running.close().then(() => "it started"), (error: Error) => `${error.name}: ${error.message}`);

/** What the program prints before it ends with 1: see start.test.ts. */
const sentence = (text: string): string => `OperatorError: ${text}`;

describe("a start that cannot succeed says why, and what to do", () => {
  test("where nobody answers, without the password that was tried", async () => {
    const away = new URL(server.database.appUrl);
    [away.port, away.password] = ["1", "hunter-of-snarks"];
    const said = await startOn(away.href);
    expect(said).toBe(sentence("The database cannot be reached. Check DATABASE_URL and that PostgreSQL runs."));
  });

  test("where PostgreSQL is too old", async () => {
    const proxy = await startFaultProxy(server.database.appUrl);
    const { rows } = await superuser.query<{ version: string }>("select current_setting('server_version_num') as version");
    proxy.set({ rewrite: [rows[0]!.version, "140012"] });
    const said = await startOn(proxy.through(server.database.appUrl));
    await proxy.close();
    expect(said).toBe(sentence("The database is PostgreSQL 14, and VitalEdge needs 15 or newer. Upgrade it, then start again."));
  });

  test("where the database is newer than the program, which does not migrate it either", async () => {
    await superuser.query("insert into knex_migrations (name, batch, migration_time) values ('9999_of_a_later_release', 99, now())");
    const expected = sentence("The database is newer than this program: it has 9999_of_a_later_release. Start the version that migrated it, or a newer one.");
    expect(await startOn(server.database.appUrl)).toBe(expected);
    expect(await migrate({ ownerUrl: server.database.ownerUrl }).then(() => "", (error: Error) => `${error.name}: ${error.message}`)).toBe(expected);
    const { body } = await call(server.url, "GET", "/readyz");
    await superuser.query("delete from knex_migrations where batch = 99");
    // Whoever runs already goes on: its successors take over one by one.
    expect(body).toMatchObject({ status: "ready", checks: [{ name: "database", status: "ok" }, { name: "migrations", status: "warning", detail: expect.stringContaining("newer") as string }, { name: "clock" }] });
  });
});

describe("what a server finds while it serves", () => {
  test("migrations that have not run: not ready, with the command to run", async () => {
    const { rows: [last] } = await superuser.query("delete from knex_migrations where id = (select max(id) from knex_migrations) returning name, batch, migration_time");
    const answers = [await call(server.url, "GET", "/readyz"), await call(server.metricsUrl!, "GET", "/readyz")];
    await superuser.query("insert into knex_migrations (name, batch, migration_time) values ($1, $2, $3)", [last.name, last.batch, last.migration_time]);
    for (const { status, body } of answers) {
      expect(status).toBe(503);
      expect(body).toMatchObject({ code: "unavailable", checks: [{ name: "database", status: "ok" }, { name: "migrations", status: "failed" }, { name: "clock" }] });
      expect(body.detail).toContain("Run `vitaledge-server migrate`");
    }
    expect((await call(server.url, "GET", "/readyz")).body).toEqual({
      status: "ready", checks: [{ name: "database", status: "ok" }, { name: "migrations", status: "ok" }, { name: "clock", status: "ok" }],
    });
  });

  test("a clock that is off: ready, with a warning, a figure, and a line in the log of the next start", async () => {
    server.clock.advance(-HOUR);
    const { status, body } = await call(server.url, "GET", "/readyz");
    const found = await scrape(server.metricsUrl);
    server.clock.advance(HOUR);
    expect(status).toBe(200);
    expect(body.checks).toContainEqual({ name: "clock", status: "warning", detail: "The clocks of server and database are 3600 s apart. Let both follow one time server." });
    expect(found.sum("database_clock_skew_seconds")).toBeCloseTo(3600, 0);

    const logs: string[] = [];
    const settings = { PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: server.masterKey };
    const other = await createServer({ settings, clock: { now: () => new Date(Date.now() + HOUR) }, logStream: { write: (line: string) => void logs.push(line) } });
    await other.close();
    expect(logs.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining({ level: "warn", event: "clock_skew" }));
  });

  test("a disk of the database that is full: 503 with a code of its own and a time to come again, a figure and a line in the log; afterwards all is well", async () => {
    const patient = { firstName: "Marigold", lastName: "Quince", birthDate: "1950-01-01" };
    const { body: { id: patientId } } = await owner.call("POST", "/api/patients", patient);
    const reading = (minute: number) => ({
      patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    });
    await superuser.query("create function no_room() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100', message = 'could not extend file for Marigold'; end $$");
    for (const table of ["patients", "observations"]) await superuser.query(`create trigger no_room before insert on ${table} for each row execute function no_room()`);
    const before = (await scrape(server.metricsUrl)).sum("problems_total", { code: "storage_full" });
    const answers = [
      await owner.call("POST", "/api/patients", patient),
      ...(await Promise.all([1, 2, 3].map((minute) => owner.call("POST", "/api/observations", reading(minute))))),
      await owner.call("POST", "/api/observations/bulk", { observations: [reading(4), reading(5)] }),
    ];
    for (const table of ["patients", "observations"]) await superuser.query(`drop trigger no_room on ${table}`);
    for (const { status, body, headers, text } of answers) {
      expect({ status, code: body.code }, text).toEqual({ status: 503, code: "storage_full" });
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect(text).not.toMatch(/Marigold|extend file/);
    }
    expect((await scrape(server.metricsUrl)).sum("problems_total", { code: "storage_full" })).toBe(before! + answers.length);
    expect(server.logs.join("")).toContain("53100");
    expect((await owner.call("GET", `/api/patients/${patientId}`)).status).toBe(200);
    expect((await owner.call("POST", "/api/observations", reading(1))).status).toBe(201);
  });
});
