import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const FHIR = { "content-type": "application/fhir+json" };
const fhir = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  owner.call(method, `/fhir/R4${path}`, body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body), { ...(body !== undefined && FHIR), ...headers });

const goal = (text = "Walk more") => ({ resourceType: "Goal", lifecycleStatus: "active", description: { text }, subject: { display: "Eve" } });
const issueOf = ({ body }: { body: { issue: { code: string; details: { text: string; coding: { code: string }[] }; expression?: string[] }[] } }) =>
  [body.issue[0]!.code, body.issue[0]!.details.coding[0]!.code, body.issue[0]!.expression?.[0]];

describe("what is kept as sent", () => {
  test("comes to be with Location, ETag and Last-Modified, and is read back as it was sent", async () => {
    const made = await fhir("POST", "/Goal", { ...goal(), id: "mine" });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect(id).not.toBe("mine");
    expect(made.headers.get("location")).toBe(`${server.url}/fhir/R4/Goal/${id}/_history/1`);
    expect(made.headers.get("etag")).toBe('W/"1"');
    const read = await fhir("GET", `/Goal/${id}`);
    expect(read.headers.get("content-type")).toBe("application/fhir+json; charset=utf-8");
    expect(read.body).toMatchObject({ ...goal(), id, meta: { versionId: "1" } });
    expect(await fhir("GET", `/Goal/${id}`, undefined, { "if-none-match": 'W/"1"' })).toMatchObject({ status: 304 });
    expect((await fhir("HEAD", `/Goal/${id}`)).status).toBe(200);
  });

  test("is changed under If-Match, keeps its versions, and is gone with 410 once deleted", async () => {
    const made = await fhir("PUT", "/Goal/g1", { ...goal(), id: "g1" });
    expect(made.status).toBe(201);
    expect((await fhir("PUT", "/Goal/g1", { ...goal("Run"), id: "g1" }, { "if-match": 'W/"7"' })).status).toBe(412);
    expect((await fhir("PUT", "/Goal/g1", { ...goal("Run"), id: "g1" }, { "if-match": 'W/"1"' })).body.meta.versionId).toBe("2");
    expect((await fhir("GET", "/Goal/g1/_history/1")).body.description.text).toBe("Walk more");
    expect((await fhir("DELETE", "/Goal/g1")).status).toBe(204);
    expect((await fhir("DELETE", "/Goal/g1")).status).toBe(204);
    const gone = await fhir("GET", "/Goal/g1");
    expect([gone.status, ...issueOf(gone)]).toEqual([410, "deleted", "resource_deleted", undefined]);
    const history = await fhir("GET", "/Goal/g1/_history");
    expect(history.body.entry.map((entry: { request: { method: string } }) => entry.request.method)).toEqual(["DELETE", "PUT", "POST"]);
    expect((await fhir("PUT", "/Goal/g1", { ...goal("Again"), id: "g1" })).status).toBe(201);
  });

  test("is patched by JSON Patch and by FHIRPath Patch", async () => {
    await fhir("PUT", "/Goal/g2", { ...goal(), id: "g2" });
    const json = await fhir("PATCH", "/Goal/g2", JSON.stringify([{ op: "test", path: "/lifecycleStatus", value: "active" }, { op: "replace", path: "/description/text", value: "Swim" }]), { "content-type": "application/json-patch+json" });
    expect([json.status, json.body.description.text]).toEqual([200, "Swim"]);
    const failed = await fhir("PATCH", "/Goal/g2", JSON.stringify([{ op: "test", path: "/lifecycleStatus", value: "x" }]), { "content-type": "application/json-patch+json" });
    expect([failed.status, issueOf(failed)[1]]).toEqual([422, "patch_test_failed"]);
    const part = (name: string, value: object) => ({ name, ...value });
    const byPath = await fhir("PATCH", "/Goal/g2", { resourceType: "Parameters", parameter: [{ name: "operation", part: [
      part("type", { valueCode: "add" }), part("path", { valueString: "Goal" }), part("name", { valueString: "note" }), part("value", { valueAnnotation: { text: "well done" } })] },
      { name: "operation", part: [part("type", { valueCode: "replace" }), part("path", { valueString: "Goal.lifecycleStatus" }), part("value", { valueCode: "completed" })] }] });
    expect([byPath.status, byPath.body.note, byPath.body.lifecycleStatus]).toEqual([200, [{ text: "well done" }], "completed"]);
    expect((await fhir("PATCH", "/Goal/g2", "<diff/>", { "content-type": "application/xml-patch+xml" })).status).toBe(415);
  });

  test("keeps the text of decimals", async () => {
    const sent = '{"resourceType":"Goal","id":"g3","lifecycleStatus":"active","description":{"text":"x"},"subject":{"display":"Eve"},"target":[{"measure":{"text":"m"},"detailQuantity":{"value":1.00}},{"measure":{"text":"m"},"detailQuantity":{"value":1E-22}}]}';
    expect((await fhir("PUT", "/Goal/g3", sent)).status).toBe(201);
    const answer = await fetch(`${server.url}/fhir/R4/Goal/g3`, { headers: { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId } });
    expect(await answer.text()).toMatch(/"value":1\.00.*"value":1E-22/);
  });
});

describe("what is wrong is refused with an OperationOutcome that names the place", () => {
  test.each([
    ["no JSON", "POST", "/Goal", "{", {}, [400, "structure", "invalid_json", undefined]],
    ["an element nobody knows", "POST", "/Goal", { ...goal(), surprise: 1 }, {}, [400, "structure", "invalid_request", "Goal.surprise"]],
    ["an element too few", "POST", "/Goal", { resourceType: "Goal", lifecycleStatus: "active", subject: { display: "x" } }, {}, [400, "structure", "invalid_request", "Goal.description"]],
    ["another type", "POST", "/Goal", { resourceType: "Patient" }, {}, [400, "value", "invalid_request", "resourceType"]],
    ["another id", "PUT", "/Goal/a", { ...goal(), id: "b" }, {}, [400, "value", "invalid_request", "Goal.id"]],
    ["XML", "GET", "/Goal/a?_format=xml", undefined, {}, [406, "not-supported", "not_acceptable", undefined]],
    ["a Prefer nobody knows", "POST", "/Goal", goal(), { prefer: "return=nothing" }, [400, "value", "invalid_request", "http.Prefer"]],
    ["a type nobody has", "GET", "/Basic/a", undefined, {}, [404, "not-found", "resource_not_found", undefined]],
    ["a write to what the platform makes", "POST", "/DetectedIssue", goal(), {}, [405, "not-supported", "method_not_allowed", undefined]],
    ["an id nobody has", "GET", "/Goal/nobody", undefined, {}, [404, "not-found", "resource_not_found", undefined]],
  ] as const)("%s", async (_what, method, path, body, headers, expected) => {
    const answer = await fhir(method, path, body, headers);
    expect([answer.status, ...issueOf(answer)]).toEqual(expected);
    expect(answer.headers.get("content-type")).toMatch("application/fhir+json");
  });
});

test("metadata is open to everybody and names every type", async () => {
  const answer = await fetch(`${server.url}/fhir/R4/metadata`);
  const statement = (await answer.json()) as { rest: { resource: { type: string }[] }[] };
  expect(statement.rest[0]!.resource.map(({ type }) => type)).toContain("Observation");
});

test("a transaction is all or nothing, and its entries refer to each other", async () => {
  const entry = (uuid: string, resource: object) => ({ fullUrl: `urn:uuid:${uuid}`, resource, request: { method: "POST", url: (resource as { resourceType: string }).resourceType } });
  const [one, other] = ["6b0f4f7e-5f0c-4a52-9c1c-111111111111", "6b0f4f7e-5f0c-4a52-9c1c-222222222222"];
  const careTeam = { resourceType: "CareTeam", status: "active", participant: [{ member: { reference: `urn:uuid:${other}` } }] };
  const practitioner = { resourceType: "Practitioner", name: [{ family: "Who" }] };
  const good = await fhir("POST", "", { resourceType: "Bundle", type: "transaction", entry: [entry(one, careTeam), entry(other, practitioner)] });
  expect(good.status).toBe(200);
  const [teamAt, whoAt] = good.body.entry.map((each: { response: { location: string } }) => each.response.location.split("/_history")[0]!.replace(`${server.url}/fhir/R4`, ""));
  expect((await fhir("GET", teamAt)).body.participant[0].member.reference).toBe(whoAt.slice(1));
  const bad = await fhir("POST", "", { resourceType: "Bundle", type: "transaction", entry: [entry(one, goal()), { ...entry(other, careTeam), resource: { ...careTeam, participant: [{ member: { reference: "urn:uuid:6b0f4f7e-5f0c-4a52-9c1c-333333333333" } }] } }] });
  expect([bad.status, ...issueOf(bad)]).toEqual([422, "not-found", "reference_not_found", "Bundle.entry[1].resource.participant[0].member.reference"]);
  const batch = await fhir("POST", "", { resourceType: "Bundle", type: "batch", entry: [entry(one, goal()), { request: { method: "GET", url: "Goal/nobody" } }] });
  expect(batch.body.entry.map((each: { response: { status: string } }) => each.response.status)).toEqual(["201 Created", "404"]);
});

test("an entry of a transaction that puts an id is referred to by it, full URL or none", async () => {
  const put = (resource: { resourceType: string; id: string }) => ({ resource, request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` } });
  const careTeam = { resourceType: "CareTeam", id: "t1", participant: [{ member: { reference: "Practitioner/t1" } }] };
  expect((await fhir("POST", "", { resourceType: "Bundle", type: "transaction", entry: [put(careTeam), put({ resourceType: "Practitioner", id: "t1" })] })).status).toBe(200);
});

test("a preliminary Observation that becomes final is a reading, under its id and with its history, and void once it is an error", async () => {
  const patient = await fhir("PUT", "/Patient/pulse", { resourceType: "Patient", id: "pulse", name: [{ family: "Pulse" }], birthDate: "1950-01-01" });
  expect(patient.status).toBe(201);
  const pulse = (status: string) => ({
    resourceType: "Observation", id: "p1", status, code: { coding: [{ system: "http://loinc.org", code: "8867-4" }] }, subject: { reference: "Patient/pulse" },
    effectiveDateTime: server.clock.now().toISOString(), valueQuantity: { value: 210, unit: "/min", system: "http://unitsofmeasure.org", code: "/min" },
  });
  const readings = async () => (await owner.call("GET", "/api/observations?status=FINAL")).body.data as { alerts: string[]; value: number }[];
  expect((await fhir("PUT", "/Observation/p1", pulse("preliminary"))).status).toBe(201);
  expect(await readings()).toEqual([]);

  const final = await fhir("PUT", "/Observation/p1", pulse("final"), { "if-match": 'W/"1"' });
  expect([final.status, final.body.id, final.body.meta?.versionId, final.body.status], final.text).toEqual([200, "p1", "2", "final"]);
  const [reading] = await readings();
  expect([reading?.value, reading?.alerts.length]).toEqual([210, 1]);
  const history = await fhir("GET", "/Observation/p1/_history");
  expect(history.body.entry.map(({ resource }: { resource: { status: string } }) => resource.status)).toEqual(["final", "preliminary"]);
  expect((await fhir("GET", "/Observation/p1/_history/1")).body.status).toBe("preliminary");
  expect((await fhir("GET", "/Observation?patient=Patient/pulse&status=final&_summary=count")).body.total).toBe(1);

  expect((await fhir("PUT", "/Observation/p1", pulse("entered-in-error"))).body.status).toBe("entered-in-error");
  expect(await readings()).toEqual([]);
});
