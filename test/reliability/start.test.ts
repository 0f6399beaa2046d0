import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundled } from "../support/bundled.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const KEY = randomBytes(32).toString("base64");

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

type Ended = { code: number | null; stderr: string };

/** The program from its sources, as an operator would start it. */
const serve = async (environment: Record<string, string>, args = ["serve"]): Promise<Ended> => {
  const file = await bundled("server");
  return new Promise((resolve) => {
    const { PATH = "" } = process.env;
    const child = spawn(process.execPath, [file, ...args], {
      cwd: ROOT, env: { PATH, PORT: "0", VITALEDGE_LOG_LEVEL: "silent", ...environment }, stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (text: Buffer) => {
      stderr += text.toString();
      if (stderr.includes("VitalEdge listens on")) child.kill("SIGTERM");
    });
    child.on("exit", (code) => resolve({ code, stderr }));
  });
};

const own = (changes: Record<string, string> = {}): Record<string, string> => ({ DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: KEY, ...changes });

const expectOneSentence = ({ code, stderr }: Ended, ...words: string[]): void => {
  for (const word of words) expect(stderr).toContain(word);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
};

describe("a start that cannot succeed ends with one sentence and a code", () => {
  test("where the settings are wrong, all of them named", async () => {
    expectOneSentence(await serve(own({ PORT: "x", VITALEDGE_SURPRISE: "1" })), "PORT must be a whole number", "VITALEDGE_SURPRISE is not a setting");
  });

  test("where the port is taken", async () => {
    const holder = createHttpServer();
    await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
    const { port } = holder.address() as AddressInfo;
    expectOneSentence(await serve(own({ PORT: String(port) })), `Port ${port} is taken`);
    await new Promise((resolve) => holder.close(resolve));
  });

  test("where no database answers", async () => {
    expectOneSentence(await serve(own({ DATABASE_URL: "postgres://vitaledge_app:x@127.0.0.1:1/vitaledge" })), "cannot be reached");
  });

  test("where a database on another machine would be reached without TLS in production", async () => {
    const away = new URL(database.appUrl);
    away.hostname = "192.0.2.1";
    expectOneSentence(await serve(own({ NODE_ENV: "production", DATABASE_URL: away.href })), "DATABASE_URL leads to another machine", "?sslmode=verify-full");
  });

  test("where migrations are pending", async () => {
    const empty = await cloneDatabase();
    const superuser = new pg.Client({ connectionString: empty.superuserUrl });
    await superuser.connect();
    await superuser.query("drop schema public cascade");
    await superuser.query("create schema public authorization vitaledge_owner");
    await superuser.end();
    expectOneSentence(await serve(own({ DATABASE_URL: empty.appUrl })), "Run `vitaledge-server migrate` first");
    expect((await serve({ DATABASE_OWNER_URL: empty.ownerUrl }, ["migrate"])).code).toBe(0);
    expect(await serve(own({ DATABASE_URL: empty.appUrl }))).toMatchObject({ code: 0 });
    await empty.drop();
  });

  test("where the master key is another's", async () => {
    expect(await serve(own())).toMatchObject({ code: 0 });
    expectOneSentence(await serve(own({ VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64") })), "VITALEDGE_MASTER_KEY is not the one");
  });

  test("where the data directory is no directory", async () => {
    const folder = mkdtempSync(join(tmpdir(), "vitaledge-start-"));
    writeFileSync(join(folder, "file"), "");
    const ended = await serve({ VITALEDGE_DATA_DIR: join(folder, "file") });
    rmSync(folder, { recursive: true });
    expectOneSentence(ended, "directory");
  });

  test("where the demonstration would be shown to real patients", async () => {
    expectOneSentence(await serve(own({ NODE_ENV: "production" }), ["demo"]), "never runs with NODE_ENV=production");
    const superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    await superuser.query("insert into users (id, email, first_name, last_name, password_hash, demonstration, created_at, updated_at) values ('user_demo', 'demo@example.com', 'D', 'U', '!', true, now(), now())");
    const ended = await serve(own({ NODE_ENV: "production" }));
    await superuser.query("delete from users where id = 'user_demo'");
    await superuser.end();
    expectOneSentence(ended, "holds the demonstration");
  });
});

test("the names of SDK and CLI in the environment do no harm", async () => {
  const names = ["BASE_URL", "ORGANIZATION_ID", "ACCESS_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "PROFILE", "CONFIG_DIR"];
  expect(await serve(own(Object.fromEntries(names.map((name) => [`VITALEDGE_${name}`, "x"]))))).toMatchObject({ code: 0 });
});
