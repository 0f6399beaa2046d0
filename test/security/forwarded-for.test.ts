import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";
import { inParallel } from "../support/visitor.js";

const WRONG = "not the right password";
const PER_NETWORK = 20;
const ANONYMOUS = 300;
const FORGED = 200;
const SETTINGS = {
  VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"),
  VITALEDGE_SIGN_IN_FAILURES_PER_NETWORK: String(PER_NETWORK), VITALEDGE_ANONYMOUS_PER_MINUTE: String(ANONYMOUS),
};
const LOOPBACK = /^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/;

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer({ settings: SETTINGS });
  owner = await server.owner();
  // Waits are of seconds: however slow the machine is, none of them passes by itself.
  server.clock.hold();
});
afterAll(() => server.close());

const addressAt = (index: number): string => (index % 3 ? `198.${18 + (index % 2)}.${index}.7` : `2001:db8:${index.toString(16)}::1`);
/** Every header by which some proxy names a client. */
const forged = (address: string): Record<string, string> => ({
  "x-forwarded-for": address, "x-real-ip": address, "x-client-ip": address, "x-cluster-client-ip": address, "cf-connecting-ip": address,
  "true-client-ip": address, "forwarded": `for="${address}"`,
});
const logIn = (url: string, email: string, headers: Record<string, string>): Promise<Answer> => call(url, "POST", "/api/auth/login", { email, password: WRONG }, headers);
const all = Array.from({ length: FORGED }, (_, index) => index);

/** The addresses on record of a patient's readings. */
const recorded = async (url: string, headers: readonly Record<string, string>[]): Promise<string[]> => {
  const { body: patient } = await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" });
  const own = { "authorization": `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId };
  for (const more of headers) expect((await call(url, "GET", `/api/patients/${patient.id}`, undefined, { ...own, ...more })).status).toBe(200);
  const { data } = (await owner.call("GET", `/api/audit-events?patientId=${patient.id}&operationId=getPatient&limit=100`)).body;
  return (data as { address: string }[]).map(({ address }) => address).toReversed();
};

describe("to a server that trusts no proxy", () => {
  test(`${FORGED} forged addresses are one network that guesses one account, and one that guesses many`, async () => {
    const { email } = await server.account();
    const before = server.deps.passwords.figures.hashes;
    const one = await inParallel(all, 10, (index) => logIn(server.url, email, forged(addressAt(index))));
    expect(server.deps.passwords.figures.hashes - before).toBe(1);
    expect(one.filter(({ status }) => status === 429)).toHaveLength(FORGED - 1);
    server.clock.advance(900_000);
    const many = await inParallel(all, 10, (index) => logIn(server.url, `${randomUUID()}@example.com`, forged(addressAt(index))));
    expect(many.filter(({ status }) => status === 401)).toHaveLength(PER_NETWORK);
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([401, 429]));
  });

  test("they are one address that asks without an organization", async () => {
    server.clock.advance(60_000);
    const statuses = await inParallel([...all, ...all], 10, async (index) => (await call(server.url, "POST", "/api/auth/refresh", { refreshToken: "made-up" }, forged(addressAt(index)))).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(ANONYMOUS);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2 * FORGED - ANONYMOUS);
  });

  test("and none of them is on record", async () => {
    server.clock.advance(900_000);
    owner = await server.signIn(owner.email, owner.organizationId);
    const addresses = await recorded(server.url, all.slice(0, 10).map((index) => forged(addressAt(index))));
    expect(addresses).toHaveLength(10);
    for (const address of addresses) expect(address).toMatch(LOOPBACK);
  });
});

describe("behind proxies", () => {
  const behind = async (proxies: number, work: (proxied: RunningServer) => Promise<void>): Promise<void> => {
    const proxied = await createServer({
      settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_LOG_LEVEL: "silent", ...SETTINGS, VITALEDGE_TRUSTED_PROXIES: String(proxies) },
      clock: server.clock, worker: false,
    });
    try {
      await work(proxied);
    } finally {
      await proxied.close();
    }
  };
  const through = (chain: string): Record<string, string> => ({ ...forged("203.0.113.66"), "x-forwarded-for": chain });

  test("that are trusted, the right-most address that none of them has is the client's, whatever it says itself", async () => {
    await behind(1, async ({ url }) => {
      expect(await recorded(url, [
        through("192.0.2.1"), through("203.0.113.66, 192.0.2.2"), through("203.0.113.66,203.0.113.67 ,192.0.2.3"), through("192.0.2.4:50123"), through("x, [2001:db8::5]:443"), through("2001:db8::6"),
      ])).toEqual(["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "2001:db8::5", "2001:db8::6"]);
    });
    await behind(2, async ({ url }) => {
      expect(await recorded(url, [through("192.0.2.1, 10.0.0.1"), through("203.0.113.66, 203.0.113.67, 192.0.2.2, 10.0.0.1")])).toEqual(["192.0.2.1", "192.0.2.2"]);
    });
  });

  test("that name nobody, or not in the form of an address, the connection's own counts", async () => {
    await behind(1, async ({ url }) => {
      const addresses = await recorded(url, [through(" , "), through("unknown"), through("203.0.113.66, _hidden"), through("203.0.113.66, 999.1.1.1"), {}]);
      expect(addresses).toHaveLength(5);
      for (const address of addresses) expect(address).toMatch(LOOPBACK);
    });
    await behind(2, async ({ url }) => {
      for (const address of await recorded(url, [through("192.0.2.1")])) expect(address).toMatch(LOOPBACK);
    });
  });

  test(`${FORGED} forged addresses before one real one are the real one's guesses, and another real one still gets in`, async () => {
    await behind(1, async ({ url, deps }) => {
      server.clock.advance(900_000);
      const before = deps.passwords.figures.hashes;
      await inParallel(all, 10, (index) => logIn(url, `${randomUUID()}@example.com`, { "x-forwarded-for": `${addressAt(index)}, 192.0.2.9:${10_000 + index}` }));
      expect(deps.passwords.figures.hashes - before).toBe(PER_NETWORK);
      expect((await logIn(url, owner.email, { "x-forwarded-for": "192.0.2.9, 198.51.100.3" })).status).toBe(401);
    });
  });
});
