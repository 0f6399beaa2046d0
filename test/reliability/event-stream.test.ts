import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createServer, type RunningServer } from "@vitaledge/server";
import { VitalEdge, tokens } from "@vitaledge/sdk";
import { answerOnce } from "../../packages/server/src/http/mount.js";
import type { Scope } from "../../packages/server/src/http/scope.js";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { call } from "../support/call.js";
import { openEventStream, type EventStream } from "../support/event-stream.js";
import { startServer, type TestServer } from "../support/server.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const KEY = randomBytes(32).toString("base64");

let server: TestServer;
/** On the same database, where both publish: one at a time. */
let second: RunningServer;
let owner: Actor;
let scene: Scene;
let streams: EventStream[];

const settingsOf = (database: TestServer["database"]): Record<string, string> => ({
  PORT: "0", NODE_ENV: "test", DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl, VITALEDGE_MASTER_KEY: KEY,
  VITALEDGE_DATABASE_POOL: "5", VITALEDGE_LOG_LEVEL: "silent",
});

beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_MASTER_KEY: KEY } });
  second = await createServer({ settings: settingsOf(server.database), clock: server.clock });
});
afterAll(async () => {
  await second.close();
  await server.close();
});
beforeEach(async () => {
  streams = [];
  owner = await server.owner();
  scene = await makeScene(() => owner, new Date(server.clock.now().getTime() - 10 * HOUR));
});
afterEach(() => {
  for (const stream of streams) stream.close();
});

const headersOf = (actor: Actor): Record<string, string> => ({ authorization: `Bearer ${actor.accessToken}`, "x-organization-id": actor.organizationId });
const open = async (actor = owner, more: Record<string, string> = {}, url = server.url): Promise<EventStream> => {
  const stream = await openEventStream(url, { ...headersOf(actor), ...more });
  streams.push(stream);
  return stream;
};
const send = (minutes: number): Promise<{ body: { id: string } }> => scene.send(120, minutes);
const idOf = ({ data }: { data?: string }): string => (JSON.parse(data!) as { data: { id: string } }).data.id;

describe("the stream", () => {
  test("is what EventSource and proxies expect", async () => {
    const { status, headers } = await open();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no",
    });
    expect(headers).not.toHaveProperty("content-encoding");
  });

  test("takes no token in the address", async () => {
    const answer = await call(server.url, "GET", `/api/events?access_token=${owner.accessToken}`, undefined, { "x-organization-id": owner.organizationId });
    expect(answer.status).toBe(401);
  });

  test("says every 15 seconds that it is there", async () => {
    const stream = await open();
    expect(stream.text()).not.toContain("still here");
    server.clock.advance(15 * SECOND);
    await expect.poll(() => stream.text(), { timeout: 30_000 }).toContain(": still here\n\n");
    expect(stream.messages).toEqual([]);
  });

  test("holds no connection to the database, however many there are", async () => {
    const others = [owner, await server.member(owner, "CLINICIAN"), await server.member(owner, "AUDITOR")];
    for (const actor of others) for (let index = 0; index < 15; index++) await open(actor);
    await send(0);
    for (const stream of streams) await stream.wait(1);
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query("select count(*)::integer as held from pg_stat_activity where datname = current_database() and usename like 'vitaledge\\_%' and (state <> 'idle')");
    await superuser.end();
    expect(rows[0].held).toBeLessThan(5);
    expect((await owner.call("GET", "/api/patients")).status).toBe(200);
  });

  test("is had 20 times at most by a user", async () => {
    for (let index = 0; index < 20; index++) await open();
    const refused = await call(server.url, "GET", "/api/events", undefined, headersOf(owner));
    expect([refused.status, refused.body.code, refused.headers.get("retry-after")]).toEqual([429, "rate_limited", "5"]);
    const member = await server.member(owner, "CLINICIAN");
    expect((await open(member)).status).toBe(200);
    streams[0]!.close();
    await expect.poll(async () => (await open()).status, { timeout: 60_000 }).toBe(200);
  });
});

describe("a stream is gone on with", () => {
  test("after the last event that came, and misses none that two servers commit side by side", async () => {
    const WRITERS = 4;
    const EACH = 15;
    const sent: string[] = [];
    const write = async (writer: number): Promise<void> => {
      const url = writer % 2 ? second.url : server.url;
      for (let index = 0; index < EACH; index++) {
        const reading = { patientId: scene.patientId, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: scene.at(writer * EACH + index) };
        sent.push((await call(url, "POST", "/api/observations", reading, headersOf(owner))).body.id);
      }
    };
    const seen: { id?: string; data?: string }[] = [];
    const read = async (first: EventStream): Promise<void> => {
      let stream = first;
      for (let turn = 0; seen.length < WRITERS * EACH; turn++) {
        const left = WRITERS * EACH - seen.length;
        const some = (await stream.wait(Math.min(7, left))).slice(0, 7);
        seen.push(...some);
        stream.close();
        // In turns at each of the two servers.
        stream = await open(owner, { "last-event-id": seen.at(-1)!.id! }, turn % 2 ? second.url : server.url);
      }
    };
    // A stream begins with what is published after it was opened.
    const reading = read(await open(owner, {}, second.url));
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await reading;
    expect(seen.map(idOf).toSorted()).toEqual(sent.toSorted());
    expect(seen.map(({ id }) => Number(id))).toEqual(Array.from({ length: WRITERS * EACH }, (_, index) => index + 1));
  });

  test("24 hours back, and told to read again where that is too long ago or unknown", async () => {
    const first = await open();
    await send(0);
    await send(1);
    const [one, two] = await first.wait(2);
    server.clock.advance(23 * HOUR);
    owner = await server.signIn(owner.email, owner.organizationId);
    const resumed = await open(owner, { "last-event-id": one!.id! });
    expect(await resumed.wait(1)).toEqual([two]);

    server.clock.advance(2 * HOUR);
    owner = await server.signIn(owner.email, owner.organizationId);
    const upToDate = await open(owner, { "last-event-id": two!.id! });
    for (const unknown of [one!.id!, "0", "999", "x", "1e1", "-1", "9".repeat(100)]) {
      const stream = await open(owner, { "last-event-id": unknown });
      expect(await stream.wait(1), unknown).toEqual([{ id: two!.id, event: "reset", data: "{}" }]);
    }
    const { body } = await scene.send(121, 26 * 60);
    for (const stream of streams.slice(-7)) expect(idOf((await stream.wait(2))[1]!)).toBe(body.id);
    expect((await upToDate.wait(1)).map(idOf)).toEqual([body.id]);
  });

  test("by the SDK, over a session's end and a server that leaves, as if nothing had been", async () => {
    const third = await createServer({ settings: settingsOf(server.database), clock: server.clock, worker: false });
    // A balancer that has the third server behind it, then the second.
    let [behind, opened] = [third.url, 0];
    const ve = new VitalEdge({
      baseUrl: "http://balancer.invalid", organizationId: owner.organizationId, auth: tokens({ accessToken: owner.accessToken, refreshToken: owner.refreshToken }),
      fetch: (url, init) => {
        if (url.includes("/api/events")) opened += 1;
        return fetch(url.replace("http://balancer.invalid", behind), init);
      },
    });
    const got: string[] = [];
    const watching = (async () => {
      for await (const event of ve.events.watch({ types: ["observation.created"] })) {
        if (event.type !== "reset") got.push(event.data.id);
        if (got.length === 3) return;
      }
    })();
    await expect.poll(() => opened, { timeout: 60_000 }).toBe(1);
    const sent = [(await send(0)).body.id];
    await expect.poll(() => got, { timeout: 60_000 }).toEqual(sent);
    behind = second.url;
    await third.close();
    sent.push((await send(1)).body.id);
    await expect.poll(() => got, { timeout: 60_000 }).toEqual(sent);
    server.clock.advance(16 * MINUTE);
    owner = await server.signIn(owner.email, owner.organizationId);
    sent.push((await send(2)).body.id);
    await watching;
    expect(got).toEqual(sent);
  });
});

describe("a stream ends, and says when to come back,", () => {
  const expectEnd = async (stream: EventStream): Promise<void> => {
    await stream.ended;
    expect(stream.text()).toMatch(/retry: 1000\n\n$/);
  };

  test("when the token expires", async () => {
    const stream = await open();
    server.clock.advance(14 * MINUTE);
    await send(0);
    await stream.wait(1);
    server.clock.advance(MINUTE + 6 * SECOND);
    await expectEnd(stream);
    expect((await call(server.url, "GET", "/api/events", undefined, headersOf(owner))).body.code).toBe("token_expired");
  });

  test("when the caller logs out, at either server", async () => {
    const both = [await open(), await open(owner, {}, second.url)];
    expect((await owner.call("POST", "/api/auth/logout", {})).status).toBe(204);
    for (const stream of both) await expectEnd(stream);
  });

  test("when the caller is no member any more, without another event", async () => {
    const member = await server.member(owner, "CLINICIAN");
    const stream = await open(member);
    await send(0);
    await stream.wait(1);
    await owner.call("DELETE", `/api/organizations/${owner.organizationId}/members/${member.userId}`);
    await send(1);
    await expectEnd(stream);
    expect(stream.messages.filter(({ event }) => event)).toHaveLength(1);
  });

  test("when the server leaves, which waits for nobody", async () => {
    const leaving = await createServer({ settings: settingsOf(server.database), clock: server.clock, worker: false });
    const both = [await open(owner, {}, leaving.url), await open(owner, {}, leaving.url)];
    const began = performance.now();
    await leaving.close();
    for (const stream of both) await expectEnd(stream);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

test.each([
  ["comes in time is left open", new AbortController().signal, false],
  ["comes after its request was answered is closed, and gives its place back", AbortSignal.abort(), true],
])("a stream that %s", async (_which, signal, isClosed) => {
  const body = new Readable();
  const asked = { trail: { unchanged: () => undefined } } as unknown as Scope;
  await answerOnce(asked, { signal }, async () => ({ status: 200, body }));
  expect(body.destroyed).toBe(isClosed);
});

test("a stream that stays open keeps no session from being idle", async () => {
  await owner.call("PATCH", `/api/organizations/${owner.organizationId}`, { sessionPolicy: { idleMinutes: 2 } });
  const stream = await open();
  server.clock.advance(MINUTE + SECOND);
  // Held against the gate, and found in order.
  await expect.poll(() => stream.text(), { timeout: 30_000 }).toContain("still here");
  server.clock.advance(MINUTE);
  await stream.ended;
  expect(stream.text()).toMatch(/retry: 1000\n\n$/);
  expect((await owner.call("GET", "/api/auth/me")).body.code).toBe("session_ended");
});

test("a role that was taken away hides what it could read from the next event on", async () => {
  const member = await server.member(owner, "CLINICIAN");
  const stream = await open(member);
  await send(0);
  await stream.wait(1);
  await owner.call("PATCH", `/api/organizations/${owner.organizationId}/members/${member.userId}`, { role: "DEVICE" });
  const witness = await open();
  await send(1);
  await witness.wait(1);
  expect(stream.messages.map(({ event }) => event)).toEqual(["observation.created"]);
});
