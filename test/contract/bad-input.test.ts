import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const PATIENT = { firstName: "A", lastName: "B", birthDate: "1950-01-01" };
const create = (changes: Record<string, unknown>): Promise<Answer> => owner.call("POST", "/api/patients", { ...PATIENT, ...changes });
const nested = (depth: number): unknown => (depth ? { a: nested(depth - 1) } : 1);

describe("what cannot be stored or read", () => {
  test.each([
    ["U+0000", { firstName: "A\0B" }, "/firstName"],
    ["half a surrogate pair", { lastName: "\ud83d" }, "/lastName"],
    ["a name too long", { firstName: "x".repeat(100_000) }, "/firstName"],
    ["a day that is none", { birthDate: "1950-02-30" }, "/birthDate"],
    ["a number for a text", { mrn: 7 }, "/mrn"],
    ["an unknown property", { nickname: "x" }, "/nickname"],
    ["a value too long in metadata", { metadata: { site: "x".repeat(501) } }, "/metadata/site"],
  ])("%s is 400 with a pointer", async (_name, changes, pointer) => {
    const { status, body } = await create(changes);
    expect({ status, code: body.code }).toEqual({ status: 400, code: "invalid_request" });
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test("a property of the server's own is named as such", async () => {
    expect((await create({ id: "patient_mine" })).body).toMatchObject({ code: "read_only_property", errors: [{ pointer: "/id" }] });
  });

  test("`__proto__` is no property", async () => {
    const text = `{"firstName":"A","lastName":"B","birthDate":"1950-01-01","metadata":{"__proto__":"x"}}`;
    expect(await owner.call("POST", "/api/patients", text, { "content-type": "application/json" })).toMatchObject({ status: 400 });
  });

  test("nesting beyond 32 levels is too large, also where a parser gives up", async () => {
    expect(await create({ metadata: nested(40) })).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
    const deep = "[".repeat(200_000);
    expect((await owner.call("POST", "/api/patients", deep, { "content-type": "application/json" })).status).toBeLessThan(500);
  });

  test("bytes that are no UTF-8 are no JSON", async () => {
    const answer = await fetch(`${server.url}/api/patients`, {
      method: "POST", body: Buffer.from([0x22, 0xff, 0x22]),
      headers: { "content-type": "application/json", authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId },
    });
    expect([answer.status, (await answer.json() as { code: string }).code]).toEqual([400, "invalid_json"]);
  });

  test("a month that is none, a cursor that is none and an id that is none are 400", async () => {
    for (const path of [`/api/billing/summary/${owner.organizationId}/2026-13`, "/api/patients?cursor=nonsense", "/api/patients?limit=1e1", "/api/patients?limit=0", "/api/patients/no%2Fid", "/api/patients?sort=name&sort=name", "/api/patients?__proto__=1", "/api/patients/%00", "/api/patients/%E0%A4%A"]) {
      expect(await owner.call("GET", path), path).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    }
  });

  test("no input comes back in an error's sentence", async () => {
    const canary = "canary-7f3a";
    const { body } = await create({ birthDate: canary, mrn: [canary], metadata: canary });
    expect(body.detail + JSON.stringify(body.errors)).not.toContain(canary);
  });
});

describe("a change", () => {
  const patch = (id: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> => owner.call("PATCH", `/api/patients/${id}`, body, headers);

  test("of nothing leaves everything as it is", async () => {
    const { body: made } = await create({});
    const { status, body } = await patch(made.id, {});
    expect({ status, firstName: body.firstName, lastName: body.lastName }).toEqual({ status: 200, firstName: "A", lastName: "B" });
  });

  test("of a version that is no more is 412, and what is no version at all is 400", async () => {
    const { body: made, headers } = await create({});
    expect((await patch(made.id, { firstName: "C" }, { "if-match": headers.get("etag")! })).headers.get("etag")).toBe('"2"');
    expect((await patch(made.id, { firstName: "D" }, { "if-match": '"1"' })).body.code).toBe("version_mismatch");
    expect((await patch(made.id, { firstName: "D" }, { "if-match": "*" })).status).toBe(200);
    for (const given of ["1", '"x"', '"1", "2"', '""']) {
      const { status, body } = await patch(made.id, { firstName: "E" }, { "if-match": given });
      expect({ status, pointer: body.errors?.[0].pointer }, given).toEqual({ status: 400, pointer: "/header/If-Match" });
    }
    expect((await owner.call("GET", `/api/patients/${made.id}`)).body.firstName).toBe("D");
  });

  test("that is no object, or none at all, is 400", async () => {
    const { body: made } = await create({});
    for (const body of ["null", "[]", "7", '"x"', "true", ""]) {
      expect(await patch(made.id, body, { "content-type": "application/merge-patch+json" }), body).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    }
  });
});

describe("a list in a body", () => {
  test("has an end", async () => {
    const diagnoses = Array.from({ length: 51 }, (_, index) => ({ code: "I10", description: `${index}`, rank: 1 }));
    expect((await create({ diagnoses })).body.errors).toMatchObject([{ pointer: "/diagnoses", code: "maxItems" }]);
    const ids = Array.from({ length: 501 }, (_, index) => `alert_${index}`);
    expect((await owner.call("POST", "/api/alerts/triage", { alertIds: ids, action: "ACKNOWLEDGE" })).body.errors).toMatchObject([{ pointer: "/alertIds", code: "maxItems" }]);
  });

  test("of readings ends at 5,000, of which nothing is stored", async () => {
    const { body: patient } = await create({});
    const reading = { patientId: patient.id, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: "2026-01-01T00:00:00Z" };
    const observations = Array.from({ length: 5001 }, () => reading);
    expect(await owner.call("POST", "/api/observations/bulk", { observations })).toMatchObject({ status: 413, body: { code: "payload_too_large" } });
    expect((await owner.call("GET", `/api/observations?patientId=${patient.id}`)).body.data).toEqual([]);
  });

  test("fails line by line where a line is no JSON", async () => {
    const { body: patient } = await create({});
    const reading = { patientId: patient.id, metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: "2026-01-01T00:00:00Z" };
    const text = [JSON.stringify(reading), "", "{ not json", '"x"', JSON.stringify({ ...reading, value: "\0" })].join("\n");
    const { status, body } = await owner.call("POST", "/api/observations/bulk", text, { "content-type": "application/x-ndjson" });
    expect({ status, created: body.created, rejected: body.rejected }).toEqual({ status: 200, created: 1, rejected: 3 });
    expect(body.results.filter((item: { problem?: object }) => item.problem).map((item: { index: number; problem: { code: string } }) => [item.index, item.problem.code]))
      .toEqual([[1, "invalid_json"], [2, "invalid_request"], [3, "invalid_request"]]);
  });
});

describe("a token", () => {
  const me = (token: string): Promise<Answer> => call(server.url, "GET", "/api/auth/me", undefined, { authorization: `Bearer ${token}` });
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

  test("past its 15 minutes has expired", async () => {
    const actor = await server.owner();
    server.clock.advance(14 * 60_000);
    expect((await me(actor.accessToken)).status).toBe(200);
    server.clock.advance(2 * 60_000);
    expect(await me(actor.accessToken)).toMatchObject({ status: 401, body: { code: "token_expired" } });
    server.clock.set(new Date());
  });

  test("that is changed, unsigned, signed by another or of another kind is no token", async () => {
    const { accessToken } = await server.owner();
    const [header = "", payload = "", signature = ""] = accessToken.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const own = JSON.parse(Buffer.from(header, "base64url").toString()) as object;
    const signed = (head: object, body: object): string => `${part(head)}.${part(body)}.${createHmac("sha256", "guess").update(`${part(head)}.${part(body)}`).digest("base64url")}`;
    const forged = [
      `${header}.${part({ ...claims, sub: "user_other" })}.${signature}`, `${part({ ...own, alg: "none" })}.${payload}.`, `${header}.${payload}.`,
      signed(own, claims), signed({ ...own, kid: "t2" }, claims), `${part({ ...own, typ: "JWT" })}.${payload}.${signature}`,
      `${part({ ...own, crit: ["x"] })}.${payload}.${signature}`, `${accessToken}.x`, "x", "",
    ];
    expect(forged.length).toBe(10);
    for (const token of forged) expect((await me(token)).status, token.slice(0, 20)).toBe(401);
    expect((await me(accessToken)).status).toBe(200);
    expect(own).toEqual({ alg: "HS256", typ: "at+jwt", kid: expect.any(String) as string });
    expect(accessToken.startsWith("eyJhbGciOiJIUzI1NiIs")).toBe(true);
  });
});

describe("the request id", () => {
  test("is taken where it is visible ASCII, and made otherwise", async () => {
    const ask = (id: string) => call(server.url, "GET", "/healthz", undefined, { "x-request-id": id });
    expect((await ask("job-42")).headers.get("x-request-id")).toBe("job-42");
    expect((await ask("two words")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ask("x".repeat(129))).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});
