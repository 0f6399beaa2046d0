import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { MIGRATIONS } from "../../packages/server/src/migrations/index.js";
import { describeSchema } from "../support/describe-schema.js";
import { startFaultProxy } from "../support/fault-proxy.js";
import { runProgram } from "../support/server-process.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

/** Places at which the migration's connection is lost, evenly over what the database says to it. */
const CUTS = 12;

let database: TestDatabase;
let superuser: pg.Client;
let fresh: string[];

beforeAll(async () => {
  fresh = await describeSchema(inject("cluster").superuserUrl);
  database = await cloneDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});
beforeEach(async () => {
  await superuser.query("drop schema public cascade");
  await superuser.query("create schema public authorization vitaledge_owner");
});

const backends = async (): Promise<number> => {
  const { rows } = await superuser.query("select count(*)::int as count from pg_stat_activity where datname = current_database() and usename = 'vitaledge_owner'");
  return (rows as { count: number }[])[0]!.count;
};

const untilNoBackend = async (): Promise<number> => {
  const began = performance.now();
  while ((await backends()) > 0) await sleep(20);
  return performance.now() - began;
};

describe("a migration that is lost", () => {
  test(`at any of ${CUTS} places leaves nothing behind, and the next run makes the same database as a fresh one`, async () => {
    const proxy = await startFaultProxy(database.ownerUrl);
    proxy.set({ cutAfter: Number.MAX_SAFE_INTEGER });
    await migrate({ ownerUrl: proxy.through(database.ownerUrl) });
    const whole = proxy.mostAnswered();
    expect(await describeSchema(database.superuserUrl)).toEqual(fresh);
    await superuser.query("drop schema public cascade");
    await superuser.query("create schema public authorization vitaledge_owner");
    let lost = 0;
    for (let cut = 0; cut < CUTS; cut += 1) {
      proxy.set({ cutAfter: Math.floor((whole * (cut + 0.5)) / CUTS) });
      await migrate({ ownerUrl: proxy.through(database.ownerUrl) }).catch(() => (lost += 1));
      await untilNoBackend();
    }
    await proxy.close();
    // The last cuts may come when all is done.
    expect(lost).toBeGreaterThan(CUTS / 2);
    await migrate({ ownerUrl: database.ownerUrl });
    expect(await describeSchema(database.superuserUrl)).toEqual(fresh);
  });

  test("by kill -9 of its process holds nobody up", async () => {
    for (const moment of ["vitaledge migrate", "patients"]) {
      const child = await runProgram(["migrate"], { DATABASE_OWNER_URL: database.ownerUrl });
      const ended = once(child, "exit");
      await untilSeen(moment);
      child.kill("SIGKILL");
      await ended;
    }
    expect(await migrate({ ownerUrl: database.ownerUrl })).not.toEqual([]);
    expect(await describeSchema(database.superuserUrl)).toEqual(fresh);
  });

  test("while it waits in the database goes from there too", async () => {
    // By this cluster's own setting it would be found out as well; here the migration's has to do it.
    await superuser.query(`do $$ begin execute format('alter database %I set client_connection_check_interval = 0', current_database()); end $$`);
    await superuser.query("select pg_advisory_lock(7_342_009)");
    const child = await runProgram(["migrate"], { DATABASE_OWNER_URL: database.ownerUrl });
    const ended = once(child, "exit");
    await untilSeen("pg_advisory_xact_lock");
    child.kill("SIGKILL");
    await ended;
    expect(await untilNoBackend()).toBeLessThan(5_000);
    await superuser.query("select pg_advisory_unlock_all()");
  });
});

/** Until a backend of the migration shows a text in what it runs or is named. */
const untilSeen = async (text: string): Promise<void> => {
  for (;;) {
    const { rows } = await superuser.query(
      "select 1 from pg_stat_activity where datname = current_database() and usename = 'vitaledge_owner' and (query ilike $1 or application_name ilike $1)", [`%${text}%`]);
    if (rows.length) return;
    await sleep(5);
  }
};

test("of four migrations at once one does the work, and all end well", async () => {
  const ran = await Promise.all(Array.from({ length: 4 }, () => migrate({ ownerUrl: database.ownerUrl })));
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await describeSchema(database.superuserUrl)).toEqual(fresh);
});

test("every migration is one transaction from its first statement to its last, and taken back it leaves nothing", async () => {
  const transaction = async (): Promise<string> => (await superuser.query<{ id: string }>("select pg_current_xact_id()::text as id")).rows[0]!.id;
  await superuser.query("begin");
  const id = await transaction();
  for (const { name, statements } of MIGRATIONS) {
    for (const statement of statements) {
      await superuser.query(statement);
      expect(await transaction(), `${name}: ${statement.slice(0, 80)}`).toBe(id);
    }
  }
  await superuser.query("rollback");
  expect((await superuser.query("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public'")).rows).toEqual([]);
});
