import { afterAll, beforeAll, expect, it } from "vitest";
import { SYSTEM, withTenant, type TenantTx } from "../../packages/server/src/db/with-tenant.js";
import type { Resource } from "../../packages/server/src/features/fhir/model.js";
import { patientSource } from "../../packages/server/src/features/fhir/resources/patient.js";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { expectValidFhir } from "../support/valid-fhir.js";

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T15:00:00Z" });
  owner = await server.owner();
});
afterAll(() => server.close());

const inside = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(server.deps, owner.organizationId, SYSTEM, work);

const MARIA = { mrn: "MRN-1", firstName: "Maria", lastName: "Example", birthDate: "1951-04-12", sex: "OTHER", phone: "413-555-0123", language: "es" };
const makePatient = async (more: object = {}) => (await owner.call("POST", "/api/patients", { ...MARIA, mrn: null, ...more })).body;

const put = (id: string, resource: Resource) => inside((tx) => patientSource.create(tx, { ...resource, id }, id));
const read = async (id: string) => (await inside((tx) => patientSource.load(tx, [id])))[0];

it("shows a patient that REST made as US Core has it", async () => {
  const made = await makePatient({ mrn: "MRN-1", address: { line1: "100 Main Street", city: "Springfield", state: "MA", postalCode: "01103" } });
  const version = await read(made.id.replace("_", "-"));
  expect(version).toMatchObject({ version: 1, rowId: made.id, patientIds: [made.id] });
  expect(version?.resource).toMatchObject({
    name: [{ family: "Example", given: ["Maria"] }], gender: "other", birthDate: "1951-04-12", active: true,
    telecom: [{ system: "phone", value: "+14135550123" }], address: [{ line: ["100 Main Street"], state: "MA" }],
    identifier: [{ value: "MRN-1", type: { coding: [{ code: "MR" }] } }, { value: made.id }],
  });
  expectValidFhir(version!.resource!);
});

it("gives what FHIR put under an id of its own back as it came, and REST another name for it", async () => {
  const sent = { resourceType: "Patient", id: "mine", name: [{ text: "No parts" }], gender: "male", birthDate: "1970-06", extension: [{ url: "urn:x", valueDecimal: 1 }] };
  const { version } = await put("mine", sent);
  const { meta: _, identifier, ...rest } = version.resource!;
  expect(rest).toEqual(sent);
  expect(identifier).toEqual([{ system: expect.stringContaining("/id"), value: version.rowId }]);
  const seen = (await owner.call("GET", `/api/patients/${version.rowId}`)).body;
  expect(seen).toMatchObject({ firstName: null, birthDate: null, sex: "MALE", externalIds: [{ value: "mine" }] });
  expect(await read(version.rowId!.replace("_", "-"))).toBeUndefined();
});

it("enrolls nobody without a name or a birth date", async () => {
  const { version } = await inside((tx) => patientSource.create(tx, { resourceType: "Patient" }, undefined));
  const { body } = await owner.call("POST", "/api/enrollments", { patientId: version.rowId, program: "RPM", startDate: "2026-03-01" });
  expect(body).toMatchObject({ status: 422, code: "patient_incomplete" });
});

it("neither loses nor refuses what a column has no room for", async () => {
  const given = "x".repeat(120);
  const sent = {
    resourceType: "Patient",
    name: [{ use: "usual", family: "Short", given: [given] }, { use: "maiden", family: "Before" }],
    telecom: [{ system: "email", value: "no mail" }, { system: "phone", value: "0".repeat(60) }],
    communication: [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: "y".repeat(50) }] } }],
    identifier: [{ system: "urn:a", value: "z".repeat(300) }, { system: "urn:b", value: "2" }],
    birthDate: "2090-01-01",
  };
  const { version } = await inside((tx) => patientSource.create(tx, sent, undefined));
  expect(version.resource).toMatchObject(sent);
  expect((await owner.call("GET", `/api/patients/${version.rowId}`)).body).toMatchObject({
    firstName: null, lastName: "Short", email: null, phone: null, language: null, birthDate: null, externalIds: [{ system: "urn:b", value: "2" }],
  });
});

it("lets a later write from REST win for its elements, and keeps what no column holds", async () => {
  const sent = {
    resourceType: "Patient", name: [{ use: "official", family: "Old" }, { use: "nickname", given: ["Mimi"] }], birthDate: "1950-01-01", _birthDate: { id: "b" },
    maritalStatus: { text: "married" },
  };
  const { version } = await put("wed", sent);
  await owner.call("PATCH", `/api/patients/${version.rowId}`, { lastName: "New", birthDate: "1950-01-02" });
  const now = (await read("wed"))!;
  expect(now.version).toBe(2);
  expect(now.resource).toMatchObject({
    name: [{ family: "New" }, { use: "nickname", given: ["Mimi"] }], birthDate: "1950-01-02", maritalStatus: { text: "married" },
  });
  expect(now.resource).not.toHaveProperty("_birthDate");
  expectValidFhir(now.resource!);
});

it("has each version as it was sent then", async () => {
  const first = { resourceType: "Patient", id: "many", name: [{ family: "One" }], maritalStatus: { text: "a" } };
  const { version } = await put("many", first);
  const second = await inside((tx) => patientSource.update(tx, { ...first, maritalStatus: { text: "b" } }, version));
  await owner.call("PATCH", `/api/patients/${version.rowId}`, { lastName: "Three" });
  const history = await inside((tx) => patientSource.history(tx, "many"));
  expect(second.kind).toBe("updated");
  expect(history.map(({ version: number, resource }) => [number, resource!.maritalStatus, (resource!.name as { family: string }[])[0]!.family])).toEqual([
    [3, { text: "b" }, "Three"], [2, { text: "b" }, "One"], [1, { text: "a" }, "One"],
  ]);
});

it("deletes and brings back under one id", async () => {
  const { version } = await put("gone", { resourceType: "Patient", id: "gone", name: [{ family: "Gone" }] });
  const removed = await inside((tx) => patientSource.remove(tx, version));
  expect(removed).toMatchObject({ id: "gone", version: 2, resource: undefined });
  expect((await owner.call("GET", `/api/patients/${version.rowId}`)).status).toBe(404);
  expect((await read("gone"))?.resource).toBeUndefined();
  const back = await inside((tx) => patientSource.update(tx, { resourceType: "Patient", id: "gone", name: [{ family: "Back" }] }, removed));
  expect(back.kind).toBe("created");
  expect(back.version).toMatchObject({ id: "gone", version: 3 });
  expect((await owner.call("GET", `/api/patients/${version.rowId}`)).body).toMatchObject({ lastName: "Back", status: "ACTIVE" });
  expect((await inside((tx) => patientSource.history(tx, "gone"))).map(({ resource }) => resource !== undefined)).toEqual([true, false, true]);
});

it("does not delete a patient with an open enrollment", async () => {
  const made = await makePatient();
  expect((await owner.call("POST", "/api/enrollments", { patientId: made.id, program: "RPM", startDate: "2026-03-01" })).status).toBe(201);
  const version = (await read(made.id.replace("_", "-")))!;
  await expect(inside((tx) => patientSource.remove(tx, version))).rejects.toMatchObject({ code: "open_enrollments" });
});

it("that was merged into another names that one by the id FHIR has it under", async () => {
  const duplicate = await makePatient();
  const { version } = await put("kept", { resourceType: "Patient", id: "kept", name: [{ family: "Kept" }] });
  expect((await owner.call("POST", `/api/patients/${version.rowId}/merge`, { duplicateId: duplicate.id })).status).toBe(200);
  const merged = (await read(duplicate.id.replace("_", "-")))!;
  expect(merged.resource).toMatchObject({ active: false, link: [{ other: { reference: "Patient/kept" }, type: "replaced-by" }] });
  expectValidFhir(merged.resource!);
});

it("pages through all changes without loss, also those of one instant", async () => {
  const all: string[] = [];
  let before: { at: Date; id: string } | undefined;
  for (;;) {
    const page = await inside((tx) => patientSource.changes(tx, { before, limit: 3 }));
    all.push(...page.map(({ id, version }) => `${id} ${version}`));
    const last = page.at(-1);
    if (!last) break;
    before = { at: last.lastUpdated, id: last.id };
  }
  expect(all).toContain("gone 2");
  expect(new Set(all).size).toBe(all.length);
});
