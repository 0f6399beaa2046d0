import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VitalEdge } from "@vitaledge/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, type Actor } from "../../test/support/actors.js";
import { startServer, type TestServer } from "../../test/support/server.js";
import { importFolder } from "./src/import-folder.js";
import { formatSummary } from "./src/summary.js";
import { patientEntry, measured, observationEntry, quantity } from "./test-bundle.js";

const [MARIA, SAM] = ["urn:uuid:11111111-0000-4000-8000-000000000001", "urn:uuid:11111111-0000-4000-8000-000000000002"];
const WHEN = "2016-03-10T23:30:00-05:00";

const BUNDLE = {
  resourceType: "Bundle",
  type: "transaction",
  entry: [
    patientEntry(MARIA, "Maria", { phone: "555-371-7336", state: "Massachusetts" }),
    patientEntry(SAM, "Sam", { phone: "extension 12, ask for Sam", state: "Somewhere" }),
    observationEntry("bp-1", MARIA, "2015-01-02T09:00:00-05:00", {
      ...measured("85354-9"),
      component: [
        { ...measured("8480-6"), ...quantity(118, "mm[Hg]") },
        { ...measured("8462-4"), ...quantity(79, "mm[Hg]") },
      ],
    }),
    observationEntry("weight-1", MARIA, WHEN, { ...measured("29463-7"), ...quantity(180, "[lb_av]") }),
    // The same moment once more with another id: another reading. The same id once more: the same reading.
    observationEntry("weight-2", MARIA, WHEN, { ...measured("29463-7"), ...quantity(181, "[lb_av]") }),
    observationEntry("weight-2", MARIA, WHEN, { ...measured("29463-7"), ...quantity(181, "[lb_av]") }),
    observationEntry("spo2-1", MARIA, WHEN, { ...measured("2708-6"), ...quantity(97, "%") }),
    observationEntry("height-1", SAM, WHEN, { ...measured("8302-2"), ...quantity(172, "mmol/L") }),
    observationEntry("rate-1", SAM, WHEN, { ...measured("8867-4"), ...quantity(5000, "/min") }),
    observationEntry("chloride-1", SAM, WHEN, { ...measured("2069-3"), ...quantity(101, "mmol/L") }),
    observationEntry("glucose-1", SAM, WHEN, measured("2339-0")),
    observationEntry("glucose-2", SAM, WHEN, { ...measured("2339-0"), valueString: "high" }),
    observationEntry("glucose-3", SAM, "2016-03-10", { ...measured("2339-0"), ...quantity(98, "mg/dL") }),
    observationEntry("housing-1", SAM, WHEN, { ...measured("71802-3"), valueString: "Housed" }, "social-history"),
  ],
};

let server: TestServer;
let owner: Actor;
let folder: string;
let ve: VitalEdge;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-10T15:00:00Z" });
  owner = await server.owner();
  folder = await mkdtemp(join(tmpdir(), "vitaledge-synthea-"));
  await writeFile(join(folder, "Maria_and_Sam.json"), JSON.stringify(BUNDLE));
  await writeFile(join(folder, "hospitals.json"), JSON.stringify({ resourceType: "Bundle", entry: [{ resource: { resourceType: "Organization" } }] }));
  ve = new VitalEdge({ baseUrl: server.url, organizationId: owner.organizationId });
  await ve.auth.login({ email: owner.email, password: PASSWORD });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const LEFT_OUT = new Map([
  ["no metric for the code", 1], ["no value", 1], ["not a number", 1], ["no time of day", 1],
  ["neither a vital sign nor a laboratory value", 1],
]);
const REFUSED = new Map([["unit_mismatch", 1], ["value_out_of_range", 1]]);

test("a first run creates patients, enrollments and readings, and counts the rest by its reason", async () => {
  const summary = await importFolder(ve, folder);
  expect(summary).toEqual({
    patients: { created: 2, found: 0, incomplete: 0 },
    enrollments: { created: 2, found: 0 },
    readings: { sent: 8, created: 5, duplicates: 1, refused: REFUSED, notEvaluated: 5 },
    alertsRaised: 0,
    leftOut: LEFT_OUT,
  });
  expect(formatSummary(summary)).toContain("8 sent: 5 created, 1 duplicates, 2 refused\n          1  unit_mismatch\n");
});

test("a second run creates nothing", async () => {
  expect(await importFolder(ve, folder)).toEqual({
    patients: { created: 0, found: 2, incomplete: 0 },
    enrollments: { created: 0, found: 2 },
    readings: { sent: 8, created: 0, duplicates: 6, refused: REFUSED, notEvaluated: 0 },
    alertsRaised: 0,
    leftOut: LEFT_OUT,
  });
});

test("readings keep their unit, their moment and their offset, and belong to the enrollment", async () => {
  const [maria] = await ve.patients.list({ search: "maria" }).toArray({ limit: 2 });
  const enrollment = await ve.enrollments.list({ patientId: maria?.id }).first();
  expect(enrollment).toMatchObject({ program: "RPM", status: "ACTIVE", startDate: "2015-01-02" });
  const readings = await ve.observations.forPatient(maria?.id ?? "").toArray({ limit: 10 });
  expect(new Set(readings.map(({ enrollmentId }) => enrollmentId))).toEqual(new Set([enrollment?.id]));
  expect(readings.find(({ externalId }) => externalId === "weight-1")).toMatchObject({
    metricDefinitionId: "metric_weight", value: 180, unit: "[lb_av]", canonicalUnit: "kg", source: "MANUAL",
    recordedAt: "2016-03-11T04:30:00.000Z", recordedAtOffset: "-05:00", evaluated: false,
  });
  expect(readings.filter(({ groupId }) => groupId === "bp-1").map(({ value }) => value).toSorted()).toEqual([118, 79]);
});

test("neither telephone number nor state is refused for its form", async () => {
  const patients = await ve.patients.list({ sort: "name" }).toArray({ limit: 5 });
  expect(patients.map(({ phone, address }) => [phone, address?.state])).toEqual([
    ["+15553717336", "MA"], ["extension 12, ask for Sam", "Somewhere"],
  ]);
});
