import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BadRequestError, NotFoundError, PermissionDeniedError, PreconditionFailedError } from "@vitaledge/sdk";
import { fhirOf, type FhirApi } from "@vitaledge/sdk/fhir";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";
import { createClient } from "./client.js";
import { failureOf } from "./scenarios/scene.js";

let server: TestServer;
let owner: Actor;
let fhir: FhirApi;
let sent: string[];

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  const client = createClient(server.url, owner);
  ({ sent } = client);
  fhir = fhirOf(client.ve);
});
afterAll(() => server.close());

const goal = (text: string) => ({ resourceType: "Goal" as const, lifecycleStatus: "active" as const, description: { text }, subject: { display: "Maria" } });

describe("a resource", () => {
  test("goes through its life, and each version can be read", async () => {
    const { data: made, etag, response } = await fhir.create(goal("Walk")).withResponse();
    expect([response.status, etag, made.meta?.versionId]).toEqual([201, 'W/"1"', "1"]);
    const changed = await fhir.update({ ...made, lifecycleStatus: "on-hold" }, { etag });
    expect(await failureOf(fhir.update(made, { etag }))).toBeInstanceOf(PreconditionFailedError);
    expect(await fhir.patch("Goal", made.id, [{ op: "replace", path: "/description/text", value: "Swim" }])).toMatchObject({ description: { text: "Swim" }, lifecycleStatus: changed.lifecycleStatus });
    expect(await fhir.vread("Goal", made.id, "1")).toMatchObject(goal("Walk"));
    expect(await fhir.delete("Goal", made.id)).toBeUndefined();
    const gone = await failureOf(fhir.read("Goal", made.id));
    expect(gone).toMatchObject({ status: 410, code: "resource_deleted", operation: "fhirRead", requestId: expect.stringMatching(/\w/) });
    const versions = await fhir.history("Goal", made.id).toArray({ limit: 10 });
    expect(versions.map(({ request }) => request?.method)).toEqual(["DELETE", "PUT", "PUT", "POST"]);
  });

  test("that is sent as text keeps its decimals", async () => {
    const text = '{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"Weigh less"},"subject":{"display":"Maria"},"target":[{"measure":{"text":"weight"},"detailQuantity":{"value":72.50,"unit":"kg"}}]}';
    const { data, response } = await fhir.create(text).withResponse();
    expect(await response.text()).toContain("72.50");
    expect(data.resourceType).toBe("Goal");
  });

  test("is made once under one key", async () => {
    const [one, two] = [await fhir.create(goal("Sleep"), { idempotencyKey: "the-same" }), await fhir.create(goal("Sleep"), { idempotencyKey: "the-same" })];
    expect(two.id).toBe(one.id);
  });
});

describe("a refusal", () => {
  test("has the class, the code and the place that are wrong, and nothing of what was sent", async () => {
    const missing = await failureOf(fhir.read("Goal", "nobody"));
    expect(missing).toBeInstanceOf(NotFoundError);
    expect(missing).toMatchObject({ code: "resource_not_found" });
    const wrong = await failureOf(fhir.create('{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"Secret"},"subject":{"display":"Maria"},"colour":"red"}'));
    expect(wrong).toBeInstanceOf(BadRequestError);
    expect(wrong).toMatchObject({ fields: [{ pointer: expect.stringContaining("Goal") }] });
    expect(JSON.stringify(wrong)).not.toMatch(/Secret|Maria|red/);
    expect(await failureOf(fhir.create({ resourceType: "Task", status: "requested", intent: "order" }))).toMatchObject({ status: 405, code: "method_not_allowed" });
  });

  test("is of the role, where the role may not", async () => {
    const auditor = fhirOf(createClient(server.url, await server.member(owner, "AUDITOR")).ve);
    expect(await failureOf(auditor.create(goal("Walk")))).toBeInstanceOf(PermissionDeniedError);
  });
});

test("a transaction is done whole or not at all", async () => {
  const entry = (resource: ReturnType<typeof goal>, url = "Goal") => ({ resource, request: { method: "POST" as const, url } });
  const done = await fhir.transaction({ resourceType: "Bundle", type: "transaction", entry: [entry(goal("One")), entry(goal("Two"))] });
  expect(done.entry?.map(({ response }) => response?.status.slice(0, 3))).toEqual(["201", "201"]);
  const before = await fhir.history("Goal", undefined, { _count: 50 }).toArray({ limit: 100 });
  const bad = { ...entry(goal("Three")), resource: { resourceType: "Goal", colour: "red" } as unknown as ReturnType<typeof goal> };
  expect(await failureOf(fhir.transaction({ resourceType: "Bundle", type: "transaction", entry: [entry(goal("Four")), bad] }))).toMatchObject({ status: 400 });
  expect(await fhir.history("Goal", undefined, { _count: 50 }).toArray({ limit: 100 })).toHaveLength(before.length);
});

describe("a search", () => {
  const loinc = (code: string) => ({ coding: [{ system: "http://loinc.org", code }] });
  const category = [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", code: "vital-signs" }] }];
  let patientId: string;
  beforeAll(async () => {
    const patient = await fhir.create({ resourceType: "Patient", name: [{ family: "Example", given: ["Maria"] }], birthDate: "1950-01-01" });
    patientId = patient.id;
    for (const [at, value] of [["2026-01-01T08:00:00Z", 80], ["2026-01-02T08:00:00Z", 81], ["2026-01-03T08:00:00Z", 82]] as const) {
      await fhir.create({
        resourceType: "Observation", status: "final", category, code: loinc("29463-7"), subject: { reference: `Patient/${patientId}` }, effectiveDateTime: at,
        valueQuantity: { value, unit: "kg", system: "http://unitsofmeasure.org", code: "kg" },
      });
    }
  });

  test("goes over its pages in order, each parameter holding as often as it is named", async () => {
    const found = fhir.search("Observation", { patient: patientId, date: ["ge2026-01-01", "lt2026-01-03"], _sort: "-date", _count: 1 });
    expect((await found.toArray({ limit: 10 })).map(({ resource }) => resource.valueQuantity?.value)).toEqual([81, 80]);
    expect(sent.slice(-2).every((line) => line === "POST /fhir/R4/Observation/_search")).toBe(true);
    const { cursor } = await found.page();
    expect((await fhir.search("Observation", cursor ?? "").page()).data.map(({ resource }) => resource.valueQuantity?.value)).toEqual([80]);
  });

  test("has what it included with each resource, and counts where it is asked to", async () => {
    const { data, total } = await fhir.search("Observation", { patient: patientId, _include: "Observation:patient", _total: "accurate", _count: 2 }).page();
    expect([data.length, total]).toEqual([2, 3]);
    for (const { resource, included, resolve } of data) {
      expect(included.map(({ id }) => id)).toEqual([patientId]);
      expect(resolve(resource.subject, "Patient")).toMatchObject({ name: [{ family: "Example" }] });
    }
  });

  test("is refused with a parameter that is unknown, and tells of it where it is lenient", async () => {
    expect(await failureOf(fhir.search("Observation", { patient: patientId, colour: "red" }).page())).toMatchObject({ status: 400, code: "invalid_request" });
    const { data, outcomes } = await fhir.search("Observation", { patient: patientId, colour: "red" }, { headers: { Prefer: "handling=lenient" } }).page();
    expect([data.length, outcomes.length]).toEqual([3, 1]);
    expect(JSON.stringify(outcomes)).toContain("colour");
  });

  test("is by code or by patient too: the latest of each, and everything", async () => {
    expect((await fhir.lastn({ patient: patientId, category: "vital-signs" }).first())?.resource.valueQuantity?.value).toBe(82);
    const all = await fhir.everything(patientId).toArray({ limit: 20 });
    expect(all.map(({ resource }) => resource.resourceType).filter((type) => ["Patient", "Observation"].includes(type)).sort()).toEqual(["Observation", "Observation", "Observation", "Patient"]);
  });
});

test("a history goes over its pages", async () => {
  const all = await fhir.history("Goal", undefined, { _count: 3 }).toArray({ limit: 100 });
  expect(new Set(all.map(({ resource, fullUrl, response }) => `${fullUrl} ${resource?.meta?.versionId ?? response?.etag}`)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(5);
});

test("what the server can do is there for anybody, and validation writes nothing", async () => {
  expect(await fhir.capabilities()).toMatchObject({ resourceType: "CapabilityStatement", fhirVersion: "4.0.1" });
  const outcome = await fhir.validate({ resourceType: "Goal", lifecycleStatus: "active", description: {}, subject: {} });
  expect(outcome.resourceType).toBe("OperationOutcome");
  expect(sent.at(-1)).toBe("POST /fhir/R4/Goal/$validate");
});
