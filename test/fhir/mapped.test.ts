import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toFhirId } from "../../packages/server/src/features/fhir/fhir-ids.js";
import { conditionSource } from "../../packages/server/src/features/fhir/resources/condition.js";
import { consentSource } from "../../packages/server/src/features/fhir/resources/consent.js";
import { deviceSource } from "../../packages/server/src/features/fhir/resources/device.js";
import { patientSource } from "../../packages/server/src/features/fhir/resources/patient.js";
import type { Actor } from "../support/actors.js";
import { fhirScene } from "../support/fhir-scene.js";
import { startServer, type TestServer } from "../support/server.js";
import { expectValidFhir } from "../support/valid-fhir.js";

let server: TestServer;
let owner: Actor;
let fhir: ReturnType<typeof fhirScene>;
beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T15:00:00Z" });
  owner = await server.owner();
  fhir = fhirScene(server, owner);
});
afterAll(() => server.close());

const rest = async (method: string, path: string, body?: unknown) => (await owner.call(method, path, body)).body;
const makePatient = (more: object = {}) => rest("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1951-04-12", ...more });

describe("a device", () => {
  it("that REST made and assigned is its patient's in FHIR", async () => {
    await fhir.put(patientSource, { resourceType: "Patient", id: "holder", name: [{ family: "Holder" }] });
    const holder = (await fhir.read(patientSource, "holder"))!.rowId!;
    const made = await rest("POST", "/api/devices", { serialNumber: "BP-1", manufacturer: "Acme", model: "Cuff 2", type: "BLOOD_PRESSURE" });
    await rest("POST", `/api/devices/${made.id}/assign`, { patientId: holder });
    const version = (await fhir.read(deviceSource, toFhirId(made.id)))!;
    expect(version).toMatchObject({ version: 2, patientIds: [holder] });
    expect(version.resource).toMatchObject({ serialNumber: "BP-1", manufacturer: "Acme", modelNumber: "Cuff 2", patient: { reference: "Patient/holder" } });
    expectValidFhir(version.resource!);
    const [, first] = await fhir.history(deviceSource, toFhirId(made.id));
    server.clock.advance(1000);
    expect(first).toMatchObject({ version: 1 });
  });

  it("is assigned from the moment FHIR names its patient, and given back when it names none", async () => {
    const [one, other] = [await makePatient(), await makePatient()];
    const device = { resourceType: "Device", id: "cuff", serialNumber: "S-9", manufacturer: "Acme", note: [{ text: "kept" }] };
    const of = ({ id }: { id: string }) => ({ patient: { reference: `Patient/${toFhirId(id)}` } });
    const { version } = await fhir.put(deviceSource, { ...device, ...of(one) });
    server.clock.advance(60_000);
    await fhir.put(deviceSource, { ...device, ...of(other) });
    server.clock.advance(60_000);
    const last = await fhir.put(deviceSource, device);
    expect((await rest("GET", `/api/devices/${version.rowId}`)).assignments.map((each: { patientId: string; to: string }) => [each.patientId, each.to !== null]))
      .toEqual([[other.id, true], [one.id, true]]);
    expect(last.version.resource).toMatchObject(device);
    expect(last.version.resource).not.toHaveProperty("patient");
    expect((await fhir.history(deviceSource, "cuff")).map(({ resource }) => (resource!.patient as { reference?: string } | undefined)?.reference))
      .toEqual([undefined, `Patient/${toFhirId(other.id)}`, `Patient/${toFhirId(one.id)}`]);
  });

  it("needs no serial number, and comes back after a deletion", async () => {
    const { version } = await fhir.post(deviceSource, { resourceType: "Device", type: { text: "Scale" } });
    expect(version.resource).not.toHaveProperty("serialNumber");
    await fhir.remove(deviceSource, version);
    expect((await owner.call("GET", `/api/devices/${version.rowId}`)).status).toBe(404);
    expect(await fhir.put(deviceSource, { resourceType: "Device", id: version.id })).toMatchObject({ kind: "created", version: { version: 3 } });
  });

  it("of a patient whom nobody knows is refused", () =>
    expect(fhir.post(deviceSource, { resourceType: "Device", patient: { reference: "Patient/nobody" } })).rejects.toMatchObject({ code: "reference_not_found" }));
});

describe("a diagnosis", () => {
  const condition = (patient: string, code: string, more: object = {}) => ({
    resourceType: "Condition", subject: { reference: `Patient/${toFhirId(patient)}` },
    code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code, display: "Named" }] }, ...more,
  });
  const is = (code: string) => ({ clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code }] } });

  it("of REST is a problem in FHIR, and is gone when REST takes it away", async () => {
    const made = await makePatient({ diagnoses: [{ code: "I10", rank: 1, description: "Hypertension" }, { code: "E119", rank: 2 }] });
    const id = `${toFhirId(made.id)}.E11.9`;
    const version = (await fhir.read(conditionSource, id))!;
    expectValidFhir(version.resource!);
    expectValidFhir((await fhir.read(conditionSource, `${toFhirId(made.id)}.I10`))!.resource!);
    await rest("PATCH", `/api/patients/${made.id}`, { diagnoses: [] });
    expect((await fhir.read(conditionSource, id))?.resource).toBeUndefined();
    expect((await fhir.history(conditionSource, id)).map(({ version: number, resource }) => [number, Boolean(resource)])).toEqual([[2, false], [1, true]]);
    expect(await fhir.read(conditionSource, `${toFhirId(made.id)}.Z00`)).toBeUndefined();
  });

  it("is found however many of one code FHIR tells of, over or not", async () => {
    const made = await makePatient();
    const statuses = ["active", "active", "resolved"];
    for (const status of statuses) await fhir.post(conditionSource, condition(made.id, "I10", is(status)));
    await fhir.post(conditionSource, condition(made.id, "J18.9", is("resolved")));
    const found = await owner.call("GET", `/fhir/R4/Condition?patient=${toFhirId(made.id)}`);
    expect([found.status, found.body.entry?.length]).toEqual([200, 4]);
  });

  it("of FHIR is the patient's in REST, as long as the patient has it", async () => {
    const made = await makePatient();
    const codes = async () => (await rest("GET", `/api/patients/${made.id}`)).diagnoses.map(({ code }: { code: string }) => code);
    const active = { ...condition(made.id, "J189", is("active")), id: "pneumonia", note: [{ text: "kept" }] };
    const { version } = await fhir.put(conditionSource, active);
    expect(version.resource).toMatchObject(active);
    expect(await codes()).toEqual(["J18.9"]);
    const resolved = await fhir.put(conditionSource, { ...active, ...is("resolved") });
    expect(await codes()).toEqual([]);
    expect(resolved.version.resource).toMatchObject({ ...active, ...is("resolved") });
    expect((await fhir.read(conditionSource, "pneumonia"))?.resource).toEqual(resolved.version.resource);
    // The same illness again, years later.
    const again = await fhir.post(conditionSource, condition(made.id, "J18.9", is("active")));
    expect(await codes()).toEqual(["J18.9"]);
    expect((await fhir.read(conditionSource, "pneumonia"))?.resource).toMatchObject(is("resolved"));
    const beside = await fhir.post(conditionSource, condition(made.id, "J18.9"));
    expect(beside.version.id).not.toBe(again.version.id);
    await fhir.remove(conditionSource, beside.version);
    expect((await fhir.read(conditionSource, beside.version.id))).toMatchObject({ resource: undefined });
    expect(await codes()).toEqual(["J18.9"]);
    await fhir.remove(conditionSource, again.version);
    expect(await codes()).toEqual([]);
    expect((await fhir.history(conditionSource, "pneumonia")).map(({ resource }) => (resource as unknown as ReturnType<typeof is>).clinicalStatus.coding[0]!.code))
      .toEqual(["resolved", "active"]);
  });

  it("takes codes of ICD-10-CM of our patients alone", () => {
    expect(conditionSource.takes(condition("patient_x", "nonsense"))).toBe(false);
    expect(conditionSource.takes({ resourceType: "Condition", subject: { reference: "Patient/x" }, code: { text: "Asthma" } })).toBe(false);
    expect(conditionSource.takes(condition("patient_x", "I10"))).toBe(true);
  });
});

describe("a consent to a program", () => {
  it("is the enrollment's, whichever side wrote it", async () => {
    const patient = await makePatient();
    const enrollment = await rest("POST", "/api/enrollments", { patientId: patient.id, program: "RPM", startDate: "2026-03-01", consent: { method: "VERBAL", date: "2026-02-27" } });
    const id = `${toFhirId(enrollment.id)}.consent`;
    const version = (await fhir.read(consentSource, id))!;
    expectValidFhir(version.resource!);
    expect(consentSource.takes(version.resource!)).toBe(true);

    const revoked = await fhir.put(consentSource, { ...version.resource!, id, status: "inactive", sourceReference: { display: "paper" } });
    expect((await rest("GET", `/api/enrollments/${enrollment.id}`)).consent).toEqual({ method: "VERBAL", date: "2026-02-27", revokedAt: expect.any(String) });
    expect(revoked.version.resource).toMatchObject({ status: "inactive", sourceReference: { display: "paper" } });
    const same = await fhir.put(consentSource, { ...version.resource!, id, status: "inactive" });
    expect(same.version.version).toBe(revoked.version.version + 1);

    await fhir.put(consentSource, { ...version.resource!, id: "second", dateTime: "2026-03-01" });
    expect((await rest("GET", `/api/enrollments/${enrollment.id}`)).consent).toEqual({ method: "VERBAL", date: "2026-03-01" });
    expect((await fhir.read(consentSource, id))?.resource).toMatchObject({ status: "inactive" });
    const gone = await fhir.remove(consentSource, (await fhir.read(consentSource, "second"))!);
    expect(gone.resource).toBeUndefined();
    expect((await rest("GET", `/api/enrollments/${enrollment.id}`)).consent).toBeNull();
  });
});
