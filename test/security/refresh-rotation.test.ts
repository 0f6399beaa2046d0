import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { runPlain } from "../../packages/server/src/db/connection.js";
import { deleteForgotten } from "../../packages/server/src/features/auth/retention.service.js";
import type { Actor } from "../support/actors.js";
import { authCalls, loseRefresh, mailsTo, type Pair } from "../support/auth-calls.js";
import { startFaultProxy, type FaultProxy } from "../support/fault-proxy.js";
import { startServer, type TestServer } from "../support/server.js";

const MASTER_KEY = randomBytes(32).toString("base64");
const ROUNDS = 8;

let server: TestServer;
/** A second process's worth of server on the same database, which it reaches through a proxy that can be at fault. */
let other: RunningServer;
let proxy: FaultProxy;
let superuser: pg.Client;
let owner: Actor;
let auth: ReturnType<typeof authCalls>;
let otherAuth: ReturnType<typeof authCalls>;

beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_MASTER_KEY: MASTER_KEY } });
  proxy = await startFaultProxy(server.database.appUrl);
  other = await createServer({
    settings: {
      PORT: "0", NODE_ENV: "test", DATABASE_URL: proxy.through(server.database.appUrl), VITALEDGE_MASTER_KEY: MASTER_KEY,
      VITALEDGE_DATABASE_POOL: "5", VITALEDGE_LOG_LEVEL: "silent", VITALEDGE_ANONYMOUS_PER_MINUTE: "1000000",
    },
    clock: server.clock,
  });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  owner = await server.owner();
  [auth, otherAuth] = [authCalls(server.url), authCalls(other.url)];
});
afterAll(async () => {
  await superuser.end();
  await other.close();
  await proxy.close();
  await server.close();
});

const signedIn = (): Promise<Actor> => server.member(owner, "CLINICIAN");
const passSeconds = (seconds: number): void => server.clock.advance(seconds * 1000);
const pairOf = (answer: { body: unknown }): Pair => answer.body as Pair;
const codeOf = (answer: { body: unknown }): string => (answer.body as { code: string }).code;

/** A chain has one end: of a session's tokens one at most has not been used. */
const expectOneEndEach = async (): Promise<void> => {
  const { rows } = await superuser.query("select session_id from refresh_tokens where consumed_at is null group by session_id having count(*) > 1");
  expect(rows).toEqual([]);
};

describe("of many at once", () => {
  test("eight on two servers get one successor, round after round", async () => {
    let { refreshToken } = await signedIn();
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 ? auth : otherAuth).refresh(refreshToken)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const successors = new Set(answers.map((answer) => pairOf(answer).refreshToken));
      expect(successors.size).toBe(1);
      [refreshToken] = [...successors] as [string];
      await expectOneEndEach();
    }
  });

  test("a logout and refreshes wait for each other and leave no session", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = await signedIn();
      const { refreshToken } = pairOf(await auth.refresh(first.refreshToken));
      const answers = await Promise.all([
        auth.refresh(refreshToken), otherAuth.logout(refreshToken), otherAuth.refresh(refreshToken), auth.me(first.accessToken), auth.refresh(refreshToken),
      ]);
      for (const { status } of answers) expect([200, 204, 401]).toContain(status);
      const left = answers.filter(({ status, body }) => status === 200 && (body as Partial<Pair>).refreshToken).map(pairOf);
      for (const token of [refreshToken, ...left.map((pair) => pair.refreshToken)]) expect(codeOf(await auth.refresh(token))).toBe("refresh_token_invalid");
      for (const { accessToken } of [first, ...left]) expect(codeOf(await otherAuth.me(accessToken))).toBe("session_ended");
    }
  });

  test("replays at once end the session once and send one mail", async () => {
    const { refreshToken, email } = await signedIn();
    await auth.refresh(refreshToken);
    passSeconds(31);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => (index % 2 ? auth : otherAuth).refresh(refreshToken)));
    for (const answer of answers) expect(["refresh_token_reused", "refresh_token_invalid"]).toContain(codeOf(answer));
    expect(answers.map(codeOf)).toContain("refresh_token_reused");
    expect((await mailsTo(server, email)).map(({ subject }) => subject)).toEqual(["You were signed out of VitalEdge"]);
  });
});

describe("a token that comes again", () => {
  test("after 31 seconds ends every token of its family at once, on every server, and its user is told", async () => {
    const first = await signedIn();
    const second = pairOf(await auth.refresh(first.refreshToken));
    const third = pairOf(await otherAuth.refresh(second.refreshToken));
    const elsewhere = pairOf(await auth.login(first.email));
    passSeconds(31);
    expect((await auth.me(third.accessToken)).status).toBe(200);
    expect(codeOf(await otherAuth.refresh(second.refreshToken))).toBe("refresh_token_reused");
    for (const { refreshToken, accessToken } of [first, second, third]) {
      expect(codeOf(await auth.refresh(refreshToken))).toBe("refresh_token_invalid");
      for (const each of [auth, otherAuth]) expect(codeOf(await each.me(accessToken))).toBe("session_ended");
    }
    // Another sign-in of the same person is another family.
    expect((await auth.me(elsewhere.accessToken)).status).toBe(200);
    const [mail] = await mailsTo(server, first.email);
    expect(mail?.text).toContain("used a second time");
    for (const token of [first, second, third].flatMap(({ refreshToken, accessToken }) => [refreshToken, accessToken])) expect(mail?.text).not.toContain(token);
  });

  test("is taken again, as long as its answer may have been lost on the way", async () => {
    const { refreshToken } = await signedIn();
    await loseRefresh(server.url, refreshToken);
    passSeconds(25);
    const again = await otherAuth.refresh(refreshToken);
    expect(again.status).toBe(200);
    expect((await auth.me(pairOf(again).accessToken)).status).toBe(200);
    expect((await auth.refresh(pairOf(again).refreshToken)).status).toBe(200);
  });

  test("is taken again, whenever the database's connection broke", async () => {
    let { refreshToken } = await signedIn();
    let cut = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const asked = otherAuth.refresh(refreshToken);
      await sleep(round);
      proxy.cut();
      const answer = await asked;
      expect([200, 503]).toContain(answer.status);
      cut += answer.status === 503 ? 1 : 0;
      const again = await auth.refresh(refreshToken);
      expect(again.status).toBe(200);
      if (answer.status === 200) expect(pairOf(again).refreshToken).toBe(pairOf(answer).refreshToken);
      ({ refreshToken } = pairOf(again));
    }
    expect(cut).toBeGreaterThan(0);
    await expectOneEndEach();
  });

  test("of a session that is over is no replay, whatever the reason", async () => {
    const { refreshToken, email } = await signedIn();
    await auth.refresh(refreshToken);
    passSeconds(7 * 86_400 + 1);
    expect(codeOf(await auth.refresh(refreshToken))).toBe("refresh_token_invalid");
    expect(await mailsTo(server, email)).toEqual([]);
  });
});

test("the seventh day is the last, however often a session was refreshed", async () => {
  let { refreshToken } = await signedIn();
  for (let half = 0; half < 13; half += 1) {
    passSeconds(43_200);
    ({ refreshToken } = pairOf(await auth.refresh(refreshToken)));
  }
  passSeconds(43_200 - 60);
  const last = await auth.refresh(refreshToken);
  expect(last.status).toBe(200);
  passSeconds(61);
  expect(codeOf(await auth.refresh(pairOf(last).refreshToken))).toBe("refresh_token_invalid");
  expect(codeOf(await auth.me(pairOf(last).accessToken))).toBe("session_ended");
});

test("no table holds a token that works", async () => {
  const first = await signedIn();
  const second = pairOf(await auth.refresh(first.refreshToken));
  await auth.forgot(first.email);
  const link = /token=([\w-]+)/.exec((await mailsTo(server, first.email))[0]!.text)![1]!;
  const invited = await owner.call("POST", `/api/organizations/${owner.organizationId}/invitations`, { email: "late@example.com", role: "BILLER" });
  const invitation = String(invited.body.url).split(".").at(-1)!;
  const given = [first.refreshToken, first.accessToken, second.refreshToken, second.accessToken, link, invitation];
  const forms = given.flatMap((token) => [token, Buffer.from(token).toString("hex"), Buffer.from(token, "base64url").toString("hex"), Buffer.from(token).toString("base64")]);

  const { rows: tables } = await superuser.query<{ name: string }>("select quote_ident(relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r'");
  let cells = "";
  for (const { name } of tables) cells += (await superuser.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => row).join("\n");
  expect(cells).toContain(first.userId);
  for (const form of forms) expect(cells).not.toContain(form);

  // Sealed it is kept for as long as it may be asked for again.
  const sealed = async (): Promise<number> => Number((await superuser.query("select count(*) from refresh_tokens where successor_sealed is not null and consumed_at < $1", [server.clock.now()])).rows[0].count);
  passSeconds(301);
  expect(await sealed()).toBeGreaterThan(0);
  await deleteForgotten((statement) => runPlain(server.deps.database, statement), server.clock.now());
  expect(await sealed()).toBe(0);
  expect((await auth.refresh(second.refreshToken)).status).toBe(200);
});
