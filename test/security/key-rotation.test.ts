import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createLocalJWKSet, jwtVerify } from "jose";
import pg from "pg";
import { createServer, type RunningServer } from "@vitaledge/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listKeysCommand, rotateKeysCommand, withdrawKeyCommand } from "../../packages/server/src/commands/keys.js";
import { closeDeps, makeDeps, type Deps } from "../../packages/server/src/deps.js";
import { parseConfig } from "../../packages/server/src/platform/config.js";
import { makeLogger } from "../../packages/server/src/platform/logger.js";
import { PASSWORD, type Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { makeForger } from "../support/forger.js";
import { startServer, type TestServer } from "../support/server.js";

const MASTER_KEY = randomBytes(32);
const kidOf = (token: string): string => JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()).kid;

describe.each(["HS256", "ES256"] as const)("under %s, with two servers on one database", (algorithm) => {
  let one: TestServer;
  let two: RunningServer;
  let operator: Deps;
  let owner: Actor;
  const settings = {
    VITALEDGE_TOKEN_ALGORITHM: algorithm, VITALEDGE_MASTER_KEY: MASTER_KEY.toString("base64"),
    // The load comes from one address.
    VITALEDGE_ANONYMOUS_PER_MINUTE: "1000000", VITALEDGE_AUTH_REQUESTS_PER_NETWORK: "100000",
  };

  beforeAll(async () => {
    one = await startServer({ settings });
    // On a slow machine a key would come of age between two looks.
    one.clock.hold();
    const shared = { ...settings, PORT: "0", NODE_ENV: "test", DATABASE_URL: one.database.appUrl, VITALEDGE_LOG_LEVEL: "silent" };
    two = await createServer({ settings: shared, clock: one.clock });
    // The operator's commands are a process of their own: the servers are told nothing.
    operator = await makeDeps({
      config: parseConfig(shared), clock: one.clock, log: makeLogger("silent"), databaseUrl: one.database.appUrl, masterKey: MASTER_KEY, publicUrl: "",
    });
    owner = await one.owner();
  });
  afterAll(async () => {
    await closeDeps(operator);
    await two.close();
    await one.close();
  });

  const printed = async (run: (out: { write(text: string): unknown }) => Promise<void>): Promise<string> => {
    const words: string[] = [];
    await run({ write: (text) => words.push(text) });
    return words.join("");
  };
  const madeBy = async (options: { now?: boolean } = {}): Promise<string> =>
    /tk_\w+/.exec(await printed((out) => rotateKeysCommand(operator, options, out)))![0];
  /** The keys' states as `keys list` prints them, oldest first. */
  const states = async (): Promise<[string, string][]> =>
    (await printed((out) => listKeysCommand(operator, {}, out))).trim().split("\n").map((line) => line.split("\t"))
      .filter(([, of]) => of === algorithm).map(([kid = "", , state = ""]) => [kid, state]);
  const stateOf = async (kid: string): Promise<string | undefined> => new Map(await states()).get(kid);
  const me = (url: string, token: string): Promise<Answer> => call(url, "GET", "/api/auth/me", undefined, { authorization: `Bearer ${token}` });
  const login = (url: string, email = owner.email): Promise<Answer> => call(url, "POST", "/api/auth/login", { email, password: PASSWORD });

  test("two rotations under load fail no request; a key that is gone opens nothing", async () => {
    const seen = new Map<number, number>();
    const kids = new Set<string>();
    const count = (answer: Answer): Answer => {
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      if (answer.body.accessToken) kids.add(kidOf(answer.body.accessToken));
      return answer;
    };
    let running = true;
    const rounds = [0, 0, 0, 0];
    /** A client that signs in at one server, asks both, and refreshes well before its token expires. */
    const client = async (at: number): Promise<void> => {
      const urls = at % 2 ? [one.url, two.url] : [two.url, one.url];
      const { email } = await one.account();
      let { accessToken, refreshToken } = count(await login(urls[0]!, email)).body;
      let since = one.clock.now().getTime();
      while (running) {
        for (const url of urls) count(await me(url, accessToken));
        if (rounds[at]! % 12 === 11) count(await login(urls[0]!, email));
        if (one.clock.now().getTime() - since > 400_000 || rounds[at]! % 5 === 4) {
          since = one.clock.now().getTime();
          const refreshed = count(await call(urls[rounds[at]! % 2]!, "POST", "/api/auth/refresh", { refreshToken })).body;
          ({ accessToken, refreshToken } = refreshed);
        }
        rounds[at]! += 1;
      }
    };
    const clients = rounds.map((_, at) => client(at));
    const allGoRound = async (): Promise<void> => {
      const before = [...rounds];
      while (rounds.some((round, at) => round === before[at])) await Promise.race([...clients, new Promise((resolve) => setTimeout(resolve, 2))]);
    };
    const pass = async (seconds: number): Promise<void> => {
      for (let passed = 0; passed < seconds; passed += 60) {
        one.clock.advance(60_000);
        await allGoRound();
      }
    };

    const [[first] = [""]] = await states();
    const lastOfFirst = makeForger({ algorithm, key: one.deps.tokens.keys.active(), now: one.clock.now(), claims: {} });
    const second = await madeBy();
    expect(await states()).toEqual([[first, "active"], [second, "next"]]);
    await expect(madeBy()).rejects.toThrow("next key already");
    await pass(600);
    expect([...kids]).toEqual([first]);
    await pass(60);
    expect(await states()).toEqual([[first, "retiring"], [second, "active"]]);
    const third = await madeBy();
    await pass(660);
    expect(await states()).toEqual([[first, "retiring"], [second, "retiring"], [third, "active"]]);
    await pass(960);
    running = false;
    await Promise.all(clients);
    expect(await states()).toEqual([[first, "gone"], [second, "gone"], [third, "active"]]);
    expect([...kids].toSorted()).toEqual([first, second, third].toSorted());
    expect([...seen.keys()]).toEqual([200]);
    expect(seen.get(200)).toBeGreaterThan(300);

    // By the key of old, with all claims of today.
    const { accessToken } = (await login(one.url)).body;
    const claims = JSON.parse(Buffer.from(accessToken.split(".")[1]!, "base64url").toString());
    expect((await me(one.url, lastOfFirst.genuine(lastOfFirst.header, claims))).status).toBe(401);
    expect((await me(two.url, lastOfFirst.genuine(lastOfFirst.header, claims))).status).toBe(401);
  });

  test("a rotation at once fails no request, at servers that had not heard of it either", async () => {
    const before = (await login(two.url)).body.accessToken;
    const kid = await madeBy({ now: true });
    expect(await stateOf(kid)).toBe("active");
    await one.deps.tokens.keys.read();
    const after = (await login(one.url)).body.accessToken;
    expect(kidOf(after)).toBe(kid);
    expect((await me(two.url, after)).status).toBe(200);
    expect((await me(two.url, before)).status).toBe(200);
    expect((await me(one.url, before)).status).toBe(200);
  });

  test("a withdrawn key opens nothing at any server after its next reading, and another signs", async () => {
    const { accessToken } = (await login(one.url)).body;
    const kid = kidOf(accessToken);
    for (const url of [one.url, two.url]) expect((await me(url, accessToken)).status).toBe(200);
    const text = await printed((out) => withdrawKeyCommand(operator, kid, out));
    const successor = /(tk_\w+) signs in its place\.\n$/.exec(text)?.[1] ?? "";
    expect(await stateOf(kid)).toBe("withdrawn");
    one.clock.advance(5000);
    for (const url of [one.url, two.url]) expect((await me(url, accessToken)).body.code).toBe("unauthenticated");
    for (const url of [one.url, two.url]) {
      const again = (await login(url)).body.accessToken;
      expect(kidOf(again)).toBe(successor);
      for (const at of [one.url, two.url]) expect((await me(at, again)).status).toBe(200);
    }
    await expect(printed((out) => withdrawKeyCommand(operator, kid, out))).rejects.toThrow(`${kid} had been withdrawn before.`);
    await expect(printed((out) => withdrawKeyCommand(operator, "../tk", out))).rejects.toThrow("There is no key with this id.");
  });

  test("a server that checks no token hears of a change by itself", async () => {
    const kid = await madeBy({ now: true });
    while (two.deps.tokens.keys.active().kid !== kid) await sleep(50);
    expect(kidOf((await login(two.url)).body.accessToken)).toBe(kid);
  });

  test("the next key withdrawn, the one that signs goes on", async () => {
    // Of the change before this one it may not have heard yet.
    await one.deps.tokens.keys.read();
    const next = await madeBy();
    const before = (await login(one.url)).body.accessToken;
    const kid = kidOf(before);
    expect(await printed((out) => withdrawKeyCommand(operator, next, out))).toBe(`${next} is withdrawn: within 5 seconds no server takes its tokens.\n`);
    // Both hear of it, though either may have read the keys between the two commands.
    one.clock.advance(5000);
    for (const url of [one.url, two.url]) expect((await me(url, before)).status).toBe(200);
    one.clock.advance(660_000);
    const { accessToken } = (await login(two.url)).body;
    expect(kidOf(accessToken)).toBe(kid);
    expect((await me(one.url, accessToken)).status).toBe(200);
    expect(await stateOf(kid)).toBe("active");
  });

  test("the published keys check the tokens, and are nothing but public", async () => {
    const next = await madeBy();
    one.clock.advance(5000);
    const { accessToken } = (await login(one.url)).body;
    for (const url of [one.url, two.url]) {
      await me(url, accessToken);
      const { status, body, text, headers } = await call(url, "GET", "/.well-known/jwks.json");
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("max-age=600");
      if (algorithm === "HS256") {
        expect(text).toBe('{"keys":[]}');
        continue;
      }
      expect(body.keys.map(({ kid }: { kid: string }) => kid)).toEqual(expect.arrayContaining([kidOf(accessToken), next]));
      for (const key of body.keys) {
        expect(Object.keys(key).toSorted()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
        expect(["active", "next", "retiring"]).toContain(await stateOf(key.kid));
      }
      await jwtVerify(accessToken, createLocalJWKSet(body), { algorithms: ["ES256"], typ: "at+jwt", currentDate: one.clock.now() });
    }
  });

  test("tokens of unknown keys, however many, hold one connection, and others pass meanwhile", async () => {
    const { accessToken } = (await login(one.url)).body;
    const forger = makeForger({ algorithm, key: one.deps.tokens.keys.active(), now: one.clock.now(), claims: {} });
    const superuser = new pg.Client({ connectionString: one.database.superuserUrl });
    await superuser.connect();
    try {
      const waiting = async (): Promise<number> =>
        Number((await superuser.query("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%platform_keys%'")).rows[0].count);
      await one.deps.tokens.keys.read();
      await superuser.query("begin; lock table platform_keys in access exclusive mode");
      const forged = Array.from({ length: 200 }, (_, at) => me(one.url, forger.withHeader({ kid: `tk_${at}` })));
      while (!(await waiting())) await sleep(5);
      expect((await me(one.url, accessToken)).status).toBe(200);
      // The other server may be at its own reading.
      expect(await waiting()).toBeLessThanOrEqual(2);
      await superuser.query("rollback");
      expect(new Set((await Promise.all(forged)).map(({ status }) => status))).toEqual(new Set([401]));
    } finally {
      await superuser.end();
    }
  });
});
