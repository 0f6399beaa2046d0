import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inOrder, inTransaction, runAhead, runOn, runPlain, runText, type Connection } from "../../packages/server/src/db/connection.js";
import { problemOf } from "../../packages/server/src/db/database-errors.js";
import { openDatabase, type Database } from "../../packages/server/src/db/knex.js";
import { sql } from "../../packages/server/src/db/sql.js";
import { withPlatform } from "../../packages/server/src/db/with-tenant.js";
import { bareDatabase, type TestDatabase } from "../support/template-db.js";

let bare: TestDatabase;
let database: Database;
let superuser: pg.Client;

beforeAll(async () => {
  bare = await bareDatabase();
  superuser = new pg.Client({ connectionString: bare.superuserUrl });
  await superuser.connect();
  await superuser.query("create table kept (word text); grant all on kept to public");
  database = openDatabase(bare.appUrl, { poolSize: 1, applicationName: "test", patience: { statement: 900, silence: 1_000 }, pipeline: true });
});
afterAll(async () => {
  await database.destroy();
  await superuser.end();
  await bare.drop();
});

test("statements that travel together each have the time of one", async () => {
  const nap = sql`select pg_backend_pid() as pid from pg_sleep(0.5)`;
  const pids = await inTransaction(database, "set local app.user_id = ''", (connection) =>
    inOrder(...[1, 2, 3].map(() => runOn<{ pid: number }>(connection, nap))));
  const [after] = await runPlain<{ pid: number }>(database, sql`select pg_backend_pid() as pid`);
  expect(pids.flat().map(({ pid }) => pid)).toEqual([after!.pid, after!.pid, after!.pid]);
});

test("of a beginning that fails and work that throws at once the first is told, and both are watched", async () => {
  const throwing = (): never => {
    throw new Error("at once");
  };
  await expect(inTransaction(database, "select 1 / 0", throwing)).rejects.toThrow("division by zero");
  expect(await runPlain(database, sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

const failing = sql`select 1 / 0`;
test.each([
  { told: "the next statement", after: [sql`select 1`, sql`select 2`] },
  { told: "the commit", after: [] },
])("of statements that nobody waits for the first error is thrown by $told, and the connection goes on", async ({ after }) => {
  await expect(inTransaction(database, "set local app.user_id = ''", async (connection) => {
    for (const statement of [sql`select 3`, failing, sql`select 'no' :: integer`]) runAhead(connection, statement);
    await inOrder(...after.map((statement) => runOn(connection, statement)));
  })).rejects.toThrow("division by zero");
  expect(await inTransaction(database, "set local app.user_id = ''", (connection) => runOn(connection, sql`select 1 as one`))).toEqual([{ one: 1 }]);
});

test("what nobody waits for is committed", async () => {
  await inTransaction(database, "set local app.user_id = ''", async (connection) => runAhead(connection, sql`select set_config('app.kept', 'yes', false)`));
  expect(await runPlain(database, sql`select current_setting('app.kept') as kept`)).toEqual([{ kept: "yes" }]);
});

test("where the beginning fails, nothing of what should follow it is done", async () => {
  const keep = (word: string) => withoutAnswer(inTransaction(database, "no setting at all", async (connection) => {
    await runOn(connection, sql`insert into kept values (${word})`);
    await runOn(connection, sql`insert into kept values (${word})`);
  }));
  expect(await keep("by itself")).toMatchObject({ code: "42601" });
  expect(await wordsKept()).not.toContain("by itself");
});

test("what a refused work left running says nothing more over the connection", async () => {
  let late: Promise<unknown> | undefined;
  const refused = withPlatform(database, async (query) => {
    const slow = query(sql`select pg_sleep(0.1)`);
    late = slow.then(() => query(sql`insert into kept values ('late')`));
    late.catch(() => undefined);
    throw new Error("refused");
  });
  await expect(refused).rejects.toThrow("refused");
  await withPlatform(database, (query) => query(sql`select pg_sleep(0.2)`));
  await expect(late).rejects.toThrow("has ended");
  expect(await wordsKept()).not.toContain("late");
});

test.each([
  ["a column has another type", "alter table kept alter word type varchar(40)"],
  ["a pooler has forgotten them", undefined],
])("statements prepared before %s fail once and pass, and are prepared anew", async (_when, change) => {
  const pool = openDatabase(bare.appUrl, { poolSize: 3, applicationName: "test", pipeline: true });
  const words = sql`select word from kept where word = 'prepared'`;
  try {
    await onEach(pool, async (connection) => {
      await runOn(connection, words);
      if (!change) await runText(connection, "deallocate all");
    });
    if (change) await superuser.query(change);
    expect(problemOf(await withoutAnswer(runPlain(pool, words)))).toMatchObject({ code: "unavailable" });
    await onEach(pool, (connection) => runOn(connection, words));
  } finally {
    await pool.destroy();
  }
});

test("statements that are made up anew for each request fill no connection, and leave the others their place", async () => {
  const prepared = await inTransaction(database, "set local app.user_id = ''", async (connection) => {
    for (let form = 0; form < 60; form += 1) await runOn(connection, sql.madeUp(sql.join(Array.from({ length: form + 1 }, () => sql`select ${form}::int as form`), sql` union all `)));
    await runOn(connection, sql`select 'fixed' as form`);
    return runOn<{ statement: string }>(connection, sql`select statement from pg_prepared_statements where statement ~ 'as form'`);
  });
  expect(prepared.map(({ statement }) => statement)).toContain("select 'fixed' as form");
  expect(prepared.length).toBeLessThanOrEqual(50 + 2);
});

/** On three connections: none is given back before all are there. */
const onEach = async (pool: Database, work: (connection: Connection) => Promise<unknown>): Promise<void> => {
  let [there, open] = [0, (): void => undefined];
  const all = new Promise<void>((resolve) => (open = resolve));
  await Promise.all([1, 2, 3].map(() => inTransaction(pool, "set local app.user_id = ''", async (connection) => {
    there += 1;
    if (there === 3) open();
    await all;
    await work(connection);
  })));
};

const withoutAnswer = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error);
const wordsKept = async (): Promise<string[]> => (await superuser.query<{ word: string }>("select word from kept")).rows.map(({ word }) => word);
