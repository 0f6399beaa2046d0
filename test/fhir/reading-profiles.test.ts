import { afterAll, beforeAll, expect, test } from "vitest";
import { BUILT_IN_METRICS } from "../../packages/server/src/features/metric-definitions/catalogue.js";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { faultsOf } from "../support/valid-fhir.js";

let server: TestServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-20T12:00:00Z" });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Rita", lastName: "Reading", birthDate: "1950-05-05" })).body.id;
});
afterAll(() => server.close());

type Observation = { id: string; identifier: { value: string }[]; meta: { profile?: string[] }; code: { coding: { code: string }[] } };

/** In units beside the metrics' own. */
const USUAL: Record<string, number> = { kPa: 16, g: 80_000, "[lb_av]": 180, "[stone_av]": 13, "[degF]": 98.6, m: 1.7, "[in_i]": 68, "[ft_i]": 5.5 };

test("every metric of the catalogue, vital signs in each unit, is an Observation that others' validators take by the profiles it claims", async () => {
  const sources = ["DEVICE", "MANUAL", "PATIENT_REPORTED"];
  const spellings = BUILT_IN_METRICS.flatMap(({ units, unit, category, ...metric }) => {
    const told = new Map(Object.entries(units).map(([spelling, code]) => [code, spelling]));
    return [...told].filter(([code]) => code === unit || category === "vital-signs").map(([code, spelling]) => ({ ...metric, spelling, isOwn: code === unit }));
  });
  const observations = spellings.map(({ id, spelling, isOwn, plausibleRange: { low, high } }, at) => ({
    patientId, metricDefinitionId: id, unit: spelling, value: isOwn ? (low + high) / 2 : USUAL[spelling], source: sources[at % 3],
    recordedAt: new Date(Date.parse("2026-03-20T11:00:00Z") - at * 60_000).toISOString(), note: "as read", context: { bodySite: "left arm" },
  }));
  const { body } = await owner.call("POST", "/api/observations/bulk", { observations });
  const stored = body.results.filter(({ status }: { status: string }) => status === "created").map(({ id }: { id: string }) => id);
  expect(stored).toHaveLength(spellings.length);
  const found: Observation[] = (await owner.call("GET", `/fhir/R4/Observation?patient=${patientId.replaceAll("_", "-")}&_count=200`)).body.entry.map(({ resource }: { resource: Observation }) => resource);
  expect(found.flatMap(({ identifier }) => identifier.map(({ value }) => value)).toSorted()).toEqual(stored.toSorted());
  expect(found.flatMap((resource) => faultsOf(resource).map((fault) => `${resource.code.coding[0]?.code} ${fault}`))).toEqual([]);
  expect(found.filter(({ meta }) => meta.profile?.some((url) => url.includes("us-core"))).length).toBeGreaterThan(25);
});
