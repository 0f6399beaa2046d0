import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createServer, type RunningServer } from "@vitaledge/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listKeysCommand, rotateKeysCommand } from "../../packages/server/src/commands/keys.js";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { wrapKey } from "../../packages/server/src/platform/field-cipher.js";
import { makeActors, PASSWORD } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { runProgram, type Ended } from "../support/program.js";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

const MASTER_KEY = randomBytes(32);

type Row = { id: string; algorithm: string | null; wrapped: string; active_at: Date | null; withdrawn_at: Date | null };

let database: TestDatabase;
let superuser: pg.Client;
beforeAll(async () => {
  database = await cloneDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const rows = async (): Promise<Row[]> =>
  (await superuser.query<Row>("select id, algorithm, wrapped, active_at, withdrawn_at from platform_keys where purpose = 'token' order by active_at, id")).rows;
const start = (algorithm: string, masterKey = MASTER_KEY): Promise<RunningServer> =>
  createServer({
    settings: {
      PORT: "0", NODE_ENV: "test", VITALEDGE_LOG_LEVEL: "silent", DATABASE_URL: database.appUrl,
      VITALEDGE_MASTER_KEY: masterKey.toString("base64"), VITALEDGE_TOKEN_ALGORITHM: algorithm,
    },
  });
const me = (url: string, token: string): Promise<Answer> => call(url, "GET", "/api/auth/me", undefined, { authorization: `Bearer ${token}` });
const headerOf = (token: string): { alg: string; kid: string } => JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString());

/** The program, as an operator would call it. */
const program = (...args: string[]): Promise<Ended> =>
  runProgram(["keys", ...args], { DATABASE_URL: database.appUrl, VITALEDGE_MASTER_KEY: MASTER_KEY.toString("base64"), VITALEDGE_TOKEN_ALGORITHM: "ES256" });

describe("the keys of tokens", () => {
  test("made before keys had an algorithm go on to sign after the upgrade", async () => {
    const old = await cloneDatabase();
    const client = new pg.Client({ connectionString: old.superuserUrl });
    await client.connect();
    await client.query(`alter table platform_keys drop constraint platform_keys_of_tokens, drop column algorithm, drop column active_at, drop column withdrawn_at;
      delete from knex_migrations where name = '0004_token_keys'`);
    await client.query("insert into platform_keys (id, purpose, wrapped) values ('t1', 'token', $1), ('k1', 'fields', 'x')", [wrapKey(MASTER_KEY, "platform tokens", "t1", randomBytes(32))]);
    expect(await migrate({ ownerUrl: old.ownerUrl })).toContain("0004_token_keys");
    await client.end();
    const server = await createServer({ settings: { PORT: "0", NODE_ENV: "test", VITALEDGE_LOG_LEVEL: "silent", DATABASE_URL: old.appUrl, VITALEDGE_MASTER_KEY: MASTER_KEY.toString("base64") } });
    const { accessToken } = await makeActors(server).owner();
    expect(headerOf(accessToken)).toEqual({ alg: "HS256", typ: "at+jwt", kid: "t1" });
    expect((await me(server.url, accessToken)).status).toBe(200);
    await server.close();
    await old.drop();
  });

  test("are one, however many servers start at once", async () => {
    const servers = await Promise.all([start("HS256"), start("HS256"), start("HS256"), start("HS256")]);
    expect(await rows()).toHaveLength(1);
    for (const server of servers) await server.close();
  });

  test("change with the algorithm: only tokens of the one that is set are taken, sessions go on", async () => {
    const before = await start("HS256");
    const owner = await makeActors(before).owner();
    await before.close();
    const during = await start("ES256");
    expect((await rows()).map(({ algorithm }) => algorithm)).toEqual(["HS256", "ES256"]);
    expect((await me(during.url, owner.accessToken)).body.code).toBe("unauthenticated");
    const { body } = await call(during.url, "POST", "/api/auth/refresh", { refreshToken: owner.refreshToken });
    expect(headerOf(body.accessToken).alg).toBe("ES256");
    expect((await me(during.url, body.accessToken)).status).toBe(200);
    const words: string[] = [];
    await listKeysCommand(during.deps, {}, { write: (text) => words.push(text) });
    expect(words.join("")).toMatch(/^tk_\w+\tHS256\tunused\t[\dT:.-]+Z\t-\ntk_\w+\tES256\tactive\t[\dT:.-]+Z\t-\n$/);
    await during.close();
    const after = await start("HS256");
    expect((await me(after.url, body.accessToken)).status).toBe(401);
    expect((await me(after.url, owner.accessToken)).status).toBe(200);
    expect((await call(after.url, "GET", "/.well-known/jwks.json")).body).toEqual({ keys: [] });
    expect(await rows()).toHaveLength(2);
    await after.close();
  });

  test("stop the start under another master key, whatever the algorithm, and none is made", async () => {
    const count = (await rows()).length;
    for (const algorithm of ["HS256", "ES256"]) {
      await expect(start(algorithm, randomBytes(32))).rejects.toThrow("VITALEDGE_MASTER_KEY is not the one");
    }
    await superuser.query("delete from platform_keys where algorithm = 'ES256'");
    await expect(start("ES256", randomBytes(32))).rejects.toThrow("VITALEDGE_MASTER_KEY is not the one");
    expect(await rows()).toHaveLength(count - 1);
  });

  test("lie encrypted, and the service can withdraw one and change nothing else", async () => {
    const server = await start("ES256");
    const { signs } = server.deps.tokens.keys.active();
    const raw = signs.export({ type: "pkcs8", format: "der" });
    const { d = "" } = signs.export({ format: "jwk" });
    for (const { wrapped } of await rows()) {
      const stored = Buffer.from(wrapped, "base64url");
      expect(stored.includes(raw) || stored.includes(Buffer.from(d, "base64url"))).toBe(false);
    }
    await server.close();
    const app = new pg.Client({ connectionString: database.appUrl });
    const worker = new pg.Client({ connectionString: database.workerUrl });
    await app.connect();
    await worker.connect();
    for (const change of ["wrapped = 'x'", "algorithm = 'HS256'", "active_at = now()", "id = 'x'", "purpose = 'fields'"]) {
      await expect(app.query(`update platform_keys set ${change}`)).rejects.toMatchObject({ code: "42501" });
    }
    await expect(app.query("delete from platform_keys")).rejects.toMatchObject({ code: "42501" });
    await expect(app.query("insert into platform_keys (id, purpose, wrapped) values ('x', 'token', 'x')")).rejects.toMatchObject({ code: "23514" });
    await expect(app.query("insert into platform_keys (id, purpose, wrapped, algorithm, active_at) values ('x', 'token', 'x', 'none', now())")).rejects.toMatchObject({ code: "23514" });
    await superuser.query("insert into platform_keys (id, purpose, wrapped) values ('k9', 'fields', 'x')");
    await expect(app.query("update platform_keys set withdrawn_at = now() where id = 'k9'")).rejects.toMatchObject({ code: "23514" });
    await superuser.query("delete from platform_keys where id = 'k9'");
    await expect(worker.query("update platform_keys set withdrawn_at = now()")).rejects.toMatchObject({ code: "42501" });
    await app.end();
    await worker.end();
  });

  test("are never more in use than can be published", async () => {
    const server = await start("ES256");
    const rotate = (): Promise<void> => rotateKeysCommand(server.deps, { now: true }, { write: () => undefined });
    for (let made = server.deps.tokens.keys.published().length; made < 20; made++) await rotate();
    await expect(rotate()).rejects.toThrow("20 keys are in use");
    const { status, body } = await call(server.url, "GET", "/.well-known/jwks.json");
    expect({ status, keys: body.keys.length }).toEqual({ status: 200, keys: 20 });
    await server.close();
  });
});

// Each call of the program starts a process of its own.
const PATIENCE = 90_000;

describe("the program", () => {
  test("refuses nonsense in one sentence", { timeout: PATIENCE }, async () => {
    const ended = await program("withdraw", "nonsense");
    expect(ended).toEqual({ code: 1, stdout: "", stderr: "There is no key with this id. `vitaledge-server keys list` shows them.\n" });
  });

  test("withdraws a key at a server that runs, and says so", { timeout: PATIENCE }, async () => {
    await superuser.query("delete from platform_keys where algorithm = 'ES256'");
    const server = await start("ES256");
    const { email, accessToken } = await makeActors(server).owner();
    const { kid } = headerOf(accessToken);
    const { code, stdout, stderr } = await program("withdraw", kid);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^${kid} is withdrawn: within 5 seconds no server takes its tokens\\. tk_\\w+ signs in its place\\.\n$`));
    while ((await me(server.url, accessToken)).status === 200) await sleep(100);
    const again = (await call(server.url, "POST", "/api/auth/login", { email, password: PASSWORD })).body.accessToken;
    expect((await me(server.url, again)).status).toBe(200);
    await server.close();
  });
});
