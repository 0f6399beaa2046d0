import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import { appendEvents, type NewEvent } from "../../packages/server/src/outbox/events.js";
import { nudge } from "../../packages/server/src/outbox/nudge.js";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { startReceiver, type Received, type Receiver } from "../support/receiver.js";
import { startServer, type TestServer } from "../support/server.js";

type Delivery = components["schemas"]["Delivery"];

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const MARK = "Quetzalcoatlus";

let server: TestServer;
let smtp: SMTPServer;
const mails: { to: string[]; content: string }[] = [];
let owner: Actor;
let scene: Scene;
let receiver: Receiver;
let webhook: { id: string; secret: string };

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, session, done) => void text(stream).then((content) => {
      mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), content });
      done();
    }),
  });
  await new Promise<void>((resolve) => void smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  server = await startServer({ settings: { VITALEDGE_WEBHOOK_LOOPBACK: "allow", SMTP_URL: `smtp://127.0.0.1:${port}` } });
});
afterAll(async () => {
  await server.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

beforeEach(async () => {
  owner = await server.owner();
  receiver = await startReceiver();
  scene = await sceneOf();
  webhook = (await owner.call("POST", "/api/webhooks", { url: receiver.url, events: ["alert.opened", "alert.updated", "alert.resolved"] })).body;
});
afterEach(() => receiver.close());

const sceneOf = (patient: Record<string, unknown> = {}): Promise<Scene> =>
  makeScene(() => owner, new Date(server.clock.now().getTime() - HOUR), patient);

/** Time goes by, and the session with it; the relay looks at once and not at its next second. */
const later = async (by: number): Promise<void> => {
  server.clock.advance(by);
  owner = await server.signIn(owner.email, owner.organizationId);
  nudge(server.deps.database, "deliveries");
};

const until = async <T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (const end = performance.now() + 60_000; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 30))) {
    const found = await read();
    if (found !== undefined) return found;
  }
  throw new Error("it did not come to be");
};

const deliveries = async (of = webhook.id): Promise<Delivery[]> => (await owner.call("GET", `/api/webhooks/${of}/deliveries`)).body.data.toReversed();
const delivery = (index: number, holds: (of: Delivery) => boolean): Promise<Delivery> =>
  until(async () => {
    const found = (await deliveries())[index];
    return found && holds(found) ? found : undefined;
  });
const tried = (times: number) => ({ attempts }: Delivery): boolean => attempts.length >= times;
const last = ({ status, attempts }: Delivery): unknown => [status, attempts.at(-1)?.status, attempts.at(-1)?.error];
const headersOf = ({ headers }: Received): Record<string, string> => headers as Record<string, string>;
const ids = (): string[] => receiver.received.map(({ headers }) => String(headers["webhook-id"]));

describe("an alert reaches its subscriber", () => {
  test("thin and signed, as an implementation of another author verifies; a byte changed, and it does not", async () => {
    const { body } = await scene.send(190, 0);
    const [received] = await receiver.wait(1);
    const verifier = new Webhook(webhook.secret);
    expect(verifier.verify(received!.body, headersOf(received!))).toEqual({
      id: received!.headers["webhook-id"], type: "alert.opened", timestamp: expect.any(String), organizationId: owner.organizationId,
      data: { id: body.alerts[0], patientId: scene.patientId, severity: "CRITICAL" },
    });
    for (let index = 0; index < received!.body.length; index += 7) {
      const changed = received!.body.slice(0, index) + String.fromCharCode(received!.body.charCodeAt(index) ^ 1) + received!.body.slice(index + 1);
      expect(() => verifier.verify(changed, headersOf(received!))).toThrow("No matching signature");
    }
    const { "webhook-timestamp": timestamp, ...rest } = headersOf(received!);
    expect(() => verifier.verify(received!.body, { ...rest, "webhook-timestamp": String(Number(timestamp) - 301) })).toThrow("too old");
    expect(received!.headers["content-type"]).toBe("application/json");
  });

  test("signed with both secrets for 24 hours after a change, then with the new one alone", async () => {
    const { body: { secret } } = await owner.call("POST", `/api/webhooks/${webhook.id}/rotate-secret`);
    await owner.call("POST", `/api/webhooks/${webhook.id}/test`);
    const [first] = await receiver.wait(1);
    for (const each of [secret, webhook.secret]) new Webhook(each).verify(first!.body, headersOf(first!));
    expect(headersOf(first!)["webhook-signature"]!.split(" ")).toHaveLength(2);
    await later(25 * HOUR);
    await owner.call("POST", `/api/webhooks/${webhook.id}/test`);
    const second = (await receiver.wait(2))[1]!;
    const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } = headersOf(second);
    // The verifier has this machine's clock; its signer is told the time.
    expect(signature).toBe(new Webhook(secret).sign(id!, new Date(Number(timestamp) * SECOND), second.body));
  });
});

describe("what was not taken is tried again", () => {
  test("with the same id and a new time; the patient's next event waits, another patient's does not", async () => {
    const other = await sceneOf();
    receiver.answer((response, { event }) => void response.writeHead(event.data.patientId === scene.patientId ? 500 : 204).end(MARK));
    const { body } = await scene.send(190, 0);
    await receiver.wait(1);
    await owner.call("POST", `/api/alerts/${body.alerts[0]}/resolve`, { outcome: "NO_ACTION" });
    await other.send(190, 1);
    await receiver.wait(1, ({ event }) => event.data.patientId === other.patientId);
    expect(last(await delivery(0, tried(1)))).toEqual(["PENDING", 500, "rejected"]);
    expect((await deliveries()).map(({ type, attempts }) => [type, attempts.length])).toEqual([["alert.opened", 1], ["alert.resolved", 0], ["alert.opened", 1]]);

    await later(6 * SECOND);
    expect(last(await delivery(0, tried(2)))).toEqual(["PENDING", 500, "rejected"]);
    receiver.answer((response) => void response.writeHead(202).end());
    await later(21 * SECOND);
    const mine = await receiver.wait(4, ({ event }) => event.data.patientId === scene.patientId);
    expect(mine.map(({ event }) => event.type)).toEqual(["alert.opened", "alert.opened", "alert.opened", "alert.resolved"]);
    expect(new Set(mine.slice(0, 3).map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(mine.slice(0, 3).map(({ body: text }) => text)).size).toBe(1);
    expect(new Set(mine.slice(0, 3).map(({ headers }) => headers["webhook-timestamp"])).size).toBe(3);
    expect(last(await delivery(0, tried(3)))).toEqual(["DELIVERED", 202, null]);
  });

  test.each([
    ["a redirect", 302, "redirected"], ["a refusal", 404, "rejected"], ["a fault", 500, "rejected"],
  ])("after %s, which is none", async (_what, status, error) => {
    receiver.answer((response) => void response.writeHead(status, { Location: receiver.url }).end());
    await scene.send(190, 0);
    expect(last(await delivery(0, tried(1)))).toEqual(["PENDING", status, error]);
    expect(receiver.received).toHaveLength(1);
  });

  test("after an answer that broke off, and after none", async () => {
    receiver.answer((response) => {
      response.writeHead(200, { "Content-Length": "100" }).write("x");
      setImmediate(() => response.destroy());
    });
    await scene.send(190, 0);
    expect(last(await delivery(0, tried(1)))).toEqual(["PENDING", 200, "answer_incomplete"]);
    receiver.answer((response) => void response.destroy());
    await later(6 * SECOND);
    expect(last(await delivery(0, tried(2)))).toEqual(["PENDING", null, "connection_failed"]);
    receiver.answer((response) => void response.writeHead(204).end());
    await later(2 * MINUTE);
    expect(last(await delivery(0, tried(3)))).toEqual(["DELIVERED", 204, null]);
  });

  test("when a receiver that has too much to do says, by nobody before", async () => {
    receiver.answer((response) => void response.writeHead(429, { "Retry-After": "600" }).end());
    await scene.send(190, 0);
    const { nextAttemptAt } = await delivery(0, tried(1));
    expect(new Date(nextAttemptAt!).getTime() - server.clock.now().getTime()).toBeGreaterThan(9 * MINUTE);
    const other = await sceneOf();
    await other.send(190, 1);
    await delivery(1, () => true);
    await later(5 * MINUTE);
    const second = await startReceiver();
    const witness = (await owner.call("POST", "/api/webhooks", { url: second.url, events: ["alert.opened"] })).body;
    await owner.call("POST", `/api/webhooks/${witness.id}/test`);
    await second.wait(1);
    expect(receiver.received).toHaveLength(1);
    receiver.answer((response) => void response.writeHead(204).end());
    await later(6 * MINUTE);
    await receiver.wait(3);
    await second.close();
  });

  test("at once where a person asks for it", async () => {
    receiver.answer((response) => void response.writeHead(503, { "Retry-After": "86400" }).end());
    await scene.send(190, 0);
    const { id } = await delivery(0, tried(1));
    receiver.answer((response) => void response.writeHead(204).end());
    await owner.call("POST", `/api/webhooks/${webhook.id}/deliveries/${id}/resend`);
    expect(last(await delivery(0, tried(2)))).toEqual(["DELIVERED", 204, null]);
    expect(new Set(ids()).size).toBe(1);
  });
});

describe("a webhook is switched off", () => {
  const mailsTo = (email: string): Promise<string[]> =>
    until(() => {
      const found = mails.filter(({ to }) => to.includes(email)).map(({ content }) => content);
      return found.length ? found : undefined;
    });

  test("by a receiver that answers 410: nothing more is sent, and the owners are told", async () => {
    const other = await sceneOf();
    receiver.answer((response) => void response.writeHead(500).end());
    await other.send(190, 0);
    await delivery(0, tried(1));
    receiver.answer((response) => void response.writeHead(410).end());
    await scene.send(190, 0);
    expect(last(await delivery(1, ({ status }) => status === "FAILED"))).toEqual(["FAILED", 410, "gone"]);
    expect(last(await delivery(0, ({ status }) => status === "FAILED"))).toEqual(["FAILED", null, "webhook_disabled"]);
    expect((await owner.call("GET", `/api/webhooks/${webhook.id}`)).body).toMatchObject({ enabled: false, disabledReason: "GONE" });
    expect((await owner.call("POST", `/api/webhooks/${webhook.id}/test`)).body.code).toBe("webhook_disabled");
    const [mail, ...more] = await mailsTo(owner.email);
    expect(mail).toContain(webhook.id);
    expect(more).toEqual([]);

    receiver.answer((response) => void response.writeHead(204).end());
    await owner.call("PATCH", `/api/webhooks/${webhook.id}`, { enabled: true });
    const [first] = await deliveries();
    await owner.call("POST", `/api/webhooks/${webhook.id}/deliveries/${first!.id}/resend`);
    expect(last(await delivery(0, ({ status }) => status === "DELIVERED"))).toEqual(["DELIVERED", 204, null]);
    expect((await owner.call("GET", `/api/webhooks/${webhook.id}`)).body).toMatchObject({ enabled: true, disabledReason: null });
  });

  test("when its receiver has taken nothing for three days, and no sooner", async () => {
    receiver.answer((response) => void response.writeHead(500).end());
    await scene.send(190, 0);
    await delivery(0, tried(1));
    await later(71 * HOUR);
    expect(last(await delivery(0, tried(2)))).toEqual(["PENDING", 500, "rejected"]);
    await later(7 * HOUR);
    expect(last(await delivery(0, tried(3)))).toEqual(["FAILED", 500, "rejected"]);
    expect((await owner.call("GET", `/api/webhooks/${webhook.id}`)).body).toMatchObject({ enabled: false, disabledReason: "FAILING" });
    expect(await mailsTo(owner.email)).toHaveLength(1);
  });

  test("not because of one event that its receiver never takes: that one is given up, the patient's next is sent", async () => {
    receiver.answer((response, { event }) => void response.writeHead(event.type === "alert.opened" ? 500 : 204).end());
    const { body } = await scene.send(190, 0);
    await delivery(0, tried(1));
    await owner.call("POST", `/api/alerts/${body.alerts[0]}/resolve`, { outcome: "NO_ACTION" });
    await delivery(1, () => true);
    await later(60 * HOUR);
    await delivery(0, tried(2));
    await owner.call("POST", `/api/webhooks/${webhook.id}/test`);
    await receiver.wait(1, ({ event }) => event.type === "webhook.test");
    await later(20 * HOUR);
    expect(last(await delivery(0, ({ status }) => status === "FAILED"))).toEqual(["FAILED", 500, "rejected"]);
    expect(last(await delivery(1, tried(1)))).toEqual(["DELIVERED", 204, null]);
    expect((await owner.call("GET", `/api/webhooks/${webhook.id}`)).body).toMatchObject({ enabled: true });
  });

  test("by a person: what waits is given up, and what happens meanwhile is not sent", async () => {
    receiver.answer((response) => void response.writeHead(500).end());
    await scene.send(190, 0);
    await delivery(0, tried(1));
    await owner.call("PATCH", `/api/webhooks/${webhook.id}`, { enabled: false });
    expect(last(await delivery(0, tried(2)))).toEqual(["FAILED", null, "webhook_disabled"]);
    const witness = (await owner.call("POST", "/api/webhooks", { url: "http://127.0.0.1:1/", events: ["alert.updated"] })).body.id as string;
    await scene.send(195, 1);
    await until(async () => (await deliveries(witness))[0]);
    await owner.call("PATCH", `/api/webhooks/${webhook.id}`, { enabled: true });
    await owner.call("POST", `/api/webhooks/${webhook.id}/test`);
    await receiver.wait(1, ({ event }) => event.type === "webhook.test");
    expect(receiver.received.map(({ event }) => event.type)).toEqual(["alert.opened", "webhook.test"]);
  });
});

test("a slow receiver holds up nobody else's", async () => {
  receiver.answer(() => undefined);
  const others = await Promise.all(Array.from({ length: 3 }, () => startReceiver()));
  for (const { url } of others) await owner.call("POST", "/api/webhooks", { url, events: ["alert.opened"] });
  await scene.send(190, 0);
  for (const other of others) await other.wait(1);
  const [of] = await deliveries();
  expect(of!.attempts).toEqual([]);
  for (const other of others) await other.close();
});

test("deliveries are listed in the order of their events, however many were published at once", async () => {
  const events = Array.from({ length: 20 }, (_, index): NewEvent => ({ type: "alert.updated", id: `alert_${index}` }));
  const told = await withTenant(server.deps, owner.organizationId, SYSTEM, (tx) => appendEvents(tx, events));
  await receiver.wait(told.length);
  expect((await deliveries()).map(({ eventId }) => eventId)).toEqual(told);
});

test("events and deliveries hold no health data, nor anything a receiver answered", async () => {
  receiver.answer((response) => void response.writeHead(500, { "X-Answer": MARK }).end(MARK));
  const marked = await sceneOf({ firstName: MARK, lastName: MARK, mrn: MARK });
  const { body } = await marked.send(191.25, 0, { note: MARK, metadata: { key: MARK }, externalId: MARK });
  await owner.call("POST", "/api/alerts/triage", { alertIds: body.alerts, action: "ACKNOWLEDGE", note: MARK });
  await owner.call("POST", `/api/alerts/${body.alerts[0]}/resolve`, { outcome: "OTHER", note: MARK });
  await owner.call("POST", `/api/observations/${body.id}/void`, { reason: MARK });
  await delivery(2, () => true);
  await delivery(0, tried(1));
  const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  const { rows } = await superuser.query<{ row: string }>(
    "select to_jsonb(e)::text as row from events e union all select to_jsonb(d)::text from deliveries d union all select to_jsonb(o)::text from outbox_pending o union all select to_jsonb(o)::text from outbox_due o");
  await superuser.end();
  const text = rows.map(({ row }) => row).join("\n");
  expect(text).toContain(marked.patientId);
  for (const mark of [MARK, "191.25", "OTHER", "systolic"]) expect(text).not.toContain(mark);
  expect(receiver.received.map(({ body: sent }) => sent).join()).not.toContain(MARK);
});
