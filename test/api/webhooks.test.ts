import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startReceiver, type Receiver } from "../support/receiver.js";
import { startServer, type TestServer } from "../support/server.js";

const DAY = 86_400_000;

let server: TestServer;
let owner: Actor;
let receiver: Receiver;
beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_WEBHOOK_LOOPBACK: "allow" } });
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});
beforeEach(async () => {
  owner = await server.owner();
});

const create = (more: Record<string, unknown> = {}): Promise<Answer> =>
  owner.call("POST", "/api/webhooks", { url: "https://hooks.example.com/a", events: ["alert.opened"], ...more });

const expectProblem = (answer: Answer, status: number, code: string): void => expect([answer.status, answer.body.code]).toEqual([status, code]);

const until = async <T>(read: () => Promise<T | undefined>): Promise<T> => {
  for (const end = performance.now() + 60_000; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = await read();
    if (found !== undefined) return found;
  }
  throw new Error("it did not come to be");
};

describe("a webhook", () => {
  test("shows its secret once, and lies encrypted", async () => {
    const made = await create({ description: "on call" });
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe(`/api/webhooks/${made.body.id}`);
    expect(made.body).toEqual({
      id: expect.stringMatching(/^whk_/), url: "https://hooks.example.com/a", events: ["alert.opened"], description: "on call", enabled: true,
      disabledReason: null, version: 1, createdAt: expect.any(String), secret: expect.stringMatching(/^whsec_/),
    });
    expect(Buffer.from(made.body.secret.slice("whsec_".length), "base64")).toHaveLength(32);

    const { secret, ...shown } = made.body;
    expect((await owner.call("GET", `/api/webhooks/${shown.id}`)).body).toEqual(shown);
    expect((await owner.call("GET", "/api/webhooks?includeTotal=true")).body).toEqual({ data: [shown], nextCursor: null, total: 1 });
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    const { rows } = await superuser.query("select to_jsonb(w)::text as row from webhooks w where id = $1", [shown.id]);
    await superuser.end();
    expect(rows[0].row).toContain("hooks.example.com");
    expect(rows[0].row).not.toContain(secret.slice("whsec_".length));
  });

  test("is changed, with its version, and deleted", async () => {
    const { body: { id } } = await create({ description: "on call" });
    const changed = await owner.call("PATCH", `/api/webhooks/${id}`, { events: ["alert.opened", "alert.resolved"], description: null }, { "if-match": '"1"' });
    expect(changed.body).toMatchObject({ events: ["alert.opened", "alert.resolved"], description: null, enabled: true, version: 2 });
    expect(changed.headers.get("etag")).toBe('"2"');
    expectProblem(await owner.call("PATCH", `/api/webhooks/${id}`, { enabled: false }, { "if-match": '"1"' }), 412, "version_mismatch");
    expectProblem(await owner.call("DELETE", `/api/webhooks/${id}`, undefined, { "if-match": '"1"' }), 412, "version_mismatch");
    expect((await owner.call("DELETE", `/api/webhooks/${id}`)).status).toBe(204);
    for (const [method, path, body] of [["GET", ""], ["PATCH", "", {}], ["DELETE", ""], ["POST", "/rotate-secret"], ["POST", "/test"], ["GET", "/deliveries"], ["POST", "/deliveries/del_1/resend"]] as const) {
      expectProblem(await owner.call(method, `/api/webhooks/${id}${path}`, body), 404, "webhook_not_found");
    }
    expect((await owner.call("GET", "/api/webhooks")).body.data).toEqual([]);
  });

  test("of another organization is not there", async () => {
    const { body: { id } } = await create();
    const stranger = await server.owner();
    expectProblem(await stranger.call("GET", `/api/webhooks/${id}`), 404, "webhook_not_found");
    expectProblem(await stranger.call("POST", `/api/webhooks/${id}/rotate-secret`), 404, "webhook_not_found");
    expectProblem(await stranger.call("GET", `/api/webhooks/${id}/deliveries`), 404, "webhook_not_found");
  });

  test("that is switched off is sent no test, and its secret can be changed", async () => {
    const { body: { id, secret } } = await create({ enabled: false });
    expectProblem(await owner.call("POST", `/api/webhooks/${id}/test`), 409, "webhook_disabled");
    expectProblem(await owner.call("POST", `/api/webhooks/${id}/deliveries/del_1/resend`), 409, "webhook_disabled");
    const rotated = await owner.call("POST", `/api/webhooks/${id}/rotate-secret`);
    expect(rotated.body.secret).not.toBe(secret);
    expect(new Date(rotated.body.previousValidUntil).getTime() - server.clock.now().getTime()).toBeGreaterThan(DAY - 10_000);
  });
});

describe("deliveries", () => {
  test("are listed with their attempts, filtered, paged, and sent again with the same id", async () => {
    const { body: { id } } = await create({ url: receiver.url });
    const queued = [];
    for (let index = 0; index < 3; index++) queued.push((await owner.call("POST", `/api/webhooks/${id}/test`)).body.deliveryId);
    const path = `/api/webhooks/${id}/deliveries`;
    const all = await until(async () => {
      const { body } = await owner.call("GET", `${path}?status=DELIVERED`);
      return body.data.length === 3 ? body.data : undefined;
    });
    expect(all.map((delivery: { id: string }) => delivery.id).toSorted()).toEqual(queued.toSorted());
    expect(all[0]).toEqual({
      id: expect.any(String), eventId: expect.stringMatching(/^evt_/), type: "webhook.test", status: "DELIVERED", nextAttemptAt: null, createdAt: expect.any(String),
      attempts: [{ at: expect.any(String), status: 204, durationMs: expect.any(Number), error: null }],
    });
    expect((await owner.call("GET", `${path}?status=PENDING,FAILED`)).body.data).toEqual([]);
    expect((await owner.call("GET", `${path}?to=${new Date(server.clock.now().getTime() - DAY).toISOString()}`)).body.data).toEqual([]);
    const first = await owner.call("GET", `${path}?limit=2&includeTotal=true`);
    const second = await owner.call("GET", `${path}?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.data, ...second.body.data].map(({ id: deliveryId }) => deliveryId)).toEqual(all.map(({ id: deliveryId }: { id: string }) => deliveryId));
    expect([first.body.total, second.body.nextCursor]).toEqual([3, null]);

    const of = (eventId: string) => receiver.received.filter(({ headers }) => headers["webhook-id"] === eventId);
    const again = await owner.call("POST", `${path}/${all[0].id}/resend`);
    expect([again.status, again.body]).toEqual([202, { deliveryId: all[0].id }]);
    await receiver.wait(2, ({ headers }) => headers["webhook-id"] === all[0].eventId);
    expect(of(all[0].eventId).map(({ body }) => body)).toEqual([of(all[0].eventId)[0]!.body, of(all[0].eventId)[0]!.body]);
    expectProblem(await owner.call("POST", `${path}/del_missing/resend`), 404, "delivery_not_found");
  });
});
