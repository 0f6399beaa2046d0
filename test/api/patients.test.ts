import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

type Patient = components["schemas"]["Patient"];

const MARIA = { firstName: "Maria", lastName: "Example", birthDate: "1951-04-12" };

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-10T15:00:00Z" });
  owner = await server.owner();
});
afterAll(() => server.close());

const create = async (by: Actor, input: Record<string, unknown>): Promise<Patient> => {
  const made = await by.call("POST", "/api/patients", { ...MARIA, ...input });
  expect(made.status, made.text).toBe(201);
  return made.body;
};

const found = async (by: Actor, query: string): Promise<(string | null)[]> => {
  const answer = await by.call("GET", `/api/patients?${query}`);
  expect(answer.status, answer.text).toBe(200);
  return (answer.body.data as Patient[]).map(({ firstName }) => firstName);
};

/** The row and its archive as they lie on disk. */
const storedText = async (id: string): Promise<string> => {
  const client = new pg.Client({ connectionString: server.database.superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query("select p::text || (select v.content from patients_versions v where v.id = p.id)::text as text from patients p where p.id = $1", [id]);
    return rows[0].text;
  } finally {
    await client.end();
  }
};

describe("one patient", () => {
  test("is answered whole, with what was sent brought into the form that claims take", async () => {
    const made = await owner.call("POST", "/api/patients", {
      ...MARIA, mrn: "MRN-1", phone: "(413) 555-0123", timezone: "America/Chicago", metadata: { site: "north" },
      address: { line1: "200 Elm Street", city: "Springfield", state: "massachusetts", postalCode: "01103" },
      diagnoses: [{ code: "e119", rank: 2 }, { code: "I10", rank: 1 }],
      coverages: [{ order: 1, payerName: "Medicare Part B", memberId: "1eg4-te5-mk73", filingCode: "MB" }],
      externalIds: [{ system: "urn:example:ehr", value: "4711" }],
    });
    expect(made.status, made.text).toBe(201);
    expect(made.headers.get("location")).toBe(`/api/patients/${made.body.id}`);
    expect(made.headers.get("etag")).toBe('"1"');
    expect(made.body).toMatchObject({
      organizationId: owner.organizationId, mrn: "MRN-1", phone: "+14135550123", sex: null, status: "ACTIVE", warnings: [], version: 1,
      address: { line1: "200 Elm Street", line2: null, city: "Springfield", state: "MA", postalCode: "01103", country: null },
      diagnoses: [{ code: "E11.9", rank: 2 }, { code: "I10", rank: 1 }],
      coverages: [{ order: 1, payerName: "Medicare Part B", memberId: "1EG4TE5MK73", filingCode: "MB" }],
      metadata: { site: "north" }, mergedInto: null, createdAt: expect.stringMatching(/^2026-03-10T15:00/),
    });
    expect((await owner.call("GET", `/api/patients/${made.body.id}`)).body).toEqual(made.body);
  });

  test("keeps a telephone number that nobody can read, with a warning for as long as it stands", async () => {
    const { id } = await create(owner, { phone: "ask the daughter" });
    const read = await owner.call("PATCH", `/api/patients/${id}`, { language: "en" });
    expect(read.body).toMatchObject({ phone: "ask the daughter", warnings: [{ pointer: "/phone" }] });
    const changed = await owner.call("PATCH", `/api/patients/${id}`, { phone: "413 555 0124" });
    expect(changed.body).toMatchObject({ phone: "+14135550124", warnings: [] });
  });

  test.each([
    [{ timezone: "Mars/Olympus" }, "invalid_timezone", "/timezone"],
    [{ diagnoses: [{ code: "I10", rank: 1 }, { code: "hello", rank: 2 }] }, "invalid_icd10", "/diagnoses/1/code"],
    [{ coverages: [{ order: 1, payerName: "Medicare", memberId: "123456789", filingCode: "MB" }] }, "invalid_member_id", "/coverages/0/memberId"],
  ])("is refused with %j", async (part, code, pointer) => {
    const refused = await owner.call("POST", "/api/patients", { ...MARIA, ...part });
    expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([422, code, pointer]);
  });

  test("has its MRN alone in the organization", async () => {
    await create(owner, { mrn: "TAKEN" });
    const refused = await owner.call("POST", "/api/patients", { ...MARIA, mrn: "TAKEN" });
    expect([refused.status, refused.body.code]).toEqual([409, "mrn_taken"]);
    await create(await server.owner(), { mrn: "TAKEN" });
  });

  test("is nobody's but the organization's", async () => {
    const { id } = await create(owner, {});
    const stranger = await server.owner();
    for (const method of ["GET", "DELETE"]) {
      const refused = await stranger.call(method, `/api/patients/${id}`);
      expect([refused.status, refused.body.code]).toEqual([404, "patient_not_found"]);
    }
    expect(await found(stranger, "")).toEqual([]);
  });

  test("lies encrypted where it is not searched by", async () => {
    const { id } = await create(owner, {
      phone: "(413) 555-0188", address: { line1: "77 Secret Lane" }, metadata: { word: "sesame" },
      coverages: [{ order: 1, payerName: "Payer", memberId: "MEMBER77" }],
    });
    await owner.call("PATCH", `/api/patients/${id}`, { language: "es" });
    const text = await storedText(id);
    expect(text).toContain("Payer");
    for (const secret of ["5550188", "Secret Lane", "sesame", "MEMBER77"]) expect(text).not.toContain(secret);
  });
});

describe("changes", () => {
  test("PATCH merges: objects by member, lists whole, null takes away", async () => {
    const { id } = await create(owner, {
      mrn: "P-1", address: { line1: "1 Main Street", city: "Springfield", state: "MA" }, metadata: { a: "1", b: "2" },
      diagnoses: [{ code: "I10", rank: 1 }],
    });
    const changed = await owner.call("PATCH", `/api/patients/${id}`, {
      mrn: null, address: { line2: "Apartment 3", city: null }, metadata: { a: null, c: "3" }, diagnoses: null,
    }, { "content-type": "application/merge-patch+json" });
    expect(changed.status, changed.text).toBe(200);
    expect(changed.body).toMatchObject({
      firstName: "Maria", mrn: null, metadata: { b: "2", c: "3" }, diagnoses: [], version: 2,
      address: { line1: "1 Main Street", line2: "Apartment 3", city: null, state: "MA" },
    });
  });

  test("PUT sets everything anew", async () => {
    const { id } = await create(owner, { mrn: "P-2", email: "maria@example.com", sex: "FEMALE", phone: "413 555 0101" });
    const replaced = await owner.call("PUT", `/api/patients/${id}`, { ...MARIA, lastName: "Married" });
    expect(replaced.body).toMatchObject({ lastName: "Married", mrn: null, email: null, sex: null, phone: null, address: null, version: 2 });
    expect(await found(owner, "search=married")).toEqual(["Maria"]);
  });

  test("with If-Match come through once", async () => {
    const { id } = await create(owner, {});
    const patch = (language: string) => owner.call("PATCH", `/api/patients/${id}`, { language }, { "if-match": '"1"' });
    const answers = await Promise.all([patch("en"), patch("es"), patch("fr")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    expect(answers.find(({ status }) => status === 412)!.body.code).toBe("version_mismatch");
    const late = await owner.call("DELETE", `/api/patients/${id}`, undefined, { "if-match": '"1"' });
    expect(late.status).toBe(412);
  });

  test("at once to different properties are all kept", async () => {
    const { id } = await create(owner, {});
    await Promise.all([{ language: "es" }, { sex: "FEMALE" }, { email: "m@example.com" }].map((part) => owner.call("PATCH", `/api/patients/${id}`, part)));
    expect((await owner.call("GET", `/api/patients/${id}`)).body).toMatchObject({ language: "es", sex: "FEMALE", email: "m@example.com", version: 4 });
  });

  test("DELETE makes inactive, again too; open enrollments have to end first", async () => {
    const { id } = await create(owner, {});
    const enrolled = await owner.call("POST", "/api/enrollments", { patientId: id, program: "RPM", startDate: "2026-03-01" });
    expect(enrolled.status, enrolled.text).toBe(201);
    for (const refused of [await owner.call("DELETE", `/api/patients/${id}`), await owner.call("PATCH", `/api/patients/${id}`, { status: "INACTIVE" })]) {
      expect([refused.status, refused.body.code]).toEqual([409, "open_enrollments"]);
    }
    const ended = await owner.call("PATCH", `/api/enrollments/${enrolled.body.id}`, { status: "ENDED", endDate: "2026-03-09", endReason: "GOALS_MET" });
    expect(ended.status, ended.text).toBe(200);
    expect((await owner.call("DELETE", `/api/patients/${id}`)).status).toBe(204);
    expect((await owner.call("DELETE", `/api/patients/${id}`)).status).toBe(204);
    expect((await owner.call("GET", `/api/patients/${id}`)).body).toMatchObject({ status: "INACTIVE", version: 2 });
    expect((await owner.call("PATCH", `/api/patients/${id}`, { status: "ACTIVE" })).body.status).toBe("ACTIVE");
  });

  test("of what is not said are not made up: read-only and unknown properties are refused", async () => {
    const { id } = await create(owner, {});
    expect((await owner.call("PATCH", `/api/patients/${id}`, { version: 7 })).body.code).toBe("read_only_property");
    expect((await owner.call("PATCH", `/api/patients/${id}`, { firstNames: "M" })).body.code).toBe("invalid_request");
    expect((await owner.call("PATCH", `/api/patients/${id}`, { firstName: null })).body.code).toBe("invalid_request");
  });
});

describe("the list", () => {
  let clinic: Actor;

  beforeAll(async () => {
    clinic = await server.owner();
    const people = [["José", "Núñez"], ["Anna", "O'Brien-Smith"], ["Zoë", "Adams"], ["Bea", "Adams"], ["Carl", "Weiß"]];
    for (const [at, [firstName, lastName]] of people.entries()) {
      server.clock.advance(60_000);
      await create(clinic, {
        firstName, lastName, mrn: `MRN-10${at}`, email: `${at}@clinic.example.com`, externalIds: [{ system: "urn:ehr", value: `E|${at}` }],
      });
    }
  });

  test.each([
    ["name", ["Bea", "Zoë", "José", "Anna", "Carl"]],
    ["-name", ["Carl", "Anna", "José", "Zoë", "Bea"]],
    ["createdAt", ["José", "Anna", "Zoë", "Bea", "Carl"]],
    ["-createdAt", ["Carl", "Bea", "Zoë", "Anna", "José"]],
    ["-updatedAt", ["Carl", "Bea", "Zoë", "Anna", "José"]],
  ])("by %s, page by page", async (sort, names) => {
    expect(await found(clinic, `sort=${sort}`)).toEqual(names);
    const seen: (string | null)[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await clinic.call("GET", `/api/patients?sort=${sort}&limit=2&includeTotal=true${cursor && `&cursor=${cursor}`}`);
      expect(page.body.total).toBe(5);
      seen.push(...(page.body.data as Patient[]).map(({ firstName }) => firstName));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual(names);
  });

  test.each([
    ["jose", ["José"]],
    ["NUN", ["José"]],
    ["smi anna", ["Anna"]],
    ["obrien", ["Anna"]],
    ["o'brien", ["Anna"]],
    ["adams z", ["Zoë"]],
    ["weiss", ["Carl"]],
    ["MRN-103", ["Bea"]],
    ["4@clinic", ["Carl"]],
    ["dams", []],
    ["--", []],
    ["adams jose", []],
  ])("finds by %j", async (search, names) => {
    expect(await found(clinic, `search=${encodeURIComponent(search)}`)).toEqual(names);
    const answer = await clinic.call("POST", "/api/patients/search", { search, includeTotal: true });
    expect((answer.body.data as Patient[]).map(({ firstName }) => firstName)).toEqual(names);
    expect(answer.body.total).toBe(names.length);
  });

  test("is narrowed by MRN, external identifier, status and time of change", async () => {
    expect(await found(clinic, "mrn=MRN-102")).toEqual(["Zoë"]);
    expect(await found(clinic, "externalId=urn:ehr%7CE%7C1")).toEqual(["Anna"]);
    const [{ id }] = (await clinic.call("GET", "/api/patients?mrn=MRN-100")).body.data as [Patient];
    const since = server.clock.now().toISOString();
    await clinic.call("DELETE", `/api/patients/${id}`);
    expect(await found(clinic, "status=INACTIVE")).toEqual(["José"]);
    expect(await found(clinic, "status=ACTIVE,INACTIVE&search=jose")).toEqual(["José"]);
    expect(await found(clinic, `updatedSince=${since}`)).toEqual(["José"]);
  });

  test("refuses the cursor of another order", async () => {
    const page = await clinic.call("GET", "/api/patients?sort=name&limit=1");
    const forged = Buffer.from(JSON.stringify(["createdAt", "soon", "patient_1"])).toString("base64url");
    for (const cursor of [page.body.nextCursor, forged, "nonsense"]) {
      const refused = await clinic.call("GET", `/api/patients?sort=createdAt&cursor=${cursor}`);
      expect([refused.status, refused.body.code]).toEqual([400, "invalid_request"]);
    }
  });
});

test("billers read patients and may not change them", async () => {
  const { id } = await create(owner, {});
  const biller = await server.member(owner, "BILLER");
  expect((await biller.call("GET", `/api/patients/${id}`)).status).toBe(200);
  expect((await biller.call("PATCH", `/api/patients/${id}`, {})).body.code).toBe("permission_denied");
});
