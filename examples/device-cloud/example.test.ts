import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../../test/support/actors.js";
import { startExample, type Listening } from "../../test/support/start-example.js";
import { startServer, type TestServer } from "../../test/support/server.js";

const SECRET = "the vendor's key";

let server: TestServer;
let owner: Actor;
let program: Listening;
let patientId: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-10T15:00:00Z" });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" })).body.id;
  const device = (await owner.call("POST", "/api/devices", { serialNumber: "BP-77", manufacturer: "Example" })).body;
  await owner.call("POST", `/api/devices/${device.id}/assign`, { patientId, from: "2026-01-01T00:00:00Z" });
  const key = (await owner.call("POST", "/api/api-keys", { name: "Vendor", permissions: ["devices:read", "observations:write"] })).body;
  program = await startExample("examples/device-cloud/src/main.ts", {
    VENDOR_SECRET: SECRET, PORT: "0", VITALEDGE_BASE_URL: server.url, VITALEDGE_ORGANIZATION_ID: owner.organizationId,
    VITALEDGE_CLIENT_ID: key.clientId, VITALEDGE_CLIENT_SECRET: key.secret,
  });
});
afterAll(async () => {
  program.child.kill();
  await server.close();
});

const takenAt = "2026-03-10T08:00:00-04:00";
const DELIVERY = {
  deliveryId: "dlv-1",
  device: { serial: "BP-77", manufacturer: "Example" },
  measurements: [
    { id: "m-1", type: "SYS", value: 131, unit: "mmHg", takenAt },
    { id: "m-2", type: "DIA", value: 82, unit: "mmHg", takenAt },
    { id: "m-3", type: "WGT", value: 183.4, unit: "lbs", takenAt },
    { id: "m-4", type: "MOOD", value: 3, unit: "stars", takenAt },
    { id: "m-5", type: "PUL", value: 9_000, unit: "bpm", takenAt },
  ],
};

const send = (delivery: object, { key = SECRET, at = Math.floor(Date.now() / 1000) } = {}): Promise<number> => {
  const body = JSON.stringify(delivery);
  const signature = createHmac("sha256", key).update(`${at}.${body}`).digest("hex");
  return program.post(body, { "x-vendor-signature": `t=${at},v1=${signature}` });
};

const readings = async (): Promise<{ metricDefinitionId: string; value: number; unit: string; source: string }[]> =>
  (await owner.call("GET", `/api/observations?patientId=${patientId}`)).body.data;

test("a delivery becomes readings by the table, also when it comes twice; what is unknown or refused is told", async () => {
  expect([await send(DELIVERY), await send(DELIVERY)]).toEqual([204, 204]);
  expect((await readings()).map(({ metricDefinitionId, value, unit, source }) => [metricDefinitionId, value, unit, source]).toSorted()).toEqual([
    ["metric_bp_diastolic", 82, "mmHg", "DEVICE"], ["metric_bp_systolic", 131, "mmHg", "DEVICE"], ["metric_weight", 183.4, "[lb_av]", "DEVICE"],
  ]);
  await expect.poll(() => program.printed()).toContain("dlv-1: 3 stored, 0 known; unknown MOOD in stars; m-5 value_out_of_range\n");
  await expect.poll(() => program.printed()).toContain("dlv-1: 0 stored, 3 known; unknown MOOD in stars; m-5 value_out_of_range\n");
});

test("what the vendor did not sign now is not believed", async () => {
  expect(await send(DELIVERY, { key: "another" })).toBe(401);
  expect(await send(DELIVERY, { at: Math.floor(Date.now() / 1000) - 600 })).toBe(401);
  expect(await program.post("{}", {})).toBe(401);
});

test("a device that is not ours stores nothing, and is told", async () => {
  expect(await send({ ...DELIVERY, deliveryId: "dlv-2", device: { serial: "BP-77", manufacturer: "Somebody" } })).toBe(204);
  await expect.poll(() => program.printed()).toContain("dlv-2: no device of ours\n");
});

test("what cannot be stored now is answered with 500, so that the vendor sends it again", async () => {
  await owner.call("DELETE", `/api/api-keys/${(await owner.call("GET", "/api/api-keys")).body.data[0].id}`);
  expect(await send(DELIVERY)).toBe(500);
});
