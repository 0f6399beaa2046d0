import { createRequire } from "node:module";
import { Client as FhirKitClient } from "fhir-kit-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T15:00:00Z" });
  owner = await server.owner();
});
afterAll(() => server.close());

type Resource = { resourceType: string; id?: string; [element: string]: unknown };
type Bundle = Resource & { entry?: { fullUrl?: string; resource?: Resource; request?: { method: string; url: string }; response?: { status: string } }[] };
type Step = { op: "replace" | "add"; path: string; value: unknown };

/** What a nurse does, in the words of each client. */
type Nurse = {
  create(resource: Resource): Promise<Resource>;
  read(type: string, id: string): Promise<Resource>;
  /** Resources over all pages. */
  search(type: string, parameters: Record<string, string>): Promise<Resource[]>;
  update(resource: Resource): Promise<Resource>;
  patch(type: string, id: string, steps: Step[]): Promise<Resource>;
  history(type: string, id: string): Promise<Bundle>;
  transaction(bundle: Bundle): Promise<Bundle>;
  remove(type: string, id: string): Promise<unknown>;
  capabilities(): Promise<Resource>;
};

const kit = (): Nurse => {
  const headers = { "X-Organization-ID": owner.organizationId };
  const client = new FhirKitClient({ baseUrl: `${server.url}/fhir/R4`, bearerToken: owner.accessToken, customHeaders: headers });
  return {
    create: (body) => client.create({ resourceType: body.resourceType, body }),
    read: (resourceType, id) => client.read({ resourceType, id }),
    async search(resourceType, searchParams) {
      const found: Resource[] = [];
      type Page = Parameters<typeof client.nextPage>[0]["bundle"];
      for (let page: Bundle | undefined = await client.search({ resourceType, searchParams }); page; page = await client.nextPage({ bundle: page as unknown as Page })) {
        found.push(...(page.entry ?? []).flatMap(({ resource = [] }) => resource));
      }
      return found;
    },
    update: (body) => client.update({ resourceType: body.resourceType, id: body.id!, body }),
    patch: (resourceType, id, jsonPatch) => client.patch({ resourceType, id, jsonPatch }),
    history: (resourceType, id) => client.history({ resourceType, id }),
    transaction: (body) => client.transaction({ body }),
    remove: (resourceType, id) => client.delete({ resourceType, id }),
    capabilities: () => client.capabilityStatement(),
  };
};

/** Its own types bring those of a browser into every test. */
type SmartClient = {
  create(resource: Resource): Promise<Resource>;
  update(resource: Resource): Promise<Resource>;
  patch(url: string, steps: Step[], options: { headers: Record<string, string> }): Promise<Resource>;
  delete(url: string): Promise<unknown>;
  resources(url: string): AsyncIterable<Resource>;
  fhirRequest<T>(url: string, options?: RequestInit): Promise<T>;
};
const { FhirClient } = createRequire(import.meta.url)("fhirclient") as { FhirClient: new (url: string) => SmartClient };

/** A client that is told its token, where a browser would have it of a launch. */
class SignedIn extends FhirClient {
  getRequestDefaults(): Promise<Partial<RequestInit>> {
    return Promise.resolve({ headers: { Authorization: `Bearer ${owner.accessToken}`, "X-Organization-ID": owner.organizationId } });
  }
}

const smart = (): Nurse => {
  const client = new SignedIn(`${server.url}/fhir/R4`);
  const json = { method: "POST", headers: { "Content-Type": "application/fhir+json" } };
  return {
    create: (resource) => client.create(resource),
    read: (type, id) => client.fhirRequest(`${type}/${id}`),
    async search(type, parameters) {
      const found: Resource[] = [];
      for await (const resource of client.resources(`${type}?${new URLSearchParams(parameters).toString()}`)) found.push(resource);
      return found;
    },
    update: (resource) => client.update(resource),
    // By itself it asks for `return=presentation`, which is none of FHIR's.
    patch: (type, id, steps) => client.patch(`${type}/${id}`, steps, { headers: { prefer: "return=representation" } }),
    history: (type, id) => client.fhirRequest(`${type}/${id}/_history`),
    transaction: (bundle) => client.fhirRequest("", { ...json, body: JSON.stringify(bundle) }),
    remove: (type, id) => client.delete(`${type}/${id}`),
    capabilities: () => client.fhirRequest("metadata"),
  };
};

const loinc = (code: string) => ({ coding: [{ system: "http://loinc.org", code }] });
const amount = (value: number, unit: string, code: string) => ({ value, unit, system: "http://unitsofmeasure.org", code });
const vitals = (patientId: string, code: string, at: string, more: object): Resource => ({
  resourceType: "Observation", status: "final", code: loinc(code), subject: { reference: `Patient/${patientId}` }, effectiveDateTime: at,
  category: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", code: "vital-signs" }] }], ...more,
});
const pressure = (patientId: string, at: string): Resource => vitals(patientId, "85354-9", at, {
  component: [{ code: loinc("8480-6"), valueQuantity: amount(142, "mmHg", "mm[Hg]") }, { code: loinc("8462-4"), valueQuantity: amount(88, "mmHg", "mm[Hg]") }],
});
const ids = (resources: readonly Resource[]): (string | undefined)[] => resources.map(({ id }) => id);

describe.each([["fhir-kit-client", kit], ["fhirclient", smart]] as const)("%s has a nurse's day", (name, connect) => {
  let nurse: Nurse;
  let patient: Resource;

  test("a patient is made, and found by name and identifier", async () => {
    nurse = connect();
    expect(await nurse.capabilities()).toMatchObject({ resourceType: "CapabilityStatement", fhirVersion: "4.0.1" });
    patient = await nurse.create({
      resourceType: "Patient", identifier: [{ system: "https://clinic.example.org/mrn", value: name }], name: [{ family: "Example", given: ["Maria"] }], birthDate: "1950-01-01", gender: "female",
    });
    expect(await nurse.read("Patient", patient.id!)).toMatchObject({ id: patient.id, name: [{ family: "Example", given: ["Maria"] }] });
    expect(ids(await nurse.search("Patient", { identifier: `https://clinic.example.org/mrn|${name}` }))).toEqual([patient.id]);
    expect(ids(await nurse.search("Patient", { family: "exam", birthdate: "1950-01-01" }))).toContain(patient.id);
  });

  test("vital signs are posted, raise what they raise over REST, and are found page by page", async () => {
    const made = await nurse.create(pressure(patient.id!, "2026-03-02T08:00:00Z"));
    for (const day of ["01", "02"]) await nurse.create(vitals(patient.id!, "29463-7", `2026-03-${day}T07:00:00Z`, { valueQuantity: amount(81, "kg", "kg") }));
    const all = await nurse.search("Observation", { patient: patient.id!, category: "vital-signs", _sort: "-date", _count: "1" });
    expect(all).toHaveLength(3);
    expect(all[0]).toMatchObject({ id: made.id, component: [{ valueQuantity: { value: 142 } }, { valueQuantity: { value: 88 } }] });
    expect(await nurse.search("Observation", { patient: patient.id!, "component-code": "8480-6", date: "ge2026-03-02" })).toHaveLength(1);
    const readings = await owner.call("GET", `/api/observations?patientId=${patient.id!.replaceAll("-", "_")}`);
    expect(readings.body.data.map(({ metricDefinitionId, value }: { metricDefinitionId: string; value: number }) => `${metricDefinitionId} ${value}`).sort())
      .toEqual(["metric_bp_diastolic 88", "metric_bp_systolic 142", "metric_weight 81", "metric_weight 81"]);
  });

  test("the patient is changed, and each version is there", async () => {
    const current = await nurse.read("Patient", patient.id!);
    await nurse.update({ ...current, gender: "other" });
    expect(await nurse.patch("Patient", patient.id!, [{ op: "replace", path: "/name/0/family", value: "Changed" }])).toMatchObject({ gender: "other", name: [{ family: "Changed" }] });
    const { entry = [] } = await nurse.history("Patient", patient.id!);
    expect(entry.map(({ resource }) => (resource!["meta"] as { versionId: string }).versionId)).toEqual(["3", "2", "1"]);
  });

  test("a transaction is one, and what was wrong is deleted", async () => {
    const reference = `urn:uuid:6f0c6f0e-3f64-4d4e-8b9a-0a6f0f6f${name === "fhirclient" ? "0001" : "0002"}`;
    const { entry = [] } = await nurse.transaction({
      resourceType: "Bundle", type: "transaction",
      entry: [
        { fullUrl: reference, request: { method: "POST", url: "Encounter" }, resource: { resourceType: "Encounter", status: "finished", class: { code: "VR" }, subject: { reference: `Patient/${patient.id}` } } },
        { request: { method: "POST", url: "Goal" }, resource: { resourceType: "Goal", lifecycleStatus: "active", description: { text: "Walk" }, subject: { reference: `Patient/${patient.id}` }, addresses: [{ reference }] } },
      ],
    });
    expect(entry.map(({ response }) => response?.status.slice(0, 3))).toEqual(["201", "201"]);
    const [goal] = await nurse.search("Goal", { patient: patient.id! });
    expect(goal!["addresses"]).toEqual([{ reference: expect.stringMatching(/^Encounter\/[\w-]+$/) }]);
    await nurse.remove("Goal", goal!.id!);
    await expect(nurse.read("Goal", goal!.id!)).rejects.toThrow();
    expect(await nurse.search("Goal", { patient: patient.id! })).toEqual([]);
  });
});
