import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { resetUserPassword } from "../../packages/server/src/commands/users.js";
import { PASSWORD } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startFaultProxy } from "../support/fault-proxy.js";
import { startServer, type TestServer } from "../support/server.js";
import { inParallel, visitorAt, type Visitor } from "../support/visitor.js";

const WRONG = "not the right password";
const PER_NETWORK = 20;
const SETTINGS = {
  VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"),
  VITALEDGE_TRUSTED_PROXIES: "1",
  VITALEDGE_SIGN_IN_FAILURES_PER_NETWORK: String(PER_NETWORK),
};

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ settings: SETTINGS });
  // Waits are of seconds: however slow the machine is, none of them passes by itself.
  server.clock.hold();
});
afterAll(() => server.close());

/** Another server on the same database and clock. */
const startAnother = (settings: Record<string, string> = {}): Promise<RunningServer> =>
  createServer({
    settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_DATABASE_POOL: "5", VITALEDGE_LOG_LEVEL: "silent", ...SETTINGS, ...settings },
    clock: server.clock,
  });

const ask = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: server.database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

let networks = 0;
/** An address whose network nobody has used yet. */
const freshAddress = (): string => `10.${Math.floor((networks += 1) / 250)}.${networks % 250}.7`;
const fresh = (url = server.url): Visitor => visitorAt(url, freshAddress());
/** Two of one network, each with an address that nobody has used yet. */
const neighbours = (): [Visitor, Visitor] => {
  const address = freshAddress();
  return [visitorAt(server.url, address), visitorAt(server.url, address.replace(/7$/, "8"))];
};
const hashes = (of: RunningServer["deps"] = server.deps): number => of.passwords.figures.hashes;
const codeOf = ({ status, body }: Answer): string => (status < 300 ? "in" : body.code);
const unknown = (): string => `${randomUUID()}@example.com`;

/** Makes an account that signed in once, at an address of its own. */
const signedIn = async (): Promise<{ email: string; at: Visitor }> => {
  const { email } = await server.account();
  const at = fresh();
  expect((await at.login(email, PASSWORD)).status).toBe(200);
  return { email, at };
};

describe("guessing one account's password", () => {
  test("200 times from 20 networks computes at most 20 hashes, and the owner's device signs in all the while", async () => {
    const { email, at } = await signedIn();
    const addresses = Array.from({ length: 20 }, freshAddress);
    const before = hashes();
    const tries = Array.from({ length: 200 }, (_, index) => addresses[index % 20]!);
    const answers = await inParallel(tries, 20, (address) => visitorAt(server.url, address).login(email, WRONG));
    expect(hashes() - before).toBe(20);
    expect(answers.filter(({ status }) => status === 401).length).toBe(hashes() - before);
    for (const answer of answers.filter(({ status }) => status !== 401)) {
      expect(codeOf(answer)).toBe("rate_limited");
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    // Behind one of the very networks that guess.
    const [bad] = addresses;
    expect(codeOf(await visitorAt(server.url, bad!).login(email, PASSWORD))).toBe("rate_limited");
    const known = visitorAt(server.url, bad!, at.device());
    expect(codeOf(await known.login(email, WRONG))).toBe("invalid_credentials");
    expect(codeOf(await known.login(email, PASSWORD))).toBe("in");
    // From where the owner usually is, without the device.
    expect(codeOf(await fresh().login(email, PASSWORD))).toBe("in");
  });

  test("50 times at one moment computes one hash, and a known device has 10 of its own", async () => {
    const { email, at } = await signedIn();
    const address = freshAddress();
    let before = hashes();
    const answers = await inParallel(Array.from({ length: 50 }), 50, () => visitorAt(server.url, address).login(email, WRONG));
    expect([hashes() - before, answers.filter(({ status }) => status === 401).length]).toEqual([1, 1]);
    before = hashes();
    const device = at.device();
    const more = await inParallel(Array.from({ length: 30 }), 30, () => visitorAt(server.url, address, device).login(email, WRONG));
    expect([hashes() - before, more.filter(({ status }) => status === 401).length]).toEqual([10, 10]);
    expect(codeOf(await at.login(email, PASSWORD))).toBe("rate_limited");
    server.clock.advance(60_000);
    expect(codeOf(await at.login(email, PASSWORD))).toBe("in");
  });
});

describe("guessing many accounts", () => {
  test("200 from one /24 is throttled by the network, and tells nothing to the next one", async () => {
    const before = hashes();
    const tries = Array.from({ length: 200 }, (_, index) => `198.51.100.${index % 250}`);
    const answers = await inParallel(tries, 20, (address) => visitorAt(server.url, address).login(unknown(), WRONG));
    expect(answers.filter(({ status }) => status === 401).length).toBe(hashes() - before);
    expect(hashes() - before).toBe(PER_NETWORK);
    expect(new Set(answers.map(codeOf))).toEqual(new Set(["invalid_credentials", "rate_limited"]));
    expect(codeOf(await visitorAt(server.url, "198.51.101.1").login(unknown(), WRONG))).toBe("invalid_credentials");
    // Made-up accounts do not fill the table: besides those that were looked at, a few that came in at the last moment.
    const [{ counted, rows } = { counted: 0, rows: 0 }] = await ask<{ counted: number; rows: number }>(
      "select count(*) filter (where count > 0)::integer as counted, count(*)::integer as rows from sign_in_attempts where network = sha256('198.51.100.0/24')");
    expect([counted, rows <= PER_NETWORK + 4]).toEqual([PER_NETWORK, true]);
    server.clock.advance(900_000);
    expect(codeOf(await visitorAt(server.url, "198.51.100.9").login(unknown(), WRONG))).toBe("invalid_credentials");
  });

  test("on the whole platform narrows what each network may, but not a known device", async () => {
    const strict = await startAnother({ VITALEDGE_SIGN_IN_FAILURES_EXPECTED: "2" });
    try {
      const { email, at } = await signedIn();
      server.clock.advance(86_400_000);
      const failing = async (times: number): Promise<string[]> => {
        const visitor = fresh(strict.url);
        const codes: string[] = [];
        for (let time = 0; time < times; time += 1) codes.push(codeOf(await visitor.login(unknown(), WRONG)));
        return codes;
      };
      expect(new Set(await failing(4))).toEqual(new Set(["invalid_credentials"]));
      for (let network = 0; network < 16; network += 1) await failing(1);
      expect(await failing(3)).toEqual(["invalid_credentials", "invalid_credentials", "rate_limited"]);
      expect(codeOf(await visitorAt(strict.url, freshAddress(), at.device()).login(email, PASSWORD))).toBe("in");
      server.clock.advance(86_400_000);
      expect(new Set(await failing(4))).toEqual(new Set(["invalid_credentials"]));
    } finally {
      await strict.close();
    }
  });
});

describe("the counters", () => {
  test("are shared by two servers, outlive a restart, double the wait, and are free once the clock has moved on", async () => {
    const { email } = await server.account();
    const address = freshAddress();
    const tries = async (url: string): Promise<string> => codeOf(await visitorAt(url, address).login(email, WRONG));
    let other = await startAnother();
    expect([await tries(server.url), await tries(other.url), await tries(server.url)]).toEqual(["invalid_credentials", "rate_limited", "rate_limited"]);
    await other.close();
    other = await startAnother();
    expect(await tries(other.url)).toBe("rate_limited");
    for (const wait of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      server.clock.advance(wait * 1000 - 1);
      expect(await tries(other.url)).toBe("rate_limited");
      server.clock.advance(1);
      expect(await tries(server.url)).toBe("invalid_credentials");
    }
    server.clock.advance(86_400_000);
    expect(await tries(other.url)).toBe("invalid_credentials");
    server.clock.advance(1_000);
    expect(codeOf(await visitorAt(other.url, address).login(email, PASSWORD))).toBe("in");
    await other.close();
  });

  test("let one through of those that come to two servers at once", async () => {
    const other = await startAnother();
    const before = hashes() + hashes(other.deps);
    const address = freshAddress();
    const email = unknown();
    const answers = await inParallel(Array.from({ length: 40 }, (_, index) => (index % 2 ? server.url : other.url)), 40, (url) => visitorAt(url, address).login(email, WRONG));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(1);
    expect(hashes() + hashes(other.deps) - before).toBe(1);
    await other.close();
  });

  test("away, refuse: 503, and nothing is hashed", async () => {
    const proxy = await startFaultProxy(server.database.appUrl);
    const cut = await startAnother({ DATABASE_URL: proxy.through(server.database.appUrl) });
    const { email } = await signedIn();
    await proxy.refuse();
    const before = hashes(cut.deps);
    const answer = await fresh(cut.url).login(email, PASSWORD);
    expect([answer.status, codeOf(answer), hashes(cut.deps) - before]).toEqual([503, "unavailable", 0]);
    await proxy.mend();
    expect(codeOf(await fresh(cut.url).login(email, PASSWORD))).toBe("in");
    await cut.close();
    await proxy.close();
  });

  test("hold neither an account's address nor a network's", async () => {
    const rows = await ask("select (select string_agg(t::text, ' ') from throttles t) || (select string_agg(a::text, ' ') from sign_in_attempts a) as all");
    expect(JSON.stringify(rows)).not.toMatch(/example\.com|10\.0\.|198\.51/);
  });
});

describe("a known and an unknown account are told apart by nothing", () => {
  const plain = ({ status, body, headers, text }: Answer): unknown => ({
    status,
    length: text.length,
    body: { ...body, instance: "", requestId: "" },
    headers: Object.fromEntries([...headers].filter(([name]) => name !== "x-request-id")),
  });

  test("in 300 attempts to sign in, by turns, with and without throttling", async () => {
    const { email } = await signedIn();
    const nobody = `${"x".repeat(email.indexOf("@"))}@example.com`;
    let visitors = neighbours();
    const statuses = new Map<number, number>();
    for (let round = 0; round < 150; round += 1) {
      if (round % 6 === 0) visitors = neighbours();
      const seen: unknown[] = [];
      for (const [turn, address] of (round % 2 ? [email, nobody] : [nobody, email]).entries()) {
        const before = hashes();
        const answer = await visitors[turn]!.login(address, WRONG);
        seen.push({ ...(plain(answer) as object), hashes: hashes() - before });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }
      expect(seen[0]).toEqual(seen[1]);
      server.clock.advance(700);
    }
    expect([...statuses.keys()].toSorted()).toEqual([401, 429]);
    expect(statuses.get(401)).toBeGreaterThanOrEqual(50);
  });

  test("when a new password is asked for; mails are queued for known ones alone, three an hour", async () => {
    const { email } = await signedIn();
    const queued = async (): Promise<number> => (await ask<{ rows: number }>("select count(*)::integer as rows from outbox_mails"))[0]!.rows;
    const before = await queued();
    const [one, other] = neighbours();
    for (let round = 0; round < 5; round += 1) {
      const [known, none] = [await one.post("password/forgot", { email }), await other.post("password/forgot", { email: unknown() })];
      expect(known.status).toBe(202);
      expect(plain(known)).toEqual(plain(none));
    }
    expect(await queued() - before).toBe(3);
    expect(await ask("select 1 from password_resets")).toHaveLength(3);
  });

  test("when an invitation is accepted: one hash each", async () => {
    const owner = await server.owner();
    const { email } = await signedIn();
    for (const invited of [email, unknown()]) {
      const { body } = await owner.call("POST", `/api/organizations/${owner.organizationId}/invitations`, { email: invited, role: "BILLER" });
      const before = hashes();
      const answer = await fresh().post("invitations/accept", { token: new URL(body.url).hash.slice("#token=".length), password: PASSWORD });
      expect([answer.status, hashes() - before]).toEqual([200, 1]);
    }
  });
});

describe("the device's cookie", () => {
  test("is out of scripts' and other sites' reach, stored as a hash, and authenticates nothing", async () => {
    const { email } = await server.account();
    const at = fresh();
    const answer = await at.login(email, PASSWORD);
    expect(answer.headers.get("set-cookie")).toMatch(/^vitaledge_device=[\w-]{43}; path=\/api\/auth; expires=[^;]+; samesite=strict; httponly$/i);
    expect((await call(server.url, "GET", "/api/auth/me", undefined, { cookie: `vitaledge_device=${at.device()}` })).status).toBe(401);
    const [row] = await ask<{ all: string; days: number }>("select string_agg(d::text, ' ') as all, max(round(extract(epoch from expires_at - now()) / 86400))::integer as days from known_devices d");
    expect(row!.all).not.toContain(at.device());
    expect(await ask(`select 1 from known_devices where hash = sha256('${at.device()}')`)).toHaveLength(1);
  });

  test("is Secure where people use https", async () => {
    const other = await startAnother({ VITALEDGE_PUBLIC_URL: "https://vitaledge.example" });
    const { email } = await server.account();
    expect((await fresh(other.url).login(email, PASSWORD)).headers.get("set-cookie")).toMatch(/; secure/i);
    await other.close();
  });

  test("is of the account that signed in, changes at each sign-in, and ends after 180 days and with the password", async () => {
    const { email, at } = await signedIn();
    const other = await signedIn();
    const stolen = at.device();
    const throttled = async (account: string, device: string | undefined): Promise<boolean> => {
      const address = freshAddress();
      const codes = [await visitorAt(server.url, address, device).login(account, WRONG), await visitorAt(server.url, address, device).login(account, WRONG)];
      return codes.some((answer) => codeOf(answer) === "rate_limited");
    };
    expect(await throttled(email, stolen)).toBe(false);
    expect(await throttled(other.email, stolen)).toBe(true);
    expect(codeOf(await at.login(email, PASSWORD))).toBe("in");
    expect(await throttled(email, stolen)).toBe(true);
    expect(await throttled(email, at.device())).toBe(false);
    // Two people at one computer: each sign-in keeps the device known to the other.
    server.clock.advance(900_000);
    expect(codeOf(await at.login(other.email, PASSWORD))).toBe("in");
    expect(await throttled(email, at.device())).toBe(false);
    server.clock.advance(181 * 86_400_000);
    expect(await throttled(email, at.device())).toBe(true);
    // Whoever knew the former password has no advantage over the new one.
    server.clock.advance(900_000);
    expect(codeOf(await at.login(email, PASSWORD))).toBe("in");
    const words: string[] = [];
    await resetUserPassword(server.deps, email, { write: (text) => words.push(text) });
    const reset = await fresh().post("password/reset", { token: /#token=([\w-]+)/.exec(words.join(""))![1], newPassword: "words that nobody else has" });
    expect([reset.status, await throttled(email, at.device())]).toEqual([204, true]);
  });
});

describe("other secrets have limits of their own", () => {
  test("a session's refreshes, and a network's requests", async () => {
    const { email, at } = await signedIn();
    let { refreshToken } = (await at.login(email, PASSWORD)).body;
    const codes: string[] = [];
    for (let time = 0; time < 121; time += 1) {
      const answer = await fresh().post("refresh", { refreshToken });
      codes.push(codeOf(answer));
      refreshToken = answer.body.refreshToken ?? refreshToken;
    }
    expect(codes.filter((code) => code === "in")).toHaveLength(120);
    expect(codes.at(-1)).toBe("rate_limited");
    server.clock.advance(1_000);
    expect(codeOf(await fresh().post("refresh", { refreshToken }))).toBe("in");
  });

  test.each([
    ["refresh", { refreshToken: "made-up" }, 10],
    ["mfa/verify", { mfaToken: "made-up", code: "123456" }, 10],
    ["password/reset", { token: "made-up", newPassword: PASSWORD }, 10],
    ["invitations/accept", { token: "made-up", password: PASSWORD }, 10],
    ["password/forgot", { email: "nobody@example.com" }, 1],
  ])("%s by the network that asks", async (path, body, allowed) => {
    const strict = await startAnother({ VITALEDGE_AUTH_REQUESTS_PER_NETWORK: "10" });
    try {
        const at = fresh(strict.url);
      const codes: string[] = [];
      for (let time = 0; time <= allowed; time += 1) codes.push(codeOf(await at.post(path, body)));
      expect(codes.slice(0, allowed)).not.toContain("rate_limited");
      expect(codes[allowed]).toBe("rate_limited");
      expect(codeOf(await fresh(strict.url).post(path, body))).not.toBe("rate_limited");
    } finally {
      await strict.close();
    }
  });

  test("the password of whoever is signed in, wherever they ask from", async () => {
    const { email } = await signedIn();
    const { accessToken } = (await fresh().login(email, PASSWORD)).body;
    const before = hashes();
    const bearer = { authorization: `Bearer ${accessToken}` };
    const answers = await inParallel(Array.from({ length: 25 }, (_, index) => index % 2), 5, (turn) =>
      turn ? fresh().post("mfa/setup", { password: WRONG }, bearer) : fresh().post("mfa/disable", { password: WRONG, code: "123456" }, bearer));
    expect(answers.map(codeOf).toSorted()).toEqual([...Array<string>(10).fill("invalid_credentials"), ...Array<string>(15).fill("rate_limited")]);
    expect(hashes() - before).toBe(10);
    // Signing in is another door.
    expect(codeOf(await fresh().login(email, PASSWORD))).toBe("in");
  });

  test("the mails that one address gets by invitations of all organizations", async () => {
    const owners = [await server.owner(), await server.owner()];
    const email = unknown();
    const codes: string[] = [];
    for (let time = 0; time < 11; time += 1) {
      const owner = owners[time % 2]!;
      codes.push(codeOf(await owner.call("POST", `/api/organizations/${owner.organizationId}/invitations`, { email, role: "BILLER" })));
    }
    expect(codes).toEqual([...Array<string>(10).fill("in"), "rate_limited"]);
  });
});
