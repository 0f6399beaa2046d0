import { randomBytes, randomUUID } from "node:crypto";
import { hash as argon2 } from "@node-rs/argon2";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "@vitaledge/server";
import { createUser, resetUserPassword } from "../../packages/server/src/commands/users.js";
import { DEMONSTRATION, insertDemonstrationUser } from "../../packages/server/src/demo/demonstration-accounts.js";
import { makeHasher, POLICY } from "../../packages/server/src/features/auth/passwords.js";
import { addPepper, loadPeppers } from "../../packages/server/src/features/auth/peppers.js";
import { PASSWORD } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";
import { inParallel, visitorAt } from "../support/visitor.js";

const MASTER = randomBytes(32);
const SETTINGS = { VITALEDGE_MASTER_KEY: MASTER.toString("base64"), VITALEDGE_TRUSTED_PROXIES: "1" };
const KNOWN = "123qweasdzxc";

let server: TestServer;
let superuser: pg.Client;
beforeAll(async () => {
  server = await startServer({ settings: SETTINGS });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

const login = (email: string, password: string, url = server.url): Promise<Answer> => call(url, "POST", "/api/auth/login", { email, password });
const post = (path: string, body: unknown): Promise<Answer> => call(server.url, "POST", `/api/auth/${path}`, body);
const stored = async (email: string): Promise<string> =>
  (await superuser.query<{ password_hash: string }>("select password_hash from users where email = $1", [email])).rows[0]!.password_hash;
const store = (email: string, passwordHash: string): Promise<unknown> =>
  superuser.query("update users set password_hash = $2 where email = $1", [email, passwordHash]);
const silent = { write: (): void => undefined };
const makeUser = async (password: string): Promise<string> => {
  const email = `${randomUUID()}@example.com`;
  await createUser(server.deps, { email, firstName: "Pat", lastName: "Example", password }, silent);
  return email;
};

/** The id of the pepper, and PHC's string of argon2id with 16 bytes of salt and 32 of hash. */
const STORED = /^(p\d+)\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;
const read = (text: string): { pepper: string; memory: number; passes: number } => {
  const [, pepper = "", memory, passes] = STORED.exec(text) ?? [];
  return { pepper, memory: Number(memory), passes: Number(passes) };
};

describe("what is stored", () => {
  test("is argon2id of at least 19 MiB and two passes, with a pepper", async () => {
    for (let person = 0; person < 3; person += 1) await makeUser(PASSWORD);
    const { rows } = await superuser.query<{ password_hash: string }>("select password_hash from users");
    for (const { password_hash } of rows) {
      const { pepper, memory, passes } = read(password_hash);
      expect([pepper, memory >= 19_456, passes >= 2]).toEqual(["p1", true, true]);
    }
    expect(new Set(rows.map(({ password_hash }) => password_hash)).size).toBe(rows.length);
  });

  test.each([
    ["without a pepper", POLICY],
    ["weaker than the policy", { memoryCost: 4_096, timeCost: 1, parallelism: 1 }],
  ])("of former times, %s, still signs in, and is made anew by that", async (_what, policy) => {
    const { email } = await server.account();
    await store(email, await argon2(PASSWORD, policy));
    expect((await login(email, "not the right password")).status).toBe(401);
    expect(await stored(email)).toMatch(/^\$argon2id/);
    server.clock.advance(1_000);
    expect((await login(email, PASSWORD)).status).toBe(200);
    expect(read(await stored(email))).toEqual({ pepper: "p1", memory: 19_456, passes: 2 });
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  test("rises with the policy at the next sign-in", async () => {
    const { email } = await server.account();
    const former = server.deps.passwords;
    server.deps.passwords = makeHasher({ running: 2, waiting: 50 }, await loadPeppers(server.deps.database, MASTER), { ...POLICY, timeCost: 3 });
    try {
      expect((await login(email, PASSWORD)).status).toBe(200);
    } finally {
      server.deps.passwords = former;
    }
    expect(read(await stored(email)).passes).toBe(3);
    expect((await login(email, PASSWORD)).status).toBe(200);
    expect(read(await stored(email)).passes).toBe(3);
  });

  test("changes its pepper at the next sign-in, also beside a server that was started before", async () => {
    const { email } = await server.account();
    const other = await server.account();
    await addPepper(server.deps.database, MASTER, "p2");
    const later = await createServer({
      settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_LOG_LEVEL: "silent", ...SETTINGS }, clock: server.clock,
    });
    expect((await login(email, PASSWORD, later.url)).status).toBe(200);
    expect(read(await stored(email)).pepper).toBe("p2");
    expect((await login(email, PASSWORD)).status).toBe(200);
    expect((await login(other.email, PASSWORD)).status).toBe(200);
    expect(read(await stored(other.email)).pepper).toBe("p2");
    await later.close();
    const { rows } = await superuser.query<{ wrapped: string }>("select wrapped from platform_keys where purpose = 'pepper'");
    expect(rows).toHaveLength(2);
  });
});

describe("a password", () => {
  test.each([
    ["of 255 characters", "a7 ".repeat(85)],
    ["of 256 characters beyond the first plane", "😀".repeat(256)],
    ["of emoji with joiners", "👩‍⚕️👨‍👩‍👧‍👦🏳️‍🌈 and words"],
    ["with blanks at its ends", "  four words and blanks  "],
  ])("%s is taken whole", async (_what, password) => {
    const email = await makeUser(password);
    expect((await login(email, password)).status).toBe(200);
    const [first = "", ...rest] = password;
    for (const near of [[...password].slice(0, -1).join(""), rest.join(""), `${first}${password}`.slice(0, 250)]) {
      expect((await login(email, near)).status).toBe(401);
      server.clock.advance(900_000);
    }
  });

  test("of 257 characters is refused with a pointer, wherever it is sent", async () => {
    const long = "a".repeat(257);
    for (const [path, body, pointer] of [
      ["login", { email: "a@example.com", password: long }, "/password"],
      ["invitations/accept", { token: "made-up", password: long }, "/password"],
      ["password/reset", { token: "made-up", newPassword: long }, "/newPassword"],
    ] as const) {
      const { status, body: problem } = await post(path, body);
      expect([status, problem.code, problem.errors]).toEqual([400, "invalid_request", [expect.objectContaining({ pointer, code: "maxLength" })]]);
    }
  });

  test("everybody knows is refused at every door, with the reason", async () => {
    const owner = await server.owner();
    const made = await owner.call("POST", `/api/organizations/${owner.organizationId}/invitations`, { email: `${randomUUID()}@example.com`, role: "BILLER" });
    const token = new URL(made.body.url).hash.slice("#token=".length);
    const accepted = await post("invitations/accept", { token, password: KNOWN.toUpperCase() });
    expect([accepted.status, accepted.body.code, accepted.body.errors]).toEqual([422, "weak_password", [expect.objectContaining({ pointer: "/password", code: "known_password" })]]);

    const words: string[] = [];
    await resetUserPassword(server.deps, owner.email, { write: (text) => words.push(text) });
    const link = /#token=([\w-]+)/.exec(words.join(""))![1]!;
    const reset = (newPassword: string): Promise<Answer> => post("password/reset", { token: link, newPassword });
    for (const [password, code] of [[KNOWN, "known_password"], [owner.email.toUpperCase(), "own_address"], [owner.email.split("@")[0]!, "own_address"], ["VitalEdge-2026", "product_name"]] as const) {
      const { status, body } = await reset(password);
      expect([status, body.code, body.errors]).toEqual([422, "weak_password", [expect.objectContaining({ pointer: "/newPassword", code })]]);
    }
    expect((await reset("words that nobody else has")).status).toBe(204);

    await expect(makeUser(KNOWN)).rejects.toThrow("list of known passwords");
  });

  test("of the published demonstration works though it is known", async () => {
    await insertDemonstrationUser(server.deps.database, await server.deps.passwords.hash(DEMONSTRATION.password), server.clock.now());
    expect((await login(DEMONSTRATION.email, DEMONSTRATION.password)).status).toBe(200);
  });
});

test("during 200 sign-ins at once two hashes run at most, and the server answers all the while", async () => {
  const owner = await server.owner();
  const { figures } = server.deps.passwords;
  const before = figures.hashes;
  let signingIn = true;
  const logins = inParallel(Array.from({ length: 200 }, (_, index) => `10.9.${index}.1`), 200, (address) =>
    visitorAt(server.url, address).login(`${randomUUID()}@example.com`, "not the right password")).finally(() => { signingIn = false; });
  const others: number[] = [];
  while (signingIn) {
    others.push((await call(server.url, "GET", "/readyz")).status, (await owner.call("GET", "/api/patients")).status);
  }
  const statuses = (await logins).map(({ status }) => status);
  const answered = statuses.filter((status) => status === 401).length;
  const hashed = figures.hashes - before;
  expect(statuses.filter((status) => status !== 401 && status !== 503)).toEqual([]);
  // As many as may run and wait, at least; on a machine that is busy otherwise the database may be late for one or the other afterwards.
  expect(hashed).toBeGreaterThanOrEqual(52);
  expect(hashed).toBeGreaterThanOrEqual(answered);
  expect(figures.mostAtOnce).toBe(2);
  expect(others.length).toBeGreaterThan(2);
  expect(new Set(others)).toEqual(new Set([200]));
});
