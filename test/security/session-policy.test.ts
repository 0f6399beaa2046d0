import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMember } from "../../packages/server/src/features/organizations/members.service.js";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import type { Actor } from "../support/actors.js";
import { appCode, authCalls, type Pair } from "../support/auth-calls.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let auth: ReturnType<typeof authCalls>;
let strict: Actor;
let lax: Actor;

beforeAll(async () => {
  server = await startServer();
  server.clock.hold();
  auth = authCalls(server.url);
  [strict, lax] = [await server.owner(), await server.owner()];
});
afterAll(() => server.close());

type Policy = { idleMinutes?: number | null; absoluteHours?: number | null; requireMfa?: boolean | null };

const OFF: Policy = { idleMinutes: null, absoluteHours: null, requireMfa: null };

/** What is not named is off. */
const setPolicy = async (owner: Actor, sessionPolicy: Policy): Promise<void> => {
  // Signed in anew, for the clock moves on from test to test.
  const fresh = await server.signIn(owner.email, owner.organizationId);
  expect((await fresh.call("PATCH", `/api/organizations/${owner.organizationId}`, { sessionPolicy: { ...OFF, ...sessionPolicy } })).status).toBe(200);
};
const join = (owner: Actor, userId: string, role: "CLINICIAN" | "BILLER" = "CLINICIAN"): Promise<boolean> =>
  withTenant(server.deps, owner.organizationId, SYSTEM, (tx) => addMember(tx, userId, role));

const minutes = (count: number, seconds = 0): void => server.clock.advance((count * 60 + seconds) * 1000);
const codeOf = ({ body }: Answer): string => (body as { code: string }).code;
const pairOf = ({ body }: Answer): Pair => body as Pair;
describe("without a policy", () => {
  test("a session that nobody uses lives on", async () => {
    const person = await server.member(strict, "CLINICIAN");
    minutes(6 * 24 * 60);
    expect((await auth.refresh(person.refreshToken)).status).toBe(200);
  });
});

describe("idleMinutes", () => {
  test("15: at 14:59 the session is alive, at 15:01 it has ended, for access and for refresh tokens", async () => {
    await setPolicy(strict, { idleMinutes: 15 });
    const [used, left] = [await server.member(strict, "CLINICIAN"), await server.member(strict, "CLINICIAN")];
    minutes(14, 59);
    expect((await used.call("GET", "/api/patients")).status).toBe(200);
    minutes(0, 2);
    expect(codeOf(await auth.me(left.accessToken))).toBe("session_ended");
    expect(codeOf(await auth.refresh(left.refreshToken))).toBe("refresh_token_invalid");
    // Used in between, the other's time began anew.
    const pair = pairOf(await auth.refresh(used.refreshToken));
    minutes(14, 59);
    expect((await auth.me(pair.accessToken)).status).toBe(200);
  });

  test("ends access tokens that have not expired", async () => {
    await setPolicy(strict, { idleMinutes: 5 });
    const person = await server.member(strict, "CLINICIAN");
    minutes(4, 59);
    expect((await person.call("GET", "/api/patients")).status).toBe(200);
    minutes(5, 1);
    expect(codeOf(await person.call("GET", "/api/patients"))).toBe("session_ended");
    expect(codeOf(await auth.me(person.accessToken))).toBe("session_ended");
  });

  test("counts from the last use, not from the last one that was a minute after the one before", async () => {
    await setPolicy(strict, { idleMinutes: 5 });
    const person = await server.member(strict, "CLINICIAN");
    for (let use = 0; use < 4; use += 1) {
      minutes(0, 20);
      expect((await auth.me(person.accessToken)).status).toBe(200);
    }
    minutes(4, 59);
    expect((await auth.me(person.accessToken)).status).toBe(200);
  });

  test("is not put off by a stream of events that nobody looks at", async () => {
    await setPolicy(strict, { idleMinutes: 5 });
    const person = await server.member(strict, "CLINICIAN");
    const watch = new AbortController();
    const stream = await fetch(`${server.url}/api/events`, {
      headers: { authorization: `Bearer ${person.accessToken}`, "x-organization-id": strict.organizationId }, signal: watch.signal,
    });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain(": open");
    minutes(4, 59);
    // It is told something for it was asked anew whether it may be.
    expect((await reader.read()).value).toContain(": still here");
    minutes(0, 2);
    expect(codeOf(await auth.me(person.accessToken))).toBe("session_ended");
    expect((await reader.read()).value).toContain("retry:");
    watch.abort();
  });

  test("ends a session for good: loosened later, it revives nothing", async () => {
    await setPolicy(strict, { idleMinutes: 5 });
    const [seen, refreshed] = [await server.member(strict, "CLINICIAN"), await server.member(strict, "CLINICIAN")];
    minutes(6);
    expect(codeOf(await auth.me(seen.accessToken))).toBe("session_ended");
    expect(codeOf(await auth.refresh(refreshed.refreshToken))).toBe("refresh_token_invalid");
    await setPolicy(strict, OFF);
    for (const { accessToken, refreshToken } of [seen, refreshed]) {
      expect(codeOf(await auth.me(accessToken))).toBe("session_ended");
      expect(codeOf(await auth.refresh(refreshToken))).toBe("refresh_token_invalid");
    }
  });

  test("holds at once for sessions that are there, and is not shown among one's open ones", async () => {
    await setPolicy(strict, OFF);
    const person = await server.member(strict, "CLINICIAN");
    minutes(10);
    const second = pairOf(await auth.login(person.email));
    expect((await auth.sessions(second.accessToken)).body.data).toHaveLength(2);
    await setPolicy(strict, { idleMinutes: 9 });
    expect((await auth.sessions(second.accessToken)).body.data).toMatchObject([{ current: true }]);
    expect(codeOf(await auth.me(person.accessToken))).toBe("session_ended");
  });
});

test("absoluteHours ends a session however often it is used and refreshed", async () => {
  await setPolicy(strict, { absoluteHours: 2 });
  const person = await server.member(strict, "CLINICIAN");
  let pair: Pair = person;
  for (let ten = 0; ten < 11; ten += 1) {
    minutes(10);
    pair = pairOf(await auth.refresh(pair.refreshToken));
  }
  minutes(9, 59);
  expect((await auth.me(pair.accessToken)).status).toBe(200);
  minutes(0, 2);
  expect(codeOf(await auth.me(pair.accessToken))).toBe("session_ended");
  expect(codeOf(await auth.refresh(pair.refreshToken))).toBe("refresh_token_invalid");
  await setPolicy(strict, OFF);
});

describe("of two organizations", () => {
  test("the strictest limit holds, whichever the request is for, and where it is for none", async () => {
    await setPolicy(strict, { idleMinutes: 30, absoluteHours: 100 });
    await setPolicy(lax, { idleMinutes: 120, absoluteHours: 1 });
    const both = await server.member(lax, "CLINICIAN");
    await join(strict, both.userId);
    const laxAlone = await server.member(lax, "CLINICIAN");
    const refreshed = pairOf(await auth.refresh(both.refreshToken));
    minutes(31);
    // The other's 30 minutes are nobody's who is not a member there, and tell them nothing.
    expect((await auth.refresh(laxAlone.refreshToken)).status).toBe(200);
    expect(codeOf(await auth.refresh(refreshed.refreshToken))).toBe("refresh_token_invalid");

    const again = await server.signIn(both.email, lax.organizationId);
    let pair = pairOf(await auth.refresh(again.refreshToken));
    for (let ten = 0; ten < 5; ten += 1) {
      minutes(10);
      pair = pairOf(await auth.refresh(pair.refreshToken));
    }
    minutes(10, 1);
    for (const organization of [{ "x-organization-id": lax.organizationId }, { "x-organization-id": strict.organizationId }]) {
      expect(codeOf(await again.call("GET", "/api/patients", undefined, { authorization: `Bearer ${pair.accessToken}`, ...organization }))).toBe("session_ended");
    }
    expect(codeOf(await auth.me(pair.accessToken))).toBe("session_ended");
  });

  test("joining a strict one binds a session that is there, and leaving it frees it again", async () => {
    await setPolicy(strict, { idleMinutes: 5 });
    await setPolicy(lax, OFF);
    const stays = await server.member(lax, "CLINICIAN");
    const leaves = await server.member(lax, "CLINICIAN");
    await join(strict, leaves.userId);
    await join(strict, stays.userId);
    const owner = await server.signIn(strict.email, strict.organizationId);
    expect((await owner.call("DELETE", `/api/organizations/${strict.organizationId}/members/${leaves.userId}`)).status).toBe(204);
    minutes(6);
    expect(codeOf(await auth.me(stays.accessToken))).toBe("session_ended");
    expect((await auth.me(leaves.accessToken)).status).toBe(200);
  });

  test("requests that share a statement get each their own limits and their own role", async () => {
    await setPolicy(strict, { idleMinutes: 5, requireMfa: true });
    await setPolicy(lax, OFF);
    const people = await Promise.all(Array.from({ length: 6 }, async (_, index) => server.member(index % 2 ? strict : lax, index % 3 ? "CLINICIAN" : "BILLER")));
    const billers = new Set(people.filter((_, index) => index % 3 === 0));
    const bothSides = await server.member(lax, "CLINICIAN");
    await join(strict, bothSides.userId, "BILLER");
    const ask = (actor: Actor, organizationId: string) => actor.call("POST", "/api/patients", "{ not json", { "x-organization-id": organizationId, "content-type": "application/json" });
    const ways = [...people, bothSides].flatMap((actor) => [strict, lax].map(({ organizationId }) => ({ actor, organizationId })));
    const expected = ({ actor, organizationId }: (typeof ways)[number]): string => {
      if (organizationId === strict.organizationId) return actor.organizationId === organizationId || actor === bothSides ? "mfa_required" : "organization_forbidden";
      if (actor.organizationId !== organizationId) return "organization_forbidden";
      return billers.has(actor) ? "permission_denied" : "invalid_json";
    };
    const many = Array.from({ length: 4 }, () => ways).flat();
    const answers = await Promise.all(many.map(({ actor, organizationId }) => ask(actor, organizationId)));
    expect(answers.map(codeOf)).toEqual(many.map(expected));

    minutes(5, 1);
    const later = await Promise.all(many.map(({ actor }) => auth.me(actor.accessToken)));
    const idle = ({ actor }: (typeof ways)[number]): boolean => actor.organizationId === strict.organizationId || actor === bothSides;
    expect(later.map(({ status }) => status)).toEqual(many.map((way) => (idle(way) ? 401 : 200)));
  });
});

describe("what the gate may see", () => {
  test("are the memberships and organizations of the users it asks for, and no row else", async () => {
    const app = new pg.Client({ connectionString: server.database.appUrl });
    await app.connect();
    const seen = async (users: string): Promise<string[]> => {
      await app.query("begin");
      await app.query("select set_config('app.user_id', $1, true)", [users]);
      const members = (await app.query<{ user_id: string }>("select distinct user_id from members")).rows.map((row) => row.user_id);
      const organizations = (await app.query<{ organization_id: string }>("select organization_id from organizations")).rows.map((row) => row.organization_id);
      const patients = (await app.query("select 1 from patients")).rowCount;
      await app.query("rollback");
      expect(patients).toBe(0);
      return [...members, ...organizations].toSorted();
    };
    const [one, other] = [await server.owner(), await server.owner()];
    await one.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" });
    expect(await seen(one.userId)).toEqual([one.userId, one.organizationId].toSorted());
    expect(await seen(`${one.userId},${other.userId}`)).toEqual([one.userId, one.organizationId, other.userId, other.organizationId].toSorted());
    for (const nobody of ["", ",", " ", "user_nobody", `${one.userId} `, "%", "{}", "' or true --"]) expect(await seen(nobody)).toEqual([]);
    await app.end();
  });
});

describe("requireMfa", () => {
  test("a member without a factor is refused everything of that organization, signs in, sets one up and passes", async () => {
    const owner = await server.owner();
    const elsewhere = await server.owner();
    const member = await server.member(owner, "BILLER");
    await join(elsewhere, member.userId);
    expect((await owner.call("PATCH", `/api/organizations/${owner.organizationId}`, { sessionPolicy: { requireMfa: true } })).status).toBe(200);

    // Tokens that were issued before are held to it at once, the OWNER's who asked for it too.
    for (const actor of [owner, member]) expect(codeOf(await actor.call("GET", `/api/organizations/${owner.organizationId}`))).toBe("mfa_required");
    const again = await server.signIn(member.email, owner.organizationId);
    const refused = await Promise.all([
      again.call("GET", "/api/patients"),
      again.call("POST", "/api/patients", "{ not json", { "content-type": "application/json" }),
      again.call("GET", "/api/patients?surprise=1"),
      again.call("GET", `/api/organizations/${owner.organizationId}/members`),
    ]);
    for (const answer of refused) expect([answer.status, codeOf(answer)]).toEqual([403, "mfa_required"]);
    // What comes before it in the order of refusals, and what the other organization allows.
    expect(codeOf(await again.call("GET", `/api/organizations/${elsewhere.organizationId}`))).toBe("organization_mismatch");
    expect(codeOf(await elsewhere.call("GET", "/api/patients", undefined, { "x-organization-id": owner.organizationId }))).toBe("organization_forbidden");
    expect((await again.call("GET", "/api/patients", undefined, { "x-organization-id": elsewhere.organizationId })).status).toBe(200);
    expect((await auth.me(again.accessToken)).status).toBe(200);
    expect((await auth.sessions(again.accessToken)).status).toBe(200);

    // A secret that no code has confirmed yet is no factor.
    const { secret } = (await auth.setUpFactor(again.accessToken)).body as { secret: string };
    expect(codeOf(await again.call("GET", "/api/patients"))).toBe("mfa_required");
    expect((await auth.confirmFactor(again.accessToken, appCode(server, secret))).status).toBe(200);
    expect((await again.call("GET", "/api/patients")).status).toBe(200);
    expect(codeOf(await again.call("POST", "/api/patients", {}))).toBe("permission_denied");
    // The session from before, which has shown no code, has ended.
    expect(codeOf(await member.call("GET", "/api/patients"))).toBe("session_ended");

    server.clock.advance(30_000);
    const { mfaToken } = (await auth.login(member.email)).body as { mfaToken: string };
    const through = pairOf(await auth.verify(mfaToken, appCode(server, secret)));
    expect((await again.call("GET", "/api/patients", undefined, { authorization: `Bearer ${through.accessToken}` })).status).toBe(200);
    server.clock.advance(30_000);
    expect((await auth.disableFactor(through.accessToken, appCode(server, secret))).status).toBe(204);
    expect(codeOf(await again.call("GET", "/api/patients", undefined, { authorization: `Bearer ${through.accessToken}` }))).toBe("mfa_required");
  });
});
