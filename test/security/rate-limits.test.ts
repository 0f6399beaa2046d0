import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "@vitaledge/server";
import pg from "pg";
import { parseList } from "structured-headers";
import { setPlanCommand } from "../../packages/server/src/commands/organizations.js";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const MASTER_KEY = Buffer.alloc(32, 7).toString("base64");
const ANONYMOUS = 40;

let server: TestServer;
let superuser: pg.Client;
let owner: Actor;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:05Z", settings: { VITALEDGE_MASTER_KEY: MASTER_KEY, VITALEDGE_TRUSTED_PROXIES: "1" } });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  owner = await server.owner();
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

const limitTo = (requestsPerMinute: number, actor = owner): Promise<void> =>
  setPlanCommand(server.deps, { id: actor.organizationId, plan: "STANDARD", requestsPerMinute }, { write: () => undefined });
/** The next minute, and a place in it that leaves room. */
const nextMinute = (): void => {
  const now = server.clock.now().getTime();
  server.clock.set(new Date(now - (now % 60_000) + 65_000));
};
const read = (actor = owner, url = server.url): Promise<Answer> =>
  call(url, "GET", "/api/metric-definitions?limit=1", undefined, { authorization: `Bearer ${actor.accessToken}`, "x-organization-id": actor.organizationId });
const quotaOf = ({ headers }: Answer) => {
  const [policy, limit] = [parseList(headers.get("ratelimit-policy")!)[0]!, parseList(headers.get("ratelimit")!)[0]!];
  return { policy: policy[0], q: policy[1].get("q") as number, w: policy[1].get("w"), of: limit[0], r: limit[1].get("r") as number, t: limit[1].get("t") as number };
};

describe("an organization's requests", () => {
  test("say what is left in both forms, and end in 429 with the time to wait", async () => {
    nextMinute();
    await limitTo(120);
    const answers = [];
    for (let index = 0; index < 122; index += 1) answers.push(await read());
    expect(quotaOf(answers[0]!)).toMatchObject({ policy: "organization", q: 120, w: 60, of: "organization", r: 119 });
    expect(answers.slice(0, 120).map((answer) => quotaOf(answer).r)).toEqual(Array.from({ length: 120 }, (_, index) => 119 - index));
    const [last] = answers.slice(-1) as [Answer];
    expect(last).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThanOrEqual(quotaOf(last).t);
    expect([last.headers.get("x-ratelimit-limit"), last.headers.get("x-ratelimit-remaining")]).toEqual(["120", "0"]);
    nextMinute();
    expect((await read()).status).toBe(200);
  });

  test("never pass the limit over two processes, and at most one lease a process is unused", async () => {
    const second = await createServer({
      settings: { PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: MASTER_KEY, VITALEDGE_LOG_LEVEL: "silent" }, clock: server.clock,
    });
    try {
      nextMinute();
      await limitTo(300);
      const answers = await Promise.all(Array.from({ length: 500 }, (_, index) => read(owner, index % 3 ? server.url : second.url)));
      const passed = answers.filter(({ status }) => status === 200).length;
      expect(passed).toBeLessThanOrEqual(300);
      expect(passed).toBeGreaterThanOrEqual(250);
    } finally {
      await second.close();
    }
  });

  test("are counted after membership: nobody spends another's limit", async () => {
    const stranger = await server.owner();
    nextMinute();
    await limitTo(30);
    for (let index = 0; index < 40; index += 1) {
      const denied = await call(server.url, "GET", "/api/patients", undefined, { authorization: `Bearer ${stranger.accessToken}`, "x-organization-id": owner.organizationId });
      expect({ status: denied.status, header: denied.headers.get("ratelimit") }).toEqual({ status: 403, header: null });
    }
    expect(quotaOf(await read()).r).toBe(29);
  });

  test("of a client that obeys the headers are never refused", async () => {
    nextMinute();
    await limitTo(50);
    for (let index = 0; index < 150; index += 1) {
      const answer = await read();
      expect(answer.status).toBe(200);
      const { r, t } = quotaOf(answer);
      if (r === 0) server.clock.advance(t * 1000);
    }
    nextMinute();
    await limitTo(1_000);
    let refused = 0;
    for (let index = 0; index < 10_000; index += 1) {
      const { taken, remaining, reset } = await server.deps.quotas.takeOfOrganization(owner.organizationId);
      if (!taken) refused += 1;
      if (remaining === 0) server.clock.advance(reset * 1000);
    }
    expect(refused).toBe(0);
    await limitTo(1_000_000);
    owner = await server.signIn(owner.email, owner.organizationId);
  });

  test("of one that is not there have nothing to take, and ask for it once", async () => {
    nextMinute();
    const refused = await Promise.all(Array.from({ length: 5 }, () => server.deps.quotas.takeOfOrganization("org_nobody")));
    expect(refused.map(({ taken, firstRefusal }) => [taken, firstRefusal])).toEqual([[false, true], ...Array(4).fill([false, false])]);
  });

  test("follow the plan: 1,000 and 10,000", async () => {
    for (const [plan, limit] of [["STANDARD", 1_000], ["ENTERPRISE", 10_000]] as const) {
      nextMinute();
      await setPlanCommand(server.deps, { id: owner.organizationId, plan }, { write: () => undefined });
      expect(quotaOf(await read()).q).toBe(limit);
    }
    await limitTo(1_000_000);
  });

  test("go on when the counter cannot be asked, and signing in does not", async () => {
    nextMinute();
    owner = await server.signIn(owner.email, owner.organizationId);
    nextMinute();
    await superuser.query("revoke insert, update on rate_windows from vitaledge_app");
    try {
      expect((await read()).status).toBe(200);
      expect(await call(server.url, "POST", "/api/auth/login", { email: owner.email, password: "whatever it is" })).toMatchObject({ status: 503, body: { code: "unavailable" } });
    } finally {
      await superuser.query("grant insert, update on rate_windows to vitaledge_app");
    }
  });
});

describe("requests without an organization", () => {
  test("count by address, an IPv6 network as one, whatever comes of them; what is no API is not limited", async () => {
    const small = await createServer({
      settings: {
        PORT: "0", NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: MASTER_KEY, VITALEDGE_LOG_LEVEL: "silent",
        VITALEDGE_ANONYMOUS_PER_MINUTE: String(ANONYMOUS), VITALEDGE_TRUSTED_PROXIES: "1",
      },
      clock: server.clock,
    });
    try {
      nextMinute();
      const from = (address: string, path = "/api/auth/refresh"): Promise<Answer> =>
        call(small.url, "POST", path, { refreshToken: "nonsense" }, { "x-forwarded-for": address });
      const statuses: number[] = [];
      for (let index = 0; index < ANONYMOUS + 3; index += 1) statuses.push((await from(`2001:db8:1:2::${index.toString(16)}`)).status);
      expect(statuses.slice(0, ANONYMOUS)).toEqual(Array(ANONYMOUS).fill(401));
      expect(statuses.slice(ANONYMOUS)).toEqual([429, 429, 429]);
      expect((await from("2001:db8:1:3::1")).status).toBe(401);
      expect(quotaOf(await from("198.51.100.1", "/api/nothing"))).toMatchObject({ policy: "address", q: ANONYMOUS });
      for (const path of ["/healthz", "/readyz", "/openapi.json", "/.well-known/jwks.json", "/docs/problems"]) {
        const { status, headers } = await call(small.url, "GET", path, undefined, { "x-forwarded-for": "2001:db8:1:2::1" });
        expect({ status, header: headers.get("ratelimit") }, path).toEqual({ status: 200, header: null });
      }
    } finally {
      await small.close();
    }
  });
});
