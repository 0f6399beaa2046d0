import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Webhook } from "standardwebhooks";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import { startReceiver, type Receiver } from "../support/receiver.js";
import { startServer, type TestServer } from "../support/server.js";

const MINUTE = 60_000;

let server: TestServer;
let owner: Actor;
let scene: Scene;
let receiver: Receiver;
let webhook: { id: string; secret: string };

beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_WEBHOOK_LOOPBACK: "allow" } });
});
afterAll(() => server.close());

beforeEach(async () => {
  owner = await server.owner();
  receiver = await startReceiver();
  scene = await makeScene(() => owner, new Date(server.clock.now().getTime() - 60 * MINUTE));
  webhook = (await owner.call("POST", "/api/webhooks", { url: receiver.url, events: ["alert.opened", "alert.updated", "alert.resolved"] })).body;
});
afterEach(() => receiver.close());

const breach = (minutes: number): Promise<{ body: { alerts: string[] } }> => scene.send(190, minutes);

describe("an alert reaches its subscriber", () => {
  test("thin and signed, as an implementation of another author verifies", async () => {
    const { body } = await breach(0);
    const [received] = await receiver.wait(1);
    const verified = new Webhook(webhook.secret).verify(received!.body, received!.headers as Record<string, string>);
    expect(verified).toEqual({
      id: received!.headers["webhook-id"], type: "alert.opened", timestamp: expect.any(String), organizationId: owner.organizationId,
      data: { id: body.alerts[0], patientId: scene.patientId, severity: "CRITICAL" },
    });
  });
});
