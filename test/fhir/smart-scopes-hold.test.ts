import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { registerClient } from "../support/smart-client.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  const put = (resource: { resourceType: string; id: string }) => owner.call("PUT", `/fhir/R4/${resource.resourceType}/${resource.id}`, resource, FHIR);
  const made = [
    await put(patient("eve")), await put(goal("walk", "active")), await put(goal("swim", "completed")),
    await put({ resourceType: "CareTeam", id: "team", subject: { reference: "Patient/eve" } } as never),
  ];
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
});
afterAll(() => server.close());

const FHIR = { "content-type": "application/fhir+json" };
const patient = (id: string) => ({ resourceType: "Patient", id, name: [{ family: "Example", given: [id] }] });
const goal = (id: string, lifecycleStatus: string) => ({ resourceType: "Goal", id, lifecycleStatus, description: { text: "Move" }, subject: { reference: "Patient/eve" } });

type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

/** A client of these scopes, which sends no organization. */
const clientOf = async (...scopes: string[]): Promise<Ask> => {
  const client = await registerClient(server, owner, { scopes });
  const { access_token: token } = (await client.ask()).body as { access_token: string };
  return (method, path, body, headers) => call(server.url, method, `/fhir/R4${path}`, body, { ...(body !== undefined && FHIR), authorization: `Bearer ${token}`, ...headers });
};

const statuses = async (ask: Ask, ...requests: [string, string, unknown?][]): Promise<number[]> => {
  const answers: number[] = [];
  for (const [method, path, body] of requests) answers.push((await ask(method, path, body)).status);
  return answers;
};
const idsOf = ({ body }: Answer): string[] => ((body.entry ?? []) as { resource: { resourceType: string; id: string } }[]).map(({ resource }) => `${resource.resourceType}/${resource.id}`).toSorted();
const bundle = (type: string, ...entry: object[]) => ({ resourceType: "Bundle", type, entry });

describe("a scope's letters", () => {
  test("each open their own interactions, type by type", async () => {
    expect(await statuses(await clientOf("system/Goal.r"), ["GET", "/Goal/walk"], ["GET", "/Goal/walk/_history"], ["GET", "/Goal/walk/_history/1"], ["GET", "/Goal"], ["GET", "/Goal/_history"], ["PUT", "/Goal/walk", goal("walk", "active")], ["DELETE", "/Goal/walk"], ["GET", "/CareTeam/team"]))
      .toEqual([200, 200, 200, 403, 403, 403, 403, 403]);
    expect(await statuses(await clientOf("system/Goal.s"), ["GET", "/Goal"], ["GET", "/Goal/_history"], ["GET", "/Goal/walk"], ["GET", "/CareTeam"])).toEqual([200, 200, 403, 403]);
    expect(await statuses(await clientOf("system/Goal.c"), ["POST", "/Goal", goal("x", "active")], ["PUT", "/Goal/new", goal("new", "active")], ["PUT", "/Goal/walk", goal("walk", "active")], ["GET", "/Goal/walk"])).toEqual([201, 403, 403, 403]);
    expect(await statuses(await clientOf("system/Goal.u"), ["PUT", "/Goal/walk", goal("walk", "active")], ["PUT", "/Goal/other", goal("other", "active")], ["DELETE", "/Goal/walk"], ["POST", "/Goal", goal("x", "active")])).toEqual([200, 403, 403, 403]);
  });

  test("hold within batch and transaction, of which nothing stays that holds one refused entry", async () => {
    const ask = await clientOf("system/Goal.cr");
    const create = { resource: goal("x", "on-hold"), request: { method: "POST", url: "Goal" } };
    const read = (url: string) => ({ request: { method: "GET", url } });
    const { body } = await ask("POST", "", bundle("batch", create, read("Goal/walk"), read("Goal"), read("CareTeam/team")));
    expect((body.entry as { response: { status: string } }[]).map(({ response }) => response.status)).toEqual(["201 Created", "200 OK", "403", "403"]);
    expect((await ask("POST", "", bundle("transaction", create, read("CareTeam/team")))).status).toBe(403);
    expect(idsOf(await owner.call("GET", "/fhir/R4/Goal?lifecycle-status=on-hold"))).toHaveLength(1);
  });

  test("hold through includes and chains", async () => {
    const goals = await clientOf("system/Goal.rs");
    const both = await clientOf("system/Goal.rs", "system/Patient.rs");
    expect([idsOf(await goals("GET", "/Goal?_id=walk&_include=Goal:subject")), idsOf(await both("GET", "/Goal?_id=walk&_include=Goal:subject"))]).toEqual([["Goal/walk"], ["Goal/walk", "Patient/eve"]]);
    expect([idsOf(await goals("GET", "/Goal?_id=walk&subject:Patient.name=Example")), idsOf(await both("GET", "/Goal?_id=walk&subject:Patient.name=Example"))]).toEqual([[], ["Goal/walk"]]);
    const patients = await clientOf("system/Patient.rs");
    expect([idsOf(await patients("GET", "/Patient?_id=eve&_revinclude=Goal:subject")), idsOf(await patients("GET", "/Patient?_has:Goal:subject:_id=walk"))]).toEqual([["Patient/eve"], []]);
    expect(idsOf(await patients("GET", "/Patient/eve/$everything"))).toEqual(["Patient/eve"]);
  });
});

describe("a scope with search parameters", () => {
  test("shows what they find and nothing beside it", async () => {
    const ask = await clientOf("system/Goal.rs?lifecycle-status=active");
    expect(idsOf(await ask("GET", "/Goal?_id=walk,swim"))).toEqual(["Goal/walk"]);
    expect(await statuses(ask, ["GET", "/Goal/walk"], ["GET", "/Goal/swim"], ["GET", "/Goal/swim/_history"], ["GET", "/Goal/swim/_history/1"], ["GET", "/Goal/_history"])).toEqual([200, 404, 404, 404, 403]);
  });

  test("of a category shows the platform's readings and what is kept as sent, each by its own category", async () => {
    const CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";
    const observation = (category: string, code: string, value: object) => owner.call("POST", "/fhir/R4/Observation", {
      resourceType: "Observation", status: "final", category: [{ coding: [{ system: CATEGORY, code: category }] }], code: { coding: [{ system: "http://loinc.org", code }] },
      subject: { reference: "Patient/eve" }, effectiveDateTime: server.clock.now().toISOString(), ...value,
    }, FHIR);
    const reading = await observation("vital-signs", "59408-5", { valueQuantity: { value: 97, unit: "%", system: "http://unitsofmeasure.org", code: "%" } });
    const kept = await observation("laboratory", "94500-6", { valueCodeableConcept: { text: "negative" } });
    expect([reading.status, kept.status]).toEqual([201, 201]);
    const addresses = [reading, kept].map(({ body }) => `/Observation/${body.id as string}`);
    for (const [category, seen] of [["vital-signs", 0], ["laboratory", 1]] as const) {
      const ask = await clientOf(`system/Observation.rs?category=${CATEGORY}|${category}`);
      expect(idsOf(await ask("GET", "/Observation?patient=eve"))).toEqual([addresses[seen]!.slice(1)]);
      expect(await statuses(ask, ...addresses.map((address): [string, string] => ["GET", address]))).toEqual([0, 1].map((at) => (at === seen ? 200 : 404)));
    }
  });

  test("lets nothing be written that they do not find, before and after", async () => {
    const ask = await clientOf("system/Goal.cud?lifecycle-status=active", "system/Goal.rs");
    expect(await statuses(ask, ["POST", "/Goal", goal("x", "active")], ["POST", "/Goal", goal("x", "planned")], ["PUT", "/Goal/walk", goal("walk", "active")], ["PUT", "/Goal/walk", goal("walk", "planned")],
      ["PUT", "/Goal/swim", goal("swim", "active")], ["DELETE", "/Goal/swim"], ["PUT", "/Goal/mine", goal("mine", "planned")], ["PUT", "/Goal/mine", goal("mine", "active")], ["DELETE", "/Goal/mine"]))
      .toEqual([201, 403, 200, 403, 403, 403, 403, 201, 204]);
    expect(idsOf(await owner.call("GET", "/fhir/R4/Goal?lifecycle-status=planned"))).toEqual([]);
    const refused = await ask("POST", "", bundle("transaction", { fullUrl: "urn:uuid:1", resource: goal("a", "active"), request: { method: "POST", url: "Goal" } }, { fullUrl: "urn:uuid:2", resource: goal("b", "planned"), request: { method: "POST", url: "Goal" } }));
    expect([refused.status, refused.body.resourceType]).toEqual([403, "OperationOutcome"]);
  });
});
