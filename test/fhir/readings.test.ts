import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SYSTEM, withTenant, type TenantTx } from "../../packages/server/src/db/with-tenant.js";
import { parseFhir, printFhir } from "../../packages/server/src/features/fhir/fhir-json.js";
import type { Resource, Version } from "../../packages/server/src/features/fhir/model.js";
import { readingSource as source } from "../../packages/server/src/features/fhir/observations/source.js";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

const NOW = "2026-03-20T12:00:00Z";
let server: TestServer;
let owner: Actor;
let patientId: string;
let subject: { reference: string };

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Rita", lastName: "Reading", birthDate: "1950-05-05" })).body.id;
  subject = { reference: `Patient/${patientId.replaceAll("_", "-")}` };
});
afterAll(() => server.close());

const within = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(server.deps, owner.organizationId, SYSTEM, work);
const read = async (id: string): Promise<Version | undefined> => (await within((tx) => source.load(tx, [id])))[0];
const create = (resource: Resource, id?: string) => within((tx) => source.create(tx, resource, id));
const update = async (resource: Resource, id: string) => within(async (tx) => source.update(tx, resource, (await source.load(tx, [id]))[0]!));

let minutes = 0;
const nextMoment = (): string => new Date(Date.parse(NOW) - ++minutes * 60_000).toISOString().replace("Z", "+00:00");
const fhirId = (id: string): string => id.replaceAll("_", "-");
const record = async (changes: Record<string, unknown>) =>
  (await owner.call("POST", "/api/observations", { patientId, metricDefinitionId: "metric_weight", value: 80, unit: "kg", source: "MANUAL", recordedAt: nextMoment(), ...changes }));

const quantity = (value: unknown, code: string) => ({ value, unit: code, system: "http://unitsofmeasure.org", code });
const loinc = (code: string) => ({ coding: [{ system: "http://loinc.org", code }] });
const weight = (changes: Record<string, unknown> = {}): Resource =>
  ({ resourceType: "Observation", status: "final", code: loinc("29463-7"), subject, effectiveDateTime: nextMoment(), valueQuantity: quantity(82, "kg"), ...changes });
const pressure = (systolic: number | undefined, diastolic: number | undefined, changes: Record<string, unknown> = {}): Resource => ({
  resourceType: "Observation", status: "final", code: loinc("85354-9"), subject, effectiveDateTime: nextMoment(),
  component: [["8480-6", systolic] as const, ["8462-4", diastolic] as const].flatMap(([code, value]) =>
    value === undefined ? [] : [{ code: loinc(code), valueQuantity: quantity(value, "mm[Hg]") }]),
  ...changes,
});

describe("a reading of REST", () => {
  test("is an Observation with its codes, unit of UCUM, moment, version and origin", async () => {
    const { body } = await record({ value: 181.5, unit: "lbs", recordedAt: "2026-03-20T07:30:00.120-04:00", source: "PATIENT_REPORTED", note: "before breakfast", externalId: "scale-7" });
    const { resource, version, rowId, patientIds } = (await read(fhirId(body.id)))!;
    expect({ version, rowId, patientIds }).toEqual({ version: 1, rowId: body.id, patientIds: [patientId] });
    expect(resource).toMatchObject({
      id: fhirId(body.id), status: "final", subject, effectiveDateTime: "2026-03-20T07:30:00.120-04:00", issued: body.receivedAt,
      code: { coding: [{ system: "http://loinc.org", code: "29463-7" }, { code: "metric_weight" }] },
      category: [{ coding: [{ code: "vital-signs" }] }],
      valueQuantity: { value: 181.5, unit: "lbs", system: "http://unitsofmeasure.org", code: "[lb_av]" },
      performer: [subject], note: [{ text: "before breakfast" }], identifier: [{ value: body.id }, { value: "scale-7" }],
      meta: { versionId: "1", lastUpdated: expect.stringMatching(/^2026-03-20T12:0\d:\d\d\.\d{3}Z$/), tag: [{ code: "patient-supplied" }] },
    });
  });

  test("in a unit that the profiles of vital signs do not know comes in the metric's own", async () => {
    const { body } = await record({ value: 13, unit: "stone" });
    expect((await read(fhirId(body.id)))!.resource).toMatchObject({ valueQuantity: { value: 82.55381134, unit: "kg", code: "kg" } });
  });

  test("voided there is entered in error here, a version later", async () => {
    const { body } = await record({});
    await owner.call("POST", `/api/observations/${body.id}/void`, { reason: "wrong person" });
    expect(await read(fhirId(body.id))).toMatchObject({ version: 2, resource: { status: "entered-in-error" } });
    expect((await within((tx) => source.history(tx, fhirId(body.id)))).map(({ version, resource }) => [version, resource?.["status"]]))
      .toEqual([[2, "entered-in-error"], [1, "final"]]);
  });
});

describe("a blood pressure", () => {
  test("of two readings is one Observation, whichever half came first, and each half that comes is a version", async () => {
    const recordedAt = nextMoment();
    const diastolic = await record({ metricDefinitionId: "metric_bp_diastolic", value: 95, unit: "mmHg", recordedAt });
    const id: string = await within(async (tx) => (await source.changes(tx, { limit: 1 }))[0]!.id);
    expect(await read(id)).toMatchObject({
      version: 1, rowId: diastolic.body.id,
      resource: { code: { coding: [{ code: "85354-9" }] }, component: [{ dataAbsentReason: { coding: [{ code: "unknown" }] } }, { valueQuantity: { value: 95, code: "mm[Hg]" } }] },
    });
    const systolic = await record({ metricDefinitionId: "metric_bp_systolic", value: 142, unit: "mmHg", recordedAt });
    expect(await read(id)).toMatchObject({
      version: 2, rowId: systolic.body.id,
      resource: { component: [{ valueQuantity: { value: 142 }, interpretation: [{ coding: [{ code: "H" }] }], referenceRange: [{ high: { value: 140 } }] }, { valueQuantity: { value: 95 } }] },
    });
    expect(await read(fhirId(systolic.body.id))).toBeUndefined();
    expect((await within((tx) => source.history(tx, id))).map(({ version, resource }) => [version, printFhir(resource).includes("142")])).toEqual([[2, true], [1, false]]);
  });

  test("written over FHIR is two readings over REST, with their alerts", async () => {
    const sent = pressure(184, 90);
    const { kind, version } = await create(sent);
    expect([kind, version.version]).toEqual(["created", 1]);
    const { body } = await owner.call("GET", `/api/observations/patient/${patientId}?from=${encodeURIComponent(String(sent["effectiveDateTime"]))}`);
    const mine = body.data.filter((one: { recordedAt: string }) => Date.parse(one.recordedAt) === Date.parse(String(sent["effectiveDateTime"])));
    expect(mine.map((one: { metricDefinitionId: string; value: number; interpretation: string }) => [one.metricDefinitionId, one.value, one.interpretation]).toSorted())
      .toEqual([["metric_bp_diastolic", 90, "N"], ["metric_bp_systolic", 184, "HH"]]);
    expect(mine.flatMap((one: { alerts: string[] }) => one.alerts)).toHaveLength(1);
  });

  test("sent again is the first one; a half that was missing is added; another value conflicts", async () => {
    const half = pressure(120, undefined);
    const first = await create(half);
    expect(first.version.resource).toMatchObject({ component: [{ valueQuantity: { value: 120 } }] });
    expect(await create(half)).toMatchObject({ kind: "unchanged", version: { id: first.version.id, version: 1 } });
    const whole = pressure(120, 70, { effectiveDateTime: half["effectiveDateTime"] });
    expect(await create(whole)).toMatchObject({ kind: "updated", version: { id: first.version.id, version: 2, resource: { component: [{}, { valueQuantity: { value: 70 } }] } } });
    await expect(create(pressure(121, 70, { effectiveDateTime: half["effectiveDateTime"] }))).rejects.toMatchObject({ code: "observation_conflict", options: { errors: [{ pointer: "Observation.component[0].value" }] } });
  });
});

describe("what FHIR writes", () => {
  test("comes back whole: elements without a column, the moment as it was said, decimals as they were written", async () => {
    const text = printFhir(weight({ encounter: { reference: "Encounter/e1" }, effectiveDateTime: "2026-03-19", status: "amended" })).replace("82,", "82.00,");
    const sent = parseFhir(text) as Resource;
    const { version } = await create(sent, "example");
    expect(version.id).toBe("example");
    const { resource } = (await read("example"))!;
    expect(printFhir(resource)).toContain('"value":82.00,');
    expect(JSON.parse(printFhir(resource))).toMatchObject(JSON.parse(text));
    const reading = await owner.call("GET", `/api/observations/${version.rowId}`);
    // Noon in New York.
    expect(reading.body).toMatchObject({ value: 82, recordedAt: "2026-03-19T16:00:00.000Z", recordedAtOffset: "-04:00", source: "MANUAL" });
  });

  test("changed in its value is voided and stored anew under the same id; changed elsewhere it stays the reading it is", async () => {
    const sent = weight();
    const { version: first } = await create(sent);
    const other = await update({ ...sent, method: { text: "standing" }, note: [{ text: "after lunch" }] }, first.id);
    expect(other.version).toMatchObject({ id: first.id, version: 2, rowId: first.rowId, resource: { method: { text: "standing" } } });
    expect((await owner.call("GET", `/api/observations/${first.rowId}`)).body).toMatchObject({ status: "FINAL", note: "after lunch" });
    const changed = await update({ ...sent, valueQuantity: quantity(83, "kg") }, first.id);
    expect(changed.version).toMatchObject({ id: first.id, version: 3, resource: { status: "final", valueQuantity: { value: 83 } } });
    expect(changed.version.rowId).not.toBe(first.rowId);
    expect((await owner.call("GET", `/api/observations/${first.rowId}`)).body.status).toBe("ENTERED_IN_ERROR");
    const wrong = await update({ ...sent, status: "entered-in-error", valueQuantity: quantity(83, "kg") }, first.id);
    expect(wrong.version).toMatchObject({ version: 4, resource: { status: "entered-in-error" } });
    expect((await within((tx) => source.history(tx, first.id))).map(({ version, resource }) => [version, resource?.["status"], (resource!["valueQuantity"] as { value: number }).value]))
      .toEqual([[4, "entered-in-error", 83], [3, "final", 83], [2, "final", 82], [1, "final", 82]]);
  });

  test("deleted is void over REST and gone here, and can come back", async () => {
    const sent = pressure(118, 76);
    const { version } = await create(sent);
    const gone = await within(async (tx) => source.remove(tx, (await source.load(tx, [version.id]))[0]!));
    expect(gone).toMatchObject({ version: 2, resource: undefined });
    expect((await owner.call("GET", `/api/observations/${version.rowId}`)).body.status).toBe("ENTERED_IN_ERROR");
    expect((await update(sent, version.id)).version).toMatchObject({ version: 3, resource: { status: "final" } });
  });

  test.each([
    ["a unit that is no UCUM", { valueQuantity: quantity(82, "pounds") }, "unit_mismatch", "Observation.value.code"],
    ["a unit that does not convert", { valueQuantity: quantity(82, "Cel") }, "unit_mismatch", "Observation.value.code"],
    ["farads for a weight's degrees", { code: loinc("8310-5"), valueQuantity: quantity(98.6, "F") }, "unit_mismatch", "Observation.value.code"],
    ["a value that cannot be", { valueQuantity: quantity(4000, "kg") }, "value_out_of_range", "Observation.value"],
    ["a patient nobody knows", { subject: { reference: "Patient/nobody" } }, "reference_not_found", "Observation.subject"],
    ["a time to come", { effectiveDateTime: "2026-04-20T12:00:00Z" }, "recorded_in_future", "Observation.effective"],
  ])("with %s is refused at its place", async (_, changes, code, pointer) => {
    await expect(create(weight(changes))).rejects.toMatchObject({ code, options: { errors: [{ pointer }] } });
  });

  test("that is no metric of the catalogue, or no number, is not taken", () => {
    expect([weight({ code: loinc("72166-2") }), weight({ valueQuantity: undefined }), weight({ status: "preliminary" }), weight({ effectiveDateTime: "2026" })].map(source.takes))
      .toEqual([false, false, false, false]);
    expect([weight(), pressure(120, 80), pressure(120, undefined)].map(source.takes)).toEqual([true, true, true]);
  });

  test("twice in one bundle is one", async () => {
    const sent = weight();
    const written = await within((tx) => source.createMany!(tx, [sent, sent, pressure(130, 80)], [], (_index, work) => work()));
    expect(written).toMatchObject([{ kind: "created" }, { kind: "unchanged" }, { kind: "created" }]);
  });
});

describe("over HTTP", () => {
  const fhir = (method: string, path: string, body?: Resource) =>
    owner.call(method, `/fhir/R4${path}`, body && printFhir(body), { "content-type": "application/fhir+json" });

  test("a reading is created, told of again, and refused with another value", async () => {
    const sent = weight();
    const made = await fhir("POST", "/Observation", sent);
    expect([made.status, made.body.meta.versionId]).toEqual([201, "1"]);
    const again = await fhir("POST", "/Observation", sent);
    expect([again.status, again.body.id]).toEqual([200, made.body.id]);
    const other = await fhir("POST", "/Observation", { ...sent, valueQuantity: quantity(90, "kg") });
    expect([other.status, other.body.issue[0].details.coding[0].code, other.body.issue[0].expression]).toEqual([409, "observation_conflict", ["Observation.value"]]);
    expect((await fhir("DELETE", `/Observation/${made.body.id}`)).status).toBe(204);
    expect((await fhir("GET", `/Observation/${made.body.id}`)).status).toBe(410);
  });

  test("what REST adds to or takes from what FHIR wrote is found by the next search, once", async () => {
    const sent = pressure(155, undefined, { method: { text: "cuff" } });
    const { body: { id } } = await fhir("POST", "/Observation", sent);
    const found = async (query: string): Promise<string[]> => ((await fhir("GET", `/Observation?_id=${id}&${query}`)).body.entry ?? []).map((entry: { resource: { id: string } }) => entry.resource.id);
    expect(await found("component-value-quantity=61")).toEqual([]);
    const { body: half } = await record({ metricDefinitionId: "metric_bp_diastolic", value: 61, unit: "mmHg", recordedAt: sent["effectiveDateTime"] });
    expect(await found("component-value-quantity=61")).toEqual([id]);
    expect((await fhir("GET", `/Observation/${id}`)).body).toMatchObject({ method: { text: "cuff" }, component: [{ valueQuantity: { value: 155 } }, { valueQuantity: { value: 61 } }] });
    await owner.call("POST", `/api/observations/${half.id}/void`);
    expect(await found("component-value-quantity=61")).toEqual([]);
    expect(await found("method:missing=true")).toEqual([]);
    expect(await found("combo-code=8480-6")).toEqual([id]);
  });
});
