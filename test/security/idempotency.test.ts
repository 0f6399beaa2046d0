import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import type { Actor } from "../support/actors.js";
import { createPatient, must, readingOn } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let superuser: pg.Client;
let owner: Actor;
let patient: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-02T12:00:00Z" });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  owner = await server.owner();
  patient = await createPatient(owner);
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

const PERSON = { firstName: "Ada", lastName: "Example", birthDate: "1950-01-01" };
const key = (value: string): Record<string, string> => ({ "idempotency-key": value });
const create = (keyed: string, body: object = PERSON, actor = owner): Promise<Answer> => actor.call("POST", "/api/patients", body, key(keyed));
const count = async (table: string): Promise<number> => Number((await superuser.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]!.count);
const kept = ({ status, text, headers }: Answer) => ({ status, text, location: headers.get("location"), etag: headers.get("etag") });

describe("a POST that is sent again with its key", () => {
  test("is answered as it was, and done once; quoted or bare is the same key", async () => {
    const first = await create("again-1");
    const second = await create('"again-1"');
    expect(kept(second)).toEqual(kept(first));
    expect([first, second].map(({ headers }) => headers.get("idempotency-replayed"))).toEqual([null, "true"]);
    const other = await create("again-2");
    expect(other.body.id).not.toBe(first.body.id);
  });

  test("50 times at once is done once; each is answered the same or told that the first one runs", async () => {
    const before = await count("patients");
    const answers = await Promise.all(Array.from({ length: 50 }, () => create("fifty")));
    expect(await count("patients")).toBe(before + 1);
    const done = answers.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { status, body, headers } of answers.filter((answer) => answer.status !== 201)) {
      expect({ status, code: body.code, after: headers.get("retry-after") }).toEqual({ status: 409, code: "idempotency_in_progress", after: "1" });
    }
    // Those that were turned away hold nothing: the pool of five serves on.
    expect((await Promise.all(Array.from({ length: 10 }, () => owner.call("GET", `/api/patients/${patient}`)))).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  test("with another body, path or query is 422", async () => {
    await create("reused");
    expect((await create("reused", { ...PERSON, firstName: "Eve" })).body.code).toBe("idempotency_key_reused");
    expect((await owner.call("POST", "/api/devices", { serialNumber: "S-1", manufacturer: "Acme" }, key("reused"))).body.code).toBe("idempotency_key_reused");
  });

  test("that was refused may be mended and sent with the same key", async () => {
    expect((await create("mended", { ...PERSON, birthDate: "nonsense" })).status).toBe(400);
    await create("taken", { ...PERSON, mrn: "M-1" });
    expect((await create("mended", { ...PERSON, mrn: "M-1" })).body.code).toBe("mrn_taken");
    expect((await create("mended", { ...PERSON, mrn: "M-2" })).status).toBe(201);
  });

  test("is another one's own: another actor and another organization have their own effect", async () => {
    const nurse = await server.member(owner, "CLINICIAN");
    const stranger = await server.owner();
    const ids = [(await create("shared")).body.id, (await create("shared", PERSON, nurse)).body.id, (await create("shared", PERSON, stranger)).body.id];
    expect(new Set(ids).size).toBe(3);
  });

  test("24 hours later has a new effect", async () => {
    const { body } = await create("a-day");
    server.clock.advance(24 * 3_600_000 - 60_000);
    owner = await server.signIn(owner.email, owner.organizationId);
    expect((await create("a-day")).body.id).toBe(body.id);
    server.clock.advance(120_000);
    expect((await create("a-day")).body.id).not.toBe(body.id);
  });

  test("makes one organization, though there is none yet to keep the key in", async () => {
    const make = (): Promise<Answer> => owner.call("POST", "/api/organizations", { name: "Once", timezone: "UTC" }, key("organization"));
    expect((await make()).body.id).toBe((await make()).body.id);
  });

  test("with a key that is none is 400, and a key on a search or a sign-in is ignored", async () => {
    for (const bad of ["with blank", '""', "x".repeat(257)]) {
      const { status, body } = await create(bad);
      expect({ status, pointer: body.errors?.[0].pointer }, bad).toEqual({ status: 400, pointer: "/header/Idempotency-Key" });
    }
    const search = await owner.call("POST", "/api/patients/search", { search: "ada" }, key("again-1"));
    expect({ status: search.status, replayed: search.headers.get("idempotency-replayed") }).toEqual({ status: 200, replayed: null });
  });

  test("is on record each time, and its answer lies encrypted", async () => {
    const person = { ...PERSON, firstName: "Zebediah" };
    const { body } = await create("recorded", person);
    await create("recorded", person);
    const { data } = (await owner.call("GET", `/api/audit-events?patientId=${body.id}`)).body;
    expect(data.map((entry: { operationId: string }) => entry.operationId)).toEqual(["createPatient", "createPatient"]);
    const rows = (await superuser.query<{ row: string }>("select k::text as row from idempotency_keys k")).rows.map(({ row }) => row).join("\n");
    expect(rows).not.toContain("Zebediah");
    expect(rows).not.toContain("recorded");
  });
});

describe("readings", () => {
  const record = (keyed: string, more: Record<string, unknown> = {}, actor = owner): Promise<Answer> => actor.call("POST", "/api/observations", readingOn(patient, "2026-03-01", more), key(keyed));

  test("two of one key in one write batch have one effect, and both are answered", async () => {
    const before = await count("observations");
    // The first keeps the writer busy, so that the twins meet in the next batch.
    const busy = must(owner.call("POST", "/api/observations", readingOn(patient, "2026-02-01")));
    const answers = await Promise.all(Array.from({ length: 6 }, () => record("twins", { externalId: "twin" })));
    await busy;
    expect(await count("observations")).toBe(before + 2);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get("idempotency-replayed") === "true").length).toBe(5);
  });

  test("of one key and two values the second is 422", async () => {
    const [one, other] = await Promise.all([record("values", { externalId: "v" }), record("values", { externalId: "v", value: 130 })]);
    expect([one.status, other.status].toSorted()).toEqual([201, 422]);
  });

  test("that were refused may be mended", async () => {
    expect((await record("unit", { externalId: "u", unit: "parsec" })).body.code).toBe("unit_mismatch");
    expect((await record("unit", { externalId: "u" })).status).toBe(201);
    expect((await record("unit", { externalId: "u" })).headers.get("idempotency-replayed")).toBe("true");
  });

  test("a bulk that is sent again is answered as it was", async () => {
    const body = { observations: [readingOn(patient, "2026-02-20"), readingOn(patient, "2026-02-21")] };
    const send = (): Promise<Answer> => owner.call("POST", "/api/observations/bulk", body, key("bulk"));
    const [first, second] = [await send(), await send()];
    expect(second.text).toBe(first.text);
    expect(second.body).toMatchObject({ created: 2, duplicates: 0 });
    expect(second.headers.get("idempotency-replayed")).toBe("true");
  });
});
