import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
let patientId: string;
let patient: string;

const at = (hour: number): string => `2026-03-19T${String(hour).padStart(2, "0")}:00:00.000Z`;
const record = async (metric: string, hour: number, value: number, unit: string, changes: Record<string, unknown> = {}) =>
  expect((await owner.call("POST", "/api/observations", { patientId, metricDefinitionId: `metric_${metric}`, value, unit, source: "MANUAL", recordedAt: at(hour), ...changes })).status).toBe(201);
const send = async (resource: Record<string, unknown>) => expect((await owner.call("POST", "/fhir/R4/Observation", JSON.stringify({
  resourceType: "Observation", status: "final", subject: { reference: patient }, category: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", code: "vital-signs" }] }], ...resource,
}), { "content-type": "application/fhir+json" })).status).toBe(201);
const loinc = (...codes: string[]) => ({ coding: codes.map((code) => ({ system: "http://loinc.org", code })) });
const percent = (value: number) => ({ value, unit: "%", system: "http://unitsofmeasure.org", code: "%" });

beforeAll(async () => {
  server = await startServer({ now: "2026-03-20T12:00:00Z" });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Rita", lastName: "Reading", birthDate: "1950-05-05" })).body.id;
  patient = `Patient/${patientId.replaceAll("_", "-")}`;
  await record("weight", 8, 80, "kg");
  await record("weight", 9, 81, "kg");
  await record("weight", 10, 82, "kg");
  await record("bp_systolic", 7, 120, "mmHg");
  await record("bp_diastolic", 7, 80, "mmHg");
  await record("spo2", 6, 97, "%");
  await record("heart_rate", 5, 70, "bpm", { externalId: "a" });
  await record("heart_rate", 5, 71, "bpm", { externalId: "b" });
  await record("glucose", 11, 100, "mg/dL");
  // Read by the platform under another code of the same metric, and kept as it was sent.
  await send({ code: loinc("2708-6"), effectiveDateTime: at(12), valueQuantity: percent(95) });
  await send({ code: loinc("72166-2"), effectiveDateTime: at(4), valueCodeableConcept: { text: "never smoker" } });
  await send({ code: loinc("72166-2"), effectiveDateTime: at(3), valueCodeableConcept: { text: "unknown" } });
});
afterAll(() => server.close());

type Observation = { code: { coding: { code: string }[] }; effectiveDateTime: string };

const ask = async (query: string): Promise<[code: string, hour: number][]> => {
  const { status, body } = await owner.call("GET", `/fhir/R4/Observation/$lastn?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body.entry ?? []).map(({ resource }: { resource: Observation }) => [resource.code.coding[0]!.code, new Date(resource.effectiveDateTime).getUTCHours()]);
};

describe("the last observations", () => {
  test("are the newest of each code, whoever wrote them and in whichever store they lie; those of one moment are both there", async () => {
    expect(await ask(`patient=${patient}&category=vital-signs`)).toEqual([["2708-6", 12], ["29463-7", 10], ["85354-9", 7], ["8867-4", 5], ["8867-4", 5], ["72166-2", 4]]);
  });

  test("are as many of each as were asked for, newest first", async () => {
    expect(await ask(`subject=${patient}&category=vital-signs&max=2`)).toEqual([
      ["2708-6", 12], ["59408-5", 6], ["29463-7", 10], ["29463-7", 9], ["85354-9", 7], ["8867-4", 5], ["8867-4", 5], ["72166-2", 4], ["72166-2", 3],
    ]);
  });

  test("are narrowed by what a search takes", async () => {
    expect(await ask(`patient=${patient}&code=http://loinc.org|29463-7,http://loinc.org|2339-0&date=lt2026-03-19T10:00:00Z`)).toEqual([["29463-7", 9]]);
  });

  test.each([["category=vital-signs", "patient"], ["patient=x", "category"], ["patient=x&code=1&max=0", "max"], ["patient=x&code=1&colour=red", "colour"]])("asked for by %s are refused for %s", async (query, name) => {
    const { status, body } = await owner.call("GET", `/fhir/R4/Observation/$lastn?${query}`);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(name)]);
  });
});
