import { afterAll, beforeAll, expect, test } from "vitest";
import { inOrder, inTransaction, runAhead, runOn, runPlain } from "../../packages/server/src/db/connection.js";
import { openDatabase, type Database } from "../../packages/server/src/db/knex.js";
import { sql } from "../../packages/server/src/db/sql.js";
import { bareDatabase, type TestDatabase } from "../support/template-db.js";

let bare: TestDatabase;
let database: Database;

beforeAll(async () => {
  bare = await bareDatabase();
  database = openDatabase(bare.appUrl, { poolSize: 1, applicationName: "test", patience: { statement: 900, silence: 1_000 }, pipeline: true });
});
afterAll(async () => {
  await database.destroy();
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
