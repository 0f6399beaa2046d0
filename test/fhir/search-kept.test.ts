import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;

const FHIR = { "content-type": "application/fhir+json" };
const put = async (resource: { resourceType: string; id: string; [element: string]: unknown }) => {
  const answer = await owner.call("PUT", `/fhir/R4/${resource.resourceType}/${resource.id}`, JSON.stringify(resource), FHIR);
  expect([answer.status, answer.body?.issue], resource.id).toEqual([201, undefined]);
};
const find = async (query: string, headers: Record<string, string> = {}) => {
  const answer = await owner.call("GET", `/fhir/R4/${query}`, undefined, headers);
  expect([answer.status, answer.body?.issue], query).toEqual([200, undefined]);
  return answer.body;
};
type Entry = { resource: { resourceType: string; id: string }; search: { mode: string } };
const ids = async (query: string) => ((await find(query)).entry ?? []).map(({ resource }: Entry) => resource.id);

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z" });
  owner = await server.owner();
  await put({ resourceType: "Organization", id: "clinic", active: true, name: "Clínica Müller", address: [{ line: ["Secret Street 1"], city: "Boston", state: "MA", postalCode: "02115" }] });
  await put({ resourceType: "Practitioner", id: "p1", name: [{ family: "Osler", given: ["William"] }], identifier: [{ system: "http://hl7.org/fhir/sid/us-npi", value: "1234567893" }], telecom: [{ system: "phone", value: "+1 (617) 555-0100" }] });
  await put({ resourceType: "Practitioner", id: "p2", name: [{ family: "Ösler-Smith", given: ["Ann"] }], telecom: [{ system: "email", value: "ann@example.com" }] });
  await put({
    resourceType: "Encounter", id: "e1", status: "finished", class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "VR", display: "virtual" },
    period: { start: "2026-02-01T10:00:00Z", end: "2026-02-01T10:30:00Z" }, length: { value: 30, unit: "min", system: "http://unitsofmeasure.org", code: "min" },
    participant: [{ individual: { reference: "Practitioner/p1" } }], serviceProvider: { reference: "Organization/clinic" },
    identifier: [{ type: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v2-0203", code: "VN" }] }, system: "urn:visits", value: "v,1" }],
  });
  await put({ resourceType: "Encounter", id: "e2", status: "planned", class: { code: "AMB" }, period: { start: "2026-03-05" }, length: { value: 5.4, unit: "h" }, partOf: { reference: "Encounter/e1" } });
  await put({ resourceType: "Encounter", id: "e3", status: "planned", class: { code: "AMB" }, serviceProvider: { identifier: { system: "urn:org", value: "7" } } });
});
afterAll(() => server.close());

describe("a search of what is kept", () => {
  test.each([
    ["Practitioner?name=osl", ["p1", "p2"]],
    ["Practitioner?name:exact=Osler", ["p1"]],
    ["Practitioner?family:contains=SMITH", ["p2"]],
    ["Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893", ["p1"]],
    ["Practitioner?phone=1.617.5550100", []],
    ["Practitioner?phone=%2B1.617.5550100", ["p1"]],
    ["Practitioner?telecom=ann@example.com", ["p2"]],
    ["Practitioner?email=ann@example.com", ["p2"]],
    ["Practitioner?identifier:missing=true", ["p2"]],
    ["Organization?name=clinica mu", ["clinic"]],
    ["Organization?address=boston", ["clinic"]],
    ["Organization?address=secret", []],
    ["Encounter?status=finished,planned&class=AMB", ["e2", "e3"]],
    ["Encounter?status:not=finished", ["e2", "e3"]],
    ["Encounter?class:text=virt", ["e1"]],
    ["Encounter?class=|AMB", ["e2", "e3"]],
    ["Encounter?date=2026-02", ["e1"]],
    ["Encounter?date=ge2026-02-01&date=lt2026-03", ["e1"]],
    ["Encounter?date=gt2026-03", ["e2"]],
    ["Encounter?length=5.4", ["e2"]],
    ["Encounter?length=5||h", ["e2"]],
    ["Encounter?length=5.0||h", []],
    ["Encounter?length=gt10|http://unitsofmeasure.org|min", ["e1"]],
    ["Encounter?identifier=urn:visits|v\\,1", ["e1"]],
    ["Encounter?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|VN|v\\,1", ["e1"]],
    ["Encounter?part-of=e1", ["e2"]],
    ["Encounter?service-provider=Organization/clinic", ["e1"]],
    ["Encounter?service-provider:Organization=clinic", ["e1"]],
    ["Encounter?service-provider:identifier=urn:org|7", ["e3"]],
    ["Encounter?service-provider.name=clin", ["e1"]],
    ["Encounter?part-of.service-provider.name=clin", ["e2"]],
    ["Encounter?participant:Practitioner.name=osler&status=finished", ["e1"]],
    ["Practitioner?_has:Encounter:participant:status=finished", ["p1"]],
    ["Organization?_has:Encounter:service-provider:_has:Encounter:part-of:status=planned", ["clinic"]],
    ["Encounter?_id=e1,e3", ["e1", "e3"]],
    ["Encounter?_lastUpdated=lt2020", []],
    ["Encounter?_sort=-date", ["e2", "e1", "e3"]],
    ["Encounter?_sort=class,-_id", ["e3", "e2", "e1"]],
  ])("%s", async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });
});

test("finds a component by its quantity though another has the same number in another unit", async () => {
  const mass = (unit: string) => ({ valueQuantity: { value: 5.4, unit } });
  await put({ resourceType: "Observation", id: "two", status: "final", code: { text: "Two masses" }, ...mass("kg"), component: [{ code: { text: "Another" }, ...mass("mg") }] });
  expect([await ids("Observation?combo-value-quantity=5.4||mg"), await ids("Observation?value-quantity=5.4||mg")]).toEqual([["two"], []]);
});

describe("the answer of a search", () => {
  const all = async (query: string): Promise<string[][]> => {
    const pages: string[][] = [];
    for (let at: string | undefined = query; at !== undefined;) {
      const { entry = [], link } = await find(at);
      pages.push(entry.map(({ resource }: Entry) => resource.id));
      at = link.find(({ relation }: { relation: string }) => relation === "next")?.url.replace(`${server.url}/fhir/R4/`, "");
    }
    return pages;
  };
  const both = async (query: string) => ((await find(query)).entry ?? []).map(({ resource, search }: Entry) => `${search.mode} ${resource.resourceType}/${resource.id}`);

  test.each([
    ["Encounter?_count=1", [["e1"], ["e2"], ["e3"]]],
    ["Encounter?_count=2&_sort=-date", [["e2", "e1"], ["e3"]]],
    ["Encounter?_count=1&_sort=date", [["e1"], ["e2"], ["e3"]]],
    ["Encounter?_count=1&_sort=class,-length", [["e2"], ["e3"], ["e1"]]],
    ["Encounter?_count=2&_sort=-_lastUpdated,status", [["e3", "e2"], ["e1"]]],
  ])("comes page by page, each resource once: %s", async (query, pages) => {
    expect(await all(query)).toEqual(pages);
  });

  test("counts where it is asked to, and counts alone with _count=0 or _summary=count", async () => {
    expect((await find("Encounter?_count=1")).total).toBeUndefined();
    expect(await find("Encounter?_count=1&_total=accurate")).toMatchObject({ total: 3, entry: [{}] });
    for (const query of ["_count=0", "_summary=count"]) {
      const { total, entry } = await find(`Encounter?class=AMB&${query}`);
      expect([total, entry ?? []]).toEqual([2, []]);
    }
  });

  test.each([
    ["Encounter?_id=e1&_include=Encounter:participant", ["match Encounter/e1", "include Practitioner/p1"]],
    ["Encounter?_id=e1&_include=Encounter:participant:Patient", ["match Encounter/e1"]],
    ["Encounter?_id=e1&_include=*", ["match Encounter/e1", "include Practitioner/p1", "include Organization/clinic"]],
    ["Encounter?_id=e2&_include=Encounter:part-of&_include:iterate=Encounter:service-provider", ["match Encounter/e2", "include Encounter/e1", "include Organization/clinic"]],
    ["Practitioner?_id=p1&_revinclude=Encounter:practitioner&_revinclude:iterate=Encounter:part-of", ["match Practitioner/p1", "include Encounter/e1", "include Encounter/e2"]],
    ["Organization?_id=clinic&_revinclude=Encounter:*", ["match Organization/clinic", "include Encounter/e1"]],
    ["Encounter?part-of:missing=false&_include=Encounter:part-of", ["match Encounter/e2", "include Encounter/e1"]],
  ])("brings what is referred to: %s", async (query, expected) => {
    expect((await both(query)).toSorted()).toEqual(expected.toSorted());
  });

  test("says of what is cut that it is no whole resource, and keeps what must be there", async () => {
    const [{ resource }] = (await find("Encounter?_id=e1&_elements=period")).entry;
    expect(Object.keys(resource).toSorted()).toEqual(["class", "id", "meta", "period", "resourceType", "status"]);
    expect(resource.meta.tag).toEqual([{ system: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", code: "SUBSETTED" }]);
    const [{ resource: summary }] = (await find("Encounter?_id=e1&_summary=true")).entry;
    expect(summary).toMatchObject({ identifier: [{}], participant: [{}] });
    expect(summary.length ?? summary.serviceProvider).toBeUndefined();
  });

  test.each([
    ["Encounter?nonsense=1", "http.nonsense"],
    ["Encounter?status:exact=finished", "http.status:exact"],
    ["Encounter?status:in=urn:set", "http.status:in"],
    ["Encounter?date=tomorrow", "http.date"],
    ["Encounter?date=2026-02-30", "http.date"],
    ["Encounter?length=long", "http.length"],
    ["Encounter?status=", "http.status"],
    ["Encounter?status:missing=maybe", "http.status:missing"],
    ["Encounter?status.name=x", "http.status.name"],
    ["Encounter?service-provider.nonsense=x", "http.service-provider.nonsense"],
    ["Encounter?_has:Nothing:patient:code=x", "http._has:Nothing:patient:code"],
    ["Encounter?_count=many", "http._count"],
    ["Encounter?_sort=nonsense", "http._sort"],
    ["Encounter?_total=all", "http._total"],
    ["Encounter?_include=Encounter:nonsense", "http._include"],
    ["Encounter?_revinclude=*", "http._revinclude"],
    ["Encounter?_cursor=v2.k1.AAAA", "http._cursor"],
    ["Practitioner?phone:contains=1", "http.phone:contains"],
  ])("refuses %s and names the place", async (query, expression) => {
    const { status, body } = await owner.call("GET", `/fhir/R4/${query}`);
    expect([status, body.issue[0].expression, body.issue[0].details.coding[0].code]).toEqual([400, [expression], "invalid_request"]);
  });

  test("takes a cursor for its own search alone", async () => {
    const { link } = await find("Encounter?_count=1");
    const next = link.find(({ relation }: { relation: string }) => relation === "next").url.replace(`${server.url}/fhir/R4/`, "");
    expect((await owner.call("GET", `/fhir/R4/${next}&status=planned`)).status).toBe(400);
    expect((await owner.call("GET", `/fhir/R4/${next.replace(/.(?=.{20}$)/, (one: string) => (one === "A" ? "B" : "A"))}`)).status).toBe(400);
    // In quotes, as JSON has it: two letters alone stand in random text now and then.
    expect(Buffer.from(next.split(".").at(-1)!, "base64url").toString("latin1")).not.toContain('"e1"');
  });

  test("drops what is unknown under handling=lenient, says so, and leaves it out of the self link", async () => {
    const { entry, link } = await find("Encounter?nonsense=1&status=finished", { prefer: "handling=lenient" });
    expect(entry.map(({ search }: Entry) => search.mode)).toEqual(["match", "outcome"]);
    expect(link[0]).toEqual({ relation: "self", url: `${server.url}/fhir/R4/Encounter?status=finished` });
    expect(entry[1].resource.issue[0].details.text).toContain("nonsense");
  });

  test("forgets what is deleted and finds what has changed", async () => {
    await put({ resourceType: "Goal", id: "g", lifecycleStatus: "active", description: { text: "Walk" }, subject: { display: "Eve" } });
    expect(await ids("Goal?lifecycle-status=active")).toEqual(["g"]);
    await owner.call("PUT", "/fhir/R4/Goal/g", JSON.stringify({ resourceType: "Goal", id: "g", lifecycleStatus: "completed", description: { text: "Walk" }, subject: { display: "Eve" } }), FHIR);
    expect([await ids("Goal?lifecycle-status=active"), await ids("Goal?lifecycle-status=completed")]).toEqual([[], ["g"]]);
    await owner.call("DELETE", "/fhir/R4/Goal/g");
    expect(await ids("Goal?_id=g")).toEqual([]);
  });
});
