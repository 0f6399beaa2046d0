import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../packages/server/src/db/sql.js";
import { toFhirId } from "../../packages/server/src/features/fhir/fhir-ids.js";
import type { Source, Version } from "../../packages/server/src/features/fhir/model.js";
import { statusHistoryOf } from "../../packages/server/src/features/fhir/resources/enrollment.js";
import { SOURCES as ALL } from "../../packages/server/src/features/fhir/resources/sources.js";
import type { Actor } from "../support/actors.js";
import { fhirScene } from "../support/fhir-scene.js";
import { startServer, type TestServer } from "../support/server.js";
import { expectValidFhir, faultsOf } from "../support/valid-fhir.js";

/** All but the audit trail, which no index has. */
const SOURCES = ALL.filter(({ stale }) => stale);

let server: TestServer;
let owner: Actor;
let fhir: ReturnType<typeof fhirScene>;
let patientId: string;
let enrollmentId: string;
let practitionerId: string;
let alertId: string;

const rest = async (method: string, path: string, body?: unknown) => {
  const answer = await owner.call(method, path, body);
  if (answer.status >= 400) throw new Error(answer.text);
  return answer.body;
};

/** One row of everything. */
beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T15:00:00Z" });
  owner = await server.owner({ npi: "1234567893", address: { line1: "1 Main Street", city: "Springfield", state: "MA" } });
  fhir = fhirScene(server, owner);
  practitionerId = (await rest("POST", "/api/practitioners", { firstName: "Ana", lastName: "Example", npi: "1245319599", credential: "MD", userId: owner.userId })).id;
  patientId = (await rest("POST", "/api/patients", {
    firstName: "Maria", lastName: "Example", birthDate: "1951-04-12", diagnoses: [{ code: "I10", rank: 1 }],
    coverages: [{ order: 1, payerName: "Medicare Part B", memberId: "1EG4-TE5-MK73", relationship: "SELF", filingCode: "MB", groupNumber: "7" }, { order: 2 }],
  })).id;
  enrollmentId = (await rest("POST", "/api/enrollments", {
    patientId, program: "RPM", startDate: "2026-01-05", consent: { date: "2026-01-04" }, diagnoses: [{ code: "I10", rank: 1 }, { code: "E11.9", rank: 2 }],
    orderingPractitionerId: practitionerId, metricDefinitionIds: ["metric_bp_systolic"], pauses: [{ from: "2026-01-20", to: "2026-01-25" }],
  })).id;
  await rest("POST", "/api/devices", { serialNumber: "BP-1", manufacturer: "Acme" });
  await rest("POST", "/api/observations", { patientId, metricDefinitionId: "metric_bp_systolic", value: 195, unit: "mmHg", source: "MANUAL", recordedAt: "2026-03-02T14:00:00Z" });
  alertId = (await rest("GET", `/api/alerts?patientId=${patientId}`)).data[0].id;
  await rest("POST", "/api/alerts/triage", { alertIds: [alertId], action: "ACKNOWLEDGE" });
  await rest("POST", "/api/alerts/triage", { alertIds: [alertId], action: "ASSIGN", assigneeId: owner.userId });
  await rest("POST", "/api/billing/claims", { enrollmentId, code: "99454", units: 1, dosFrom: "2026-02-01", dosTo: "2026-02-28" });
  // Bills made elsewhere have no price; a close would give one.
  await fhir.inside((tx) => tx.query(sql`update claims set charge_cents = 4321 where organization_id = ${tx.organizationId}`));
});
afterAll(() => server.close());

const allOf = async (source: Source): Promise<Version[]> =>
  fhir.inside(async (tx) => source.load(tx, await source.stale!(tx, { since: null, sent: true, limit: 1000 })));

const only = async (type: string): Promise<Version[]> => {
  const found: Version[] = [];
  for (const source of SOURCES.filter((one) => one.type === type)) found.push(...(await allOf(source)));
  return found;
};

it("is valid to HL7's schema, invariants, UCUM and the US Core profiles it claims, of every type", async () => {
  const made: Version[] = [];
  for (const source of SOURCES) made.push(...(await allOf(source)));
  expect(new Set(made.map(({ type }) => type))).toEqual(new Set(SOURCES.map(({ type }) => type)));
  for (const { resource } of made) expectValidFhir(resource!);
});

it.each([
  ["an unknown code", { resourceType: "Patient", gender: "robot" }, /gender/],
  ["an unknown element", { resourceType: "Device", colour: "red" }, /additional|colour/],
  ["a broken invariant", { resourceType: "Patient", contact: [{ gender: "male" }] }, /pat-1/],
  ["a missing element of US Core", { resourceType: "Practitioner", meta: { profile: ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-practitioner"] } }, /name/],
  ["a unit that is not UCUM", { resourceType: "Observation", status: "final", code: { text: "x" }, valueQuantity: { value: 1, system: "http://unitsofmeasure.org", code: "mmHg" } }, /UCUM/],
])("would be told of %s", (_what, resource, fault) => expect(faultsOf(resource).join()).toMatch(fault));

it("has history and changes of all of them", async () => {
  for (const source of SOURCES) {
    const [version] = await allOf(source);
    const history = await fhir.history(source, version!.id);
    expect(history[0]).toEqual(version);
    const changes = await fhir.inside((tx) => source.changes(tx, { limit: 50 }));
    expect(changes.map(({ id, version: number }) => `${id} ${number}`)).toContain(`${version!.id} ${version!.version}`);
    expect(changes.map(({ lastUpdated }) => lastUpdated.getTime())).toEqual(changes.map(({ lastUpdated }) => lastUpdated.getTime()).toSorted((a, b) => b - a));
  }
});

it("tells an alert as an issue and as the task of whoever works on it", async () => {
  const [issue] = await only("DetectedIssue");
  expect(issue!.resource).toMatchObject({
    id: toFhirId(alertId), status: "preliminary", patient: { reference: `Patient/${toFhirId(patientId)}` },
    implicated: [{ reference: expect.stringMatching(/^Observation\//) }],
    mitigation: [{ action: { coding: [{ code: "ACKNOWLEDGE" }] }, author: { reference: `Practitioner/${toFhirId(practitionerId)}` } }],
  });
  const [task] = await only("Task");
  expect(task!.resource).toMatchObject({
    status: "in-progress", focus: { reference: `DetectedIssue/${toFhirId(alertId)}` }, owner: { reference: `Practitioner/${toFhirId(practitionerId)}` },
  });
});

it("tells an enrollment as an episode with its pauses, a diagnosis by the patient's own where there is one", async () => {
  const [episode] = await only("EpisodeOfCare");
  expect(episode!.resource).toMatchObject({
    id: toFhirId(enrollmentId), status: "active", statusHistory: [
      { status: "active", period: { start: "2026-01-05", end: "2026-01-19" } },
      { status: "onhold", period: { start: "2026-01-20", end: "2026-01-25" } },
      { status: "active", period: { start: "2026-01-26" } },
    ],
    diagnosis: [{ condition: { reference: `Condition/${toFhirId(patientId)}.I10` } }, { condition: { identifier: { value: "E11.9" } } }],
  });
});

it("tells a claim line as a charge and as a claim on the coverage of that day", async () => {
  const [charge] = await only("ChargeItem");
  expect(charge!.resource).toMatchObject({ status: "billable", code: { coding: [{ system: "http://www.ama-assn.org/go/cpt", code: "99454" }] }, priceOverride: { value: 43.21 } });
  const [claim] = await only("Claim");
  expect(claim!.resource).toMatchObject({ insurance: [{ coverage: { reference: `Coverage/${toFhirId(patientId)}.1` } }], total: { value: 43.21, currency: "USD" } });
});

it("has a group of each program's patients", async () => {
  const [group] = await only("Group");
  expect(group!.resource).toMatchObject({ id: "program-rpm", quantity: 1, member: [{ entity: { reference: `Patient/${toFhirId(patientId)}` } }] });
});

it("says who made each version of what is the patient's", async () => {
  await rest("PATCH", `/api/patients/${patientId}`, { firstName: "Mary" });
  const version = (await only("Provenance")).find(({ id }) => id === `${toFhirId(patientId)}.2`);
  expect(version!.resource).toMatchObject({
    target: [`Patient/${toFhirId(patientId)}`, `Condition/${toFhirId(patientId)}.I10`, `Coverage/${toFhirId(patientId)}.1`, `Coverage/${toFhirId(patientId)}.2`].map((reference) => ({ reference })),
    agent: [{ who: { reference: `Practitioner/${toFhirId(practitionerId)}` }, onBehalfOf: { reference: `Organization/${toFhirId(owner.organizationId)}` } }],
  });
  expectValidFhir(version!.resource!);
});

describe("the days of an enrollment", () => {
  it("end where it ends, also inside a pause that has no end of its own", () => {
    const row = { status: "ENDED" as const, start_date: "2026-01-01", end_date: "2026-03-31", pauses: [{ from: "2026-02-01", to: "2026-02-10" }] };
    expect(statusHistoryOf(row).map(({ status, period }) => [status, period.start, period.end])).toEqual([
      ["active", "2026-01-01", "2026-01-31"], ["onhold", "2026-02-01", "2026-02-10"], ["active", "2026-02-11", "2026-03-31"],
    ]);
    expect(statusHistoryOf({ ...row, status: "PAUSED", end_date: null, pauses: [{ from: "2026-01-01", to: null }] })).toEqual([
      { status: "onhold", period: { start: "2026-01-01" } },
    ]);
  });
});
