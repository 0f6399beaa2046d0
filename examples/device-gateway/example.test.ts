import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../../test/support/actors.js";
import { startFaultProxy, type FaultProxy } from "../../test/support/fault-proxy.js";
import { startExample, type Listening } from "../../test/support/start-example.js";
import { startServer, type TestServer } from "../../test/support/server.js";

let server: TestServer;
let owner: Actor;
let proxy: FaultProxy;
let folder: string;
let gateway: Listening | undefined;
let key: { clientId: string; secret: string };
let devices: string[];

beforeAll(async () => {
  server = await startServer({ now: "2026-03-10T15:00:00Z" });
  [owner, proxy, folder] = [await server.owner(), await startFaultProxy(server.url), await mkdtemp(join(tmpdir(), "vitaledge-gateway-"))];
  key = (await owner.call("POST", "/api/api-keys", { name: "Gateway", permissions: ["observations:write"] })).body;
  devices = await Promise.all(["one", "two", "three"].map(assignDevice));
});
afterAll(async () => {
  gateway?.child.kill("SIGKILL");
  await proxy.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const assignDevice = async (serialNumber: string): Promise<string> => {
  const patient = (await owner.call("POST", "/api/patients", { firstName: serialNumber, lastName: "Example", birthDate: "1950-01-01" })).body;
  const device = (await owner.call("POST", "/api/devices", { serialNumber, manufacturer: "Example" })).body;
  await owner.call("POST", `/api/devices/${device.id}/assign`, { patientId: patient.id, from: "2026-01-01T00:00:00Z" });
  return device.id;
};

const startGateway = async (): Promise<void> => {
  gateway = await startExample("examples/device-gateway/src/main.ts", {
    GATEWAY_FOLDER: folder, GATEWAY_PORT: "0", GATEWAY_PAUSE_MS: "20", VITALEDGE_BASE_URL: proxy.through(server.url),
    VITALEDGE_ORGANIZATION_ID: owner.organizationId, VITALEDGE_CLIENT_ID: key.clientId, VITALEDGE_CLIENT_SECRET: key.secret,
  });
};

/** A device sends until it hears that its reading is kept. */
const sendUntilKept = async (deviceId: string, minute: number, value = 120): Promise<void> => {
  const recordedAt = new Date(Date.parse("2026-03-09T08:00:00Z") + minute * 60_000).toISOString();
  const body = JSON.stringify({ deviceId, metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg", recordedAt });
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(20)) {
    const status = await fetch(gateway!.url, { method: "POST", body }).then((answer) => answer.status, () => 0);
    if (status === 202) return;
  }
  throw new Error("the gateway took nothing for a minute");
};

const sendFrom = async (deviceId: string, from: number, to: number): Promise<void> => {
  for (let minute = from; minute < to; minute++) await sendUntilKept(deviceId, minute);
};

/** First what was added, then the numbered files: a line goes from the one to the others, and never back. */
const isAllSent = async (): Promise<boolean> => {
  // Between its renaming and its making anew the file is not there.
  const added = await readFile(join(folder, "open.ndjson"), "utf8").catch((error: NodeJS.ErrnoException) => error.code);
  return added === "" && !(await readdir(folder)).some((name) => /^\d+\.ndjson$/.test(name));
};

const waitUntilSent = async (): Promise<void> => {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(30)) if (await isAllSent()) return;
  throw new Error("readings still wait after a minute");
};

test("readings of three devices arrive once each, through a night without a network, two kills and answers that break off", async () => {
  await proxy.refuse();
  await startGateway();
  await Promise.all(devices.map((device) => sendFrom(device, 0, 20)));

  gateway?.child.kill("SIGKILL");
  const meanwhile = Promise.all(devices.map((device) => sendFrom(device, 20, 40)));
  await startGateway();
  await proxy.mend();
  proxy.set({ cutAfter: 700 });
  await sleep(300);
  gateway?.child.kill("SIGKILL");
  await startGateway();
  await meanwhile;
  await proxy.mend();
  await waitUntilSent();

  for (const deviceId of devices) {
    const { data } = (await owner.call("GET", `/api/observations?deviceId=${deviceId}&limit=200`)).body as { data: { recordedAt: string; source: string }[] };
    expect(new Set(data.map(({ recordedAt }) => recordedAt)).size).toBe(40);
    expect(data).toHaveLength(40);
  }
});

test("what the server refuses is kept with its reason, and stops nothing", async () => {
  await sendUntilKept(devices[0]!, 100, 9_000);
  await sendUntilKept(devices[0]!, 101);
  await waitUntilSent();
  const name = (await readdir(folder)).find((each) => each.startsWith("refused-"))!;
  const [refused] = (await readFile(join(folder, name), "utf8")).split("\n").map((line) => line && JSON.parse(line));
  expect(refused).toMatchObject({ reading: { value: 9_000 }, problem: { code: "value_out_of_range" } });
  expect((await owner.call("GET", `/api/observations?deviceId=${devices[0]}&limit=200`)).body.data).toHaveLength(41);
});
