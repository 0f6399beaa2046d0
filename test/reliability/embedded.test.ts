import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { findEmbedded, startEmbedded, type EmbeddedDatabase } from "../../packages/server/src/db/embedded.js";
import { OperatorError } from "../../packages/server/src/platform/operator-error.js";
import { bundled } from "../support/bundled.js";

let directory: string;
let started: EmbeddedDatabase[];
let holders: ChildProcess[];

beforeAll(async () => {
  const folder = await mkdtemp(join(inject("scratchDirectory"), "embedded-"));
  // mkdtemp keeps everybody else out; as root, PostgreSQL runs as another user.
  await chmod(folder, 0o711);
  directory = join(folder, "data");
});

beforeEach(() => {
  [started, holders] = [[], []];
});

// Each test finds the database of the one before, stopped.
afterEach(async () => {
  for (const holder of holders) await kill(holder);
  if (holders.length && !started.length) await start();
  for (const database of started) await database.stop();
});

// A killed process loses nothing of what the system was handed: fsync is for power cuts.
const start = async (settings: Record<string, string> = {}): Promise<EmbeddedDatabase> => {
  const database = await startEmbedded({ dataDirectory: directory, settings: { fsync: "off", ...settings } });
  started.push(database);
  return database;
};

/** A locale that no system has, and variables that PostgreSQL's own programs would follow. */
const ODD = { LANG: "xx_YY", LC_ALL: "xx_YY", PGDATA: "/nowhere", PGPORT: "1", PGUSER: "nobody" };

/** Another process that holds the directory; the first one makes the database. */
const hold = async (): Promise<ChildProcess> => {
  const holder = spawn(process.execPath, [await bundled("holder"), directory], {
    env: { ...process.env, ...ODD },
    stdio: ["ignore", "pipe", "inherit"],
  });
  holders.push(holder);
  await once(holder.stdout!, "data");
  return holder;
};

const kill = async (holder: ChildProcess): Promise<void> => {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  holder.kill("SIGKILL");
  await once(holder, "exit");
};

const ask = async (url: string, question: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
};

const refusal = async (dataDirectory = directory): Promise<string> => {
  const error = await startEmbedded({ dataDirectory }).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OperatorError);
  const { message } = error as OperatorError;
  expect(message).not.toContain("\n");
  return message;
};

describe("one server a data directory", () => {
  test("a second start names the process that holds it", async () => {
    const holder = await hold();
    expect(await refusal()).toContain(`in use by process ${holder.pid}`);
  });

  test("of two starts at once, one holds it and the other says so", async () => {
    const outcomes = await Promise.allSettled([start(), start()]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("the lock of a process that is gone, or of an older one of the same number, holds nobody up", async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "server.lock"), JSON.stringify({ pid: process.pid, start: "another boot/1" }));
    expect((await start()).adopted).toBe(false);
  });

  test("a command finds the database of a running server", async () => {
    await hold();
    const found = await findEmbedded(directory);
    expect(await ask(found!.appUrl, "select current_user as who")).toEqual([{ who: "vitaledge_app" }]);
  });
});

describe("after kill -9", () => {
  test("of the server, the database lives on, with its data, and is taken over", async () => {
    const holder = await hold();
    const left = (await findEmbedded(directory))!;
    await ask(left.ownerUrl, "drop table if exists kept; create table kept as select 1 as one");
    await kill(holder);
    const database = await start();
    expect(database).toMatchObject({ adopted: true, port: left.port });
    expect(await ask(database.ownerUrl, "select one from kept")).toEqual([{ one: 1 }]);
  });

  test("of both, the next start recovers it", async () => {
    const holder = await hold();
    const left = (await findEmbedded(directory))!;
    await ask(left.ownerUrl, "drop table if exists kept; create table kept as select 1 as one");
    const pidFile = await readFile(join(directory, "postgres", "cluster", "postmaster.pid"), "utf8");
    await kill(holder);
    process.kill(Number(pidFile.split("\n")[0]), "SIGKILL");
    const database = await start();
    expect(database.adopted).toBe(false);
    expect(await ask(database.ownerUrl, "select one from kept")).toEqual([{ one: 1 }]);
  });

  test("a database that runs with other settings is stopped first", async () => {
    await kill(await hold());
    const database = await start({ work_mem: "5MB" });
    expect(database.adopted).toBe(false);
    expect(await ask(database.appUrl, "show work_mem")).toEqual([{ work_mem: "5MB" }]);
  });
});

describe("the database it makes", () => {
  test("is UTF8 whatever the environment's locale", async () => {
    await hold();
    const { superuserUrl } = (await findEmbedded(directory))!;
    expect(await ask(superuserUrl, "show server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    expect(await ask(superuserUrl, "select upper('é') as upper, 'ä' > 'z' as after")).toEqual([{ upper: "É", after: true }]);
  });

  test("has three roles, of which only the owner passes row-level security and none is a superuser", async () => {
    const { superuserUrl } = inject("cluster");
    const roles = await ask(
      superuserUrl,
      "select rolname, rolsuper, rolcreatedb, rolbypassrls from pg_roles where rolname like 'vitaledge%' order by rolname",
    );
    expect(roles).toEqual([
      { rolname: "vitaledge_app", rolsuper: false, rolcreatedb: false, rolbypassrls: false },
      { rolname: "vitaledge_owner", rolsuper: false, rolcreatedb: false, rolbypassrls: true },
      { rolname: "vitaledge_worker", rolsuper: false, rolcreatedb: false, rolbypassrls: false },
    ]);
  });

  test("gives the service roles time limits and keeps values out of its log", async () => {
    const { appUrl, workerUrl } = inject("cluster");
    const limits = `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('log_parameter_max_length_on_error') as logged,
      current_setting('log_min_error_statement') as statements`;
    const expected = { statement: "30s", lock: "5s", idle: "5s", logged: "0", statements: "panic" };
    expect(await ask(appUrl, limits)).toEqual([expected]);
    expect(await ask(workerUrl, limits)).toEqual([expected]);
  });

  test("listens on the loopback address alone and keeps its secrets for their owner", async () => {
    const { superuserUrl } = inject("cluster");
    const [row] = await ask(superuserUrl, "select current_setting('listen_addresses') as on, current_setting('unix_socket_directories') as sockets");
    expect(row).toEqual({ on: "127.0.0.1", sockets: "" });
    const secrets = await stat(join(inject("scratchDirectory"), "run", "database.json"));
    if (process.platform !== "win32") expect(secrets.mode & 0o777).toBe(0o600);
  });
});

test("folders above the data directory that are not there are made so that the database's user gets through", async () => {
  const above = join(directory, "..", "new", "folders");
  expect(await findEmbedded(join(above, "data"))).toBeUndefined();
  if (process.platform === "win32") return;
  expect([(await stat(above)).mode & 0o777, (await stat(join(above, "data"))).mode & 0o777]).toEqual([0o777 & ~process.umask(), 0o700]);
});

describe("a directory that cannot be used is one sentence", () => {
  test.skipIf(process.platform === "win32")("not to be entered", async () => {
    const closed = join(directory, "..", "closed");
    await mkdir(closed, { mode: process.getuid?.() === 0 ? 0o700 : 0o000 });
    expect(await refusal(join(closed, "data"))).toMatch(/cannot be (entered|read)/);
    await chmod(closed, 0o700);
  });

  test("a file", async () => {
    const file = join(directory, "..", "file");
    await writeFile(file, "");
    expect(await refusal(file)).toContain("is not a directory");
  });

  test("without its passwords", async () => {
    await rm(join(directory, "database.json"));
    expect(await refusal()).toContain("database.json is missing");
  });
});
