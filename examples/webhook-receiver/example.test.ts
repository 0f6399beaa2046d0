import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VitalEdge } from "@vitaledge/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD } from "../../test/support/actors.js";
import { startReceiver, type Receiver } from "../../test/support/receiver.js";
import { startExample, type Listening } from "../../test/support/start-example.js";
import { startServer, type TestServer } from "../../test/support/server.js";

const MINUTES = 31;

let server: TestServer;
let ve: VitalEdge;
let pager: Receiver;
let folder: string;
let program: Listening;
let secret: string;

/** The server is half an hour behind and catches up: its webhooks are of the receiver's time when they are sent. */
beforeAll(async () => {
  server = await startServer({
    now: new Date(Date.now() - MINUTES * 60_000), settings: { VITALEDGE_WEBHOOK_LOOPBACK: "allow", VITALEDGE_SCHEDULER_SECONDS: "1" },
  });
  const owner = await server.owner();
  ve = new VitalEdge({ baseUrl: server.url, organizationId: owner.organizationId });
  await ve.auth.login({ email: owner.email, password: PASSWORD });
  [pager, folder] = [await startReceiver(), await mkdtemp(join(tmpdir(), "vitaledge-receiver-"))];
  const today = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date(Date.now() + 3_600_000).toISOString() };
  const shifts = [
    { from: "2020-01-01T00:00:00Z", to: today.from, name: "Sam", pager: "http://127.0.0.1:9/" },
    { ...today, name: "Dana", pager: pager.url },
  ];
  await writeFile(join(folder, "rota.json"), JSON.stringify(shifts));
  const webhook = await ve.webhooks.create({ url: "http://127.0.0.1:9/", events: ["alert.opened", "alert.unacknowledged"] });
  secret = webhook.secret!;
  program = await startExample("examples/webhook-receiver/src/main.ts", {
    WEBHOOK_SECRET: secret, ROTA: join(folder, "rota.json"), SEEN: join(folder, "seen.txt"), PORT: "0",
  });
  await ve.webhooks.update(webhook.id, { url: program.url });
});
afterAll(async () => {
  program.child.kill();
  await pager.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test("a critical alert that nobody acknowledges pages whoever is on call, once, without a word about the patient", async () => {
  await ve.organizations.update(ve.organizationId!, { alerting: { unacknowledgedMinutes: 30 } });
  const patient = await ve.patients.create({ firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" });
  const { alerts } = await ve.observations.create({
    patientId: patient.id, metricDefinitionId: "metric_bp_systolic", value: 250, unit: "mmHg", source: "DEVICE", recordedAt: server.clock.now().toISOString(),
  });
  // The pager's network fails at first: the webhook is tried again, and says the same id.
  let refusals = 0;
  pager.answer((response) => void response.writeHead(refusals++ === 0 ? 503 : 204).end());
  server.clock.advance(MINUTES * 60_000);

  const [first, second] = await pager.wait(2);
  expect(second).toMatchObject({ body: JSON.stringify({ text: `CRITICAL alert ${alerts[0]} waits for somebody` }) });
  expect(second?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"]);
  await expect.poll(() => program.printed()).toContain(`alert.opened ${alerts[0]}`);
});

test("an event that comes again is dealt with once, and one of somebody else not at all", async () => {
  const { Webhook } = await import("standardwebhooks");
  const body = JSON.stringify({ id: "evt_1", type: "alert.unacknowledged", timestamp: new Date().toISOString(), organizationId: "org_1", data: { id: "alert_1", severity: "CRITICAL" } });
  const send = (key: string): Promise<number> => {
    const at = new Date();
    const headers = { "webhook-id": "evt_1", "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": new Webhook(key).sign("evt_1", at, body) };
    return program.post(body, headers);
  };
  const before = pager.received.length;
  expect(await Promise.all([send(secret), send(secret)])).toEqual([204, 204]);
  expect(await send(secret)).toBe(204);
  expect(await send(`whsec_${Buffer.alloc(24).toString("base64")}`)).toBe(400);
  expect(pager.received.length - before).toBe(1);
});
