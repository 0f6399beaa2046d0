import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

type Device = components["schemas"]["Device"];

const CUFF = { serialNumber: "BP-1", manufacturer: "Acme" };
const NOW = "2026-03-10T15:00:00Z";

let server: TestServer;
let owner: Actor;
let maria: string;
let john: string;

beforeAll(async () => {
  server = await startServer({ now: NOW });
});
beforeEach(async () => {
  server.clock.set(NOW);
  owner = await server.owner();
  maria = (await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1951-04-12" })).body.id;
  john = (await owner.call("POST", "/api/patients", { firstName: "John", lastName: "Example", birthDate: "1949-01-02" })).body.id;
});
afterAll(() => server.close());

const make = async (input: Record<string, unknown> = {}): Promise<Device> => {
  const made = await owner.call("POST", "/api/devices", { ...CUFF, ...input });
  expect(made.status, made.text).toBe(201);
  return made.body;
};
const assign = (id: string, patientId: string, from?: string) => owner.call("POST", `/api/devices/${id}/assign`, { patientId, from });
const unassign = (id: string, at?: string) => owner.call("POST", `/api/devices/${id}/unassign`, at && { at });

test("is made, read and changed", async () => {
  const made = await make({ model: "Cuff 2", imei: "490154203237518" });
  expect(made).toMatchObject({
    ...CUFF, model: "Cuff 2", imei: "490154203237518", gatewayId: null, fdaDefined: true, status: "ACTIVE", lastSeenAt: null, assignments: [], version: 1,
  });
  const path = `/api/devices/${made.id}`;
  const changed = await owner.call("PATCH", path, { model: null, status: "RETIRED", fdaDefined: false }, { "if-match": '"1"' });
  expect(changed.body).toMatchObject({ ...CUFF, model: null, status: "RETIRED", fdaDefined: false, version: 2 });
  expect((await owner.call("GET", path)).body).toEqual(changed.body);
  expect((await owner.call("PATCH", path, {}, { "if-match": '"1"' })).status).toBe(412);
  expect((await (await server.owner()).call("GET", path)).body.code).toBe("device_not_found");
});

test("is one of its maker and serial number", async () => {
  await make();
  expect((await owner.call("POST", "/api/devices", CUFF)).body).toMatchObject({ status: 409, code: "device_exists" });
  const other = await make({ manufacturer: "Other" });
  expect((await owner.call("PATCH", `/api/devices/${other.id}`, { manufacturer: "Acme" })).body.code).toBe("device_exists");
});

test("goes from one to the next; assignments stay, the latest first", async () => {
  const { id } = await make();
  const first = await assign(id, maria, "2026-03-01T10:00:00-05:00");
  expect(first.body).toMatchObject({ assignments: [{ patientId: maria, from: "2026-03-01T15:00:00.000Z", to: null }], version: 2 });
  expect(first.headers.get("etag")).toBe('"2"');
  expect((await assign(id, john)).body).toMatchObject({ status: 409, code: "device_already_assigned" });
  expect((await unassign(id, "2026-03-05T00:00:00Z")).body).toMatchObject({ assignments: [{ to: "2026-03-05T00:00:00.000Z" }], version: 3 });
  expect((await assign(id, john, "2026-03-04T23:59:59Z")).body.code).toBe("device_already_assigned");
  const second = await assign(id, john, "2026-03-05T00:00:00Z");
  expect((second.body as Device).assignments.map(({ patientId }) => patientId)).toEqual([john, maria]);
  expect((await unassign(id)).body.assignments[0].to).toMatch(/^2026-03-10T15:00/);
});

test("of two that take it at once one gets it", async () => {
  const { id } = await make();
  const answers = await Promise.all([assign(id, maria), assign(id, john), assign(id, maria)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  expect((await owner.call("GET", `/api/devices/${id}`)).body.assignments).toHaveLength(1);
});

test("nothing changes where nobody has it; an end before the beginning is refused; ended at its beginning it was never", async () => {
  const { id } = await make();
  expect((await unassign(id)).body).toMatchObject({ assignments: [], version: 1 });
  await assign(id, maria, "2026-03-01T00:00:00Z");
  expect((await unassign(id, "2026-02-28T00:00:00Z")).body).toMatchObject({ status: 422, code: "invalid_dates" });
  expect((await unassign(id, "2026-03-01T00:00:00Z")).body.assignments).toEqual([]);
  expect((await assign(id, john, "2026-02-20T00:00:00Z")).body.assignments).toMatchObject([{ patientId: john }]);
});

test("goes to patients of the organization alone", async () => {
  const { id } = await make();
  const stranger = await server.owner();
  const theirs = (await stranger.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" })).body.id;
  expect((await assign(id, theirs)).body).toMatchObject({ status: 404, code: "patient_not_found" });
  expect((await assign("dev_nowhere", maria)).body).toMatchObject({ status: 404, code: "device_not_found" });
});

test("is found by patient, serial number, IMEI and status, newest first", async () => {
  const made: Device[] = [];
  for (const at of [1, 2, 3]) {
    server.clock.advance(1000);
    made.push(await make({ serialNumber: `S-${at}`, imei: `49015420323751${at}`, status: at === 3 ? "LOST" : "ACTIVE" }));
  }
  await assign(made[0]!.id, maria);
  const serials = async (query: string): Promise<string[]> =>
    ((await owner.call("GET", `/api/devices?${query}`)).body.data as Device[]).map(({ serialNumber }) => serialNumber);
  expect(await serials("")).toEqual(["S-3", "S-2", "S-1"]);
  expect(await serials(`patientId=${maria}`)).toEqual(["S-1"]);
  expect(await serials("serialNumber=S-2")).toEqual(["S-2"]);
  expect(await serials("imei=490154203237513")).toEqual(["S-3"]);
  expect(await serials("status=LOST,RETIRED")).toEqual(["S-3"]);
  const page = await owner.call("GET", "/api/devices?limit=2&includeTotal=true");
  expect(page.body.total).toBe(3);
  expect(await serials(`limit=2&cursor=${page.body.nextCursor}`)).toEqual(["S-1"]);
});

test("its readings go to whoever had it then", async () => {
  const { id: deviceId } = await make();
  await assign(deviceId, maria, "2026-03-01T00:00:00Z");
  await unassign(deviceId, "2026-03-09T00:00:00Z");
  await assign(deviceId, john, "2026-03-09T00:00:00Z");
  const record = (recordedAt: string, patientId?: string) => owner.call("POST", "/api/observations", {
    deviceId, patientId, metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE", recordedAt,
  });
  expect((await record("2026-03-08T23:59:59Z")).body.patientId).toBe(maria);
  expect((await record("2026-03-09T00:00:00Z")).body.patientId).toBe(john);
  expect((await record("2026-03-09T01:00:00Z", maria)).body).toMatchObject({ status: 422, code: "device_not_assigned" });
  expect((await record("2026-02-01T00:00:00Z")).body.code).toBe("device_not_assigned");
});
