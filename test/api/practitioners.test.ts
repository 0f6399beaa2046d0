import { afterAll, beforeAll, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

const NPIS = ["1234567893", "1245319599", "1003000126"];
const ANA = { firstName: "Ana", lastName: "Example", npi: NPIS[0] };

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

test("is made, read and changed", async () => {
  const made = await owner.call("POST", "/api/practitioners", { ...ANA, credential: "MD", userId: owner.userId });
  expect(made.status, made.text).toBe(201);
  expect(made.headers.get("location")).toBe(`/api/practitioners/${made.body.id}`);
  expect(made.body).toMatchObject({ ...ANA, credential: "MD", userId: owner.userId, taxonomyCode: null, active: true, version: 1 });
  const path = `/api/practitioners/${made.body.id}`;
  const changed = await owner.call("PATCH", path, { credential: null, active: false, taxonomyCode: "207R00000X" }, { "if-match": '"1"' });
  expect(changed.body).toMatchObject({ ...ANA, credential: null, active: false, taxonomyCode: "207R00000X", version: 2 });
  expect(changed.headers.get("etag")).toBe('"2"');
  expect((await owner.call("GET", path)).body).toEqual(changed.body);
  expect((await owner.call("PATCH", path, { active: null })).body.active).toBe(true);
  expect((await owner.call("PATCH", path, { active: false }, { "if-match": '"1"' })).body.code).toBe("version_mismatch");
});

test("has an NPI that can have been issued, once in the organization", async () => {
  const clinic = await server.owner();
  expect((await clinic.call("POST", "/api/practitioners", { ...ANA, npi: "1234567890" })).body).toMatchObject({ status: 422, code: "invalid_npi" });
  const first = await clinic.call("POST", "/api/practitioners", ANA);
  expect(first.status).toBe(201);
  expect((await clinic.call("POST", "/api/practitioners", ANA)).body).toMatchObject({ status: 409, code: "npi_taken" });
  const other = await clinic.call("POST", "/api/practitioners", { ...ANA, npi: NPIS[1] });
  expect((await clinic.call("PATCH", `/api/practitioners/${other.body.id}`, { npi: NPIS[0] })).body).toMatchObject({ status: 409, code: "npi_taken" });
});

test("signs as a member alone", async () => {
  const stranger = await server.owner();
  const refused = await owner.call("POST", "/api/practitioners", { ...ANA, npi: NPIS[2], userId: stranger.userId });
  expect([refused.status, refused.body.code]).toEqual([404, "member_not_found"]);
});

test("is listed newest first, by NPI and by whether active", async () => {
  const clinic = await server.owner();
  for (const [at, npi] of NPIS.entries()) {
    server.clock.advance(1000);
    await clinic.call("POST", "/api/practitioners", { ...ANA, npi, active: at > 0 });
  }
  const npis = async (query: string): Promise<string[]> =>
    ((await clinic.call("GET", `/api/practitioners?${query}`)).body as components["schemas"]["PractitionerList"]).data.map(({ npi }) => npi);
  expect(await npis("")).toEqual(NPIS.toReversed());
  expect(await npis("active=false")).toEqual([NPIS[0]]);
  expect(await npis(`npi=${NPIS[1]}`)).toEqual([NPIS[1]]);
  const page = await clinic.call("GET", "/api/practitioners?limit=2&includeTotal=true");
  expect(page.body.total).toBe(3);
  expect(await npis(`limit=2&cursor=${page.body.nextCursor}`)).toEqual([NPIS[0]]);
});

test("of another organization is not there; auditors read alone", async () => {
  const made = await owner.call("POST", "/api/practitioners", { ...ANA, npi: NPIS[1] });
  const stranger = await server.owner();
  for (const [method, body] of [["GET", undefined], ["PATCH", { active: false }]] as const) {
    const refused = await stranger.call(method, `/api/practitioners/${made.body.id}`, body);
    expect([refused.status, refused.body.code]).toEqual([404, "practitioner_not_found"]);
  }
  const auditor = await server.member(owner, "AUDITOR");
  expect((await auditor.call("GET", "/api/practitioners")).status).toBe(200);
  expect((await auditor.call("POST", "/api/practitioners", ANA)).body.code).toBe("permission_denied");
});
