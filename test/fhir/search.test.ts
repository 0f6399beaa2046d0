import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
const fhir = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  owner.call(method, `/fhir/R4${path}`, body === undefined ? undefined : JSON.stringify(body), { ...(body !== undefined && { "content-type": "application/fhir+json" }), ...headers });

type Entry = { resource: { id: string; resourceType: string }; search: { mode: string } };
const idsOf = ({ body }: { body: { entry?: Entry[] } }, mode = "match"): string[] => (body.entry ?? []).filter(({ search }) => search.mode === mode).map(({ resource }) => resource.id);
const find = async (query: string): Promise<string[]> => {
  const answer = await fhir("GET", `/${query}`);
  expect(answer.body.issue).toBeUndefined();
  return idsOf(answer).toSorted();
};

const SYSTEM = "http://example.org/codes";
const encounters = [
  { id: "e1", status: "finished", class: { system: SYSTEM, code: "AMB" }, subject: { reference: "Patient/p1" }, period: { start: "2026-01-05T08:00:00Z", end: "2026-01-05T09:00:00Z" }, length: { value: 60, unit: "min", system: "http://unitsofmeasure.org", code: "min" } },
  { id: "e2", status: "finished", class: { system: SYSTEM, code: "VR" }, subject: { reference: "Patient/p2" }, period: { start: "2026-02-05" }, length: { value: 5.42, unit: "min", system: "http://unitsofmeasure.org", code: "min" } },
  { id: "e3", status: "planned", class: { code: "VR" }, identifier: [{ system: "http://example.org/ids", value: "a,b|c" }] },
].map((each) => ({ resourceType: "Encounter", ...each }));

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  await fhir("PUT", "/Patient/p1", { resourceType: "Patient", id: "p1", name: [{ family: "Müller", given: ["Eve", "Anna"] }], gender: "female", birthDate: "1950-03-04", telecom: [{ system: "phone", value: "+1 201 555 0123" }], identifier: [{ system: "http://example.org/mrn", value: "77" }] });
  await fhir("PUT", "/Patient/p2", { resourceType: "Patient", id: "p2", name: [{ family: "Smith", given: ["Bob"] }], gender: "male", birthDate: "1960-01-01" });
  for (const encounter of encounters) expect((await fhir("PUT", `/Encounter/${encounter.id}`, encounter)).status).toBe(201);
  const report = { resourceType: "DiagnosticReport", id: "r1", status: "final", code: { coding: [{ system: SYSTEM, code: "X", display: "Chest" }] }, subject: { reference: "Patient/p1" }, encounter: { reference: "Encounter/e1" } };
  expect((await fhir("PUT", "/DiagnosticReport/r1", report)).status).toBe(201);
});
afterAll(() => server.close());

describe("a search finds", () => {
  test.each([
    ["Encounter?_id=e1,e3", ["e1", "e3"]],
    ["Encounter?status=finished", ["e1", "e2"]],
    ["Encounter?status:not=finished", ["e3"]],
    [`Encounter?class=${SYSTEM}|VR`, ["e2"]],
    ["Encounter?class=VR", ["e2", "e3"]],
    ["Encounter?class=|VR", ["e3"]],
    ["Encounter?identifier=http://example.org/ids|a\\,b\\|c", ["e3"]],
    ["Encounter?date=2026-01", ["e1"]],
    ["Encounter?date=ge2026-01-06", ["e2"]],
    ["Encounter?date=lt2026-01-05T08:30:00Z", ["e1"]],
    ["Encounter?length=5.4", ["e2"]],
    ["Encounter?length=gt10|http://unitsofmeasure.org|min", ["e1"]],
    ["Encounter?subject:missing=true", ["e3"]],
    ["Encounter?patient=p1", ["e1"]],
    ["Encounter?subject=Patient/p1,Patient/p2", ["e1", "e2"]],
    ["Encounter?patient.family=mull", ["e1"]],
    ["Encounter?subject:Patient.name:exact=Smith", ["e2"]],
    ["Encounter?_has:DiagnosticReport:encounter:code=X", ["e1"]],
    ["Patient?name=müller", ["p1"]],
    ["Patient?given:contains=NN", ["p1"]],
    ["Patient?birthdate=ge1955&gender=male", ["p2"]],
    ["Patient?phone=201-555-0123", []],
    ["Patient?phone=%2B12015550123", ["p1"]],
    ["Patient?_has:Encounter:patient:_has:DiagnosticReport:encounter:code=X", ["p1"]],
    ["DiagnosticReport?code:text=che", ["r1"]],
    ["DiagnosticReport?encounter.patient.family=m", ["r1"]],
    ["Encounter?_lastUpdated=gt2020", ["e1", "e2", "e3"]],
    ["Patient/p1/Encounter?status=finished", ["e1"]],
  ])("%s", async (query, expected) => {
    expect(await find(query)).toEqual(expected);
  });
});

test("includes come beside the matches, each once, and go on where :iterate says so", async () => {
  const one = await fhir("GET", "/DiagnosticReport?_include=DiagnosticReport:encounter&_include:iterate=Encounter:patient");
  expect([idsOf(one), idsOf(one, "include")]).toEqual([["r1"], ["e1", "p1"]]);
  const other = await fhir("GET", "/Patient?family=m&_revinclude=Encounter:patient");
  expect([idsOf(other), idsOf(other, "include")]).toEqual([["p1"], ["e1"]]);
});

test("pages in any order show everything once", async () => {
  for (const [sort, expected] of [["status,-date", ["e2", "e1", "e3"]], ["-length", ["e1", "e2", "e3"]], ["_id", ["e1", "e2", "e3"]]] as const) {
    const seen: string[] = [];
    let path: string | undefined = `/Encounter?_sort=${sort}&_count=1&_total=accurate`;
    while (path) {
      const page: Awaited<ReturnType<typeof fhir>> = await fhir("GET", path);
      expect(page.body.total).toBe(3);
      seen.push(...idsOf(page));
      path = (page.body.link as { relation: string; url: string }[]).find(({ relation }) => relation === "next")?.url.replace(`${server.url}/fhir/R4`, "");
    }
    expect(seen).toEqual(expected);
  }
});

test("an answer is cut by _elements and _summary, and says so", async () => {
  const { resource } = (await fhir("GET", "/Encounter?_id=e1&_elements=period")).body.entry[0];
  expect([Object.keys(resource).toSorted(), resource.meta.tag[0].code]).toEqual([["class", "id", "meta", "period", "resourceType", "status"], "SUBSETTED"]);
  expect((await fhir("GET", "/Encounter?_summary=count")).body).toMatchObject({ total: 3 });
  expect((await fhir("GET", "/Encounter?_count=0")).body.entry).toBeUndefined();
});

test("POST is the same search, its words outside the address", async () => {
  const answer = await owner.call("POST", "/fhir/R4/Encounter/_search?status=finished", "class=VR", { "content-type": "application/x-www-form-urlencoded" });
  expect(idsOf(answer)).toEqual(["e2"]);
});

test("what is unknown is refused with what there is, or left out and told of", async () => {
  const refused = await fhir("GET", "/Encounter?surprise=1");
  expect([refused.status, refused.body.issue[0].expression, refused.body.issue[0].details.text]).toEqual([400, ["http.surprise"], expect.stringContaining("reason-code")]);
  const lenient = await fhir("GET", "/Encounter?surprise=1&status=planned", undefined, { prefer: "handling=lenient" });
  expect([idsOf(lenient), idsOf(lenient, "outcome").length, lenient.body.link[0].url]).toEqual([["e3"], 1, `${server.url}/fhir/R4/Encounter?status=planned`]);
  for (const query of ["status:exact=x", "date=yesterday", "length=much", "_sort=surprise", "_include=Encounter:status", "_cursor=abc", "subject:Device.x=1", "_count=-1", "_has:Basic:x:y=1", "status="]) {
    expect((await fhir("GET", `/Encounter?${query}`)).status, query).toBe(400);
  }
});

test("fifty conditional creates at once make one", async () => {
  const body = { resourceType: "Practitioner", identifier: [{ system: "http://example.org/p", value: "1" }] };
  const answers = await Promise.all(Array.from({ length: 50 }, () => fhir("POST", "/Practitioner", body, { "if-none-exist": "identifier=http://example.org/p|1" })));
  const statuses = answers.map(({ status }) => status).toSorted();
  expect([statuses.filter((status) => status === 201).length, new Set(statuses)]).toEqual([1, new Set([200, 201])]);
  expect((await fhir("GET", "/Practitioner?identifier=1&_summary=count")).body.total).toBe(1);
});

test("a value is found by the parameter of its own type alone", async () => {
  const condition = { resourceType: "Condition", id: "c1", code: { text: "x" }, subject: { display: "Eve" }, onsetDateTime: "2024-05" };
  expect((await fhir("PUT", "/Condition/c1", condition)).status).toBe(201);
  expect(await find("Condition?onset-date=2024-05")).toEqual(["c1"]);
  for (const query of ["onset-info=2024", "onset-info:missing=false", "onset-age:missing=false"]) expect(await find(`Condition?${query}`), query).toEqual([]);
});
