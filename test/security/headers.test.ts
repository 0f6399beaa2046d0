import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import { parseConfig } from "../../packages/server/src/platform/config.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";
import type { Actor } from "../support/actors.js";

const TABLE = Object.values(OPERATIONS) as readonly Operation[];
const PAGE = "https://app.example.com";

let server: TestServer;
let open: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  open = await startServer({ settings: { VITALEDGE_CORS_ORIGINS: `${PAGE}, http://localhost:5173` } });
  owner = await server.owner();
});
afterAll(async () => {
  await server.close();
  await open.close();
});

type Content = Record<string, { example?: unknown }>;
type Documented = Record<string, Record<string, { requestBody?: { content: Content } }>>;
const exampleOf = ({ path, method, body }: Operation): string | undefined =>
  body ? JSON.stringify((document.paths as unknown as Documented)[path]![method]!.requestBody!.content[body.mediaTypes[0]!]!.example ?? {}) : undefined;

const pathOf = (operation: Operation): string => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ({ orgId: owner.organizationId, month: "2026-01" })[name] ?? "x_missing");
  return operation.query.some(({ required }) => required) ? `${path}?${operation.query.filter(({ required }) => required).map(({ name }) => `${name}=metric_spo2`).join("&")}` : path;
};
const send = (operation: Operation, headers: Record<string, string> = {}, to = server.url): Promise<Answer> =>
  call(to, operation.method.toUpperCase(), pathOf(operation), exampleOf(operation), {
    ...(operation.body && { "content-type": operation.body.mediaTypes[0]! }), authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId, ...headers,
  });

/** The answers that hold nothing of anybody and are asked for often. */
const KEPT: Record<string, RegExp> = { getJwks: /^max-age=600$/, getSmartConfiguration: /^max-age=600$/, getFhirSmartConfiguration: /^max-age=600$/ };
/** What every page may read. */
const OPEN = ["getSmartConfiguration", "getFhirSmartConfiguration"];

const expectGuarded = ({ headers }: Answer, cache = /^no-store(, no-transform)?$/): void => {
  expect(headers.get("cache-control")).toMatch(cache);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
  // A base address falls back to nothing else (ASVS 3.4.3).
  expect(headers.get("content-security-policy")).toBe("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("vary")).toContain("Authorization, X-Organization-ID");
  for (const name of ["x-powered-by", "server", "x-koa-version", "via"]) expect(headers.get(name), name).toBeNull();
};
const crossOrigin = ({ headers }: Answer): string[] => [...headers.keys()].filter((name) => name.startsWith("access-control-"));

// One that ends the session comes last.
describe.each([...TABLE].sort((one, other) => Number(one.id === "logout") - Number(other.id === "logout")).map((operation) => [operation.id, operation] as const))("%s", (_id, operation) => {
  test("is kept by nobody, framed and sniffed by nobody, says its request id and nothing of what it runs on, to pages of no other origin", async () => {
    const id = `job-${operation.id}`;
    const nobody = await send(operation, { authorization: "", "x-request-id": id, origin: PAGE });
    const somebody = await send(operation, { "x-request-id": id, origin: PAGE });
    const preflight = await call(server.url, "OPTIONS", pathOf(operation), undefined, {
      origin: PAGE, "access-control-request-method": operation.method.toUpperCase(), "access-control-request-headers": "authorization", "x-request-id": id,
    });
    for (const answer of [nobody, somebody, preflight]) {
      expectGuarded(answer, answer === preflight ? undefined : KEPT[operation.id]);
      expect(answer.headers.get("x-request-id")).toBe(id);
      expect(crossOrigin(answer)).toEqual(OPEN.includes(operation.id) && answer !== preflight ? ["access-control-allow-origin"] : []);
    }
    expect(preflight).toMatchObject({ status: 204, text: "" });
    expect(preflight.headers.get("allow")!.split(", ")).toEqual(expect.arrayContaining([operation.method.toUpperCase(), "OPTIONS"]));
    expect(somebody.status).toBeLessThan(500);
  });
});

describe("pages of the origins that are listed", () => {
  const ask = (origin: string, method = "GET", more: Record<string, string> = {}): Promise<Answer> => call(open.url, method, "/api/patients", undefined, { origin, ...more });
  const preflight = (origin: string, path = "/api/patients"): Promise<Answer> =>
    call(open.url, "OPTIONS", path, undefined, { origin, "access-control-request-method": "PATCH", "access-control-request-headers": "authorization,if-match" });

  test("are named one by one, may send what clients send and read what they need, without cookies", async () => {
    for (const origin of [PAGE, "http://localhost:5173"]) {
      const { headers, status } = await ask(origin);
      expect({ status, allowed: headers.get("access-control-allow-origin") }).toEqual({ status: 401, allowed: origin });
      expect(headers.get("access-control-allow-credentials")).toBeNull();
      expect(headers.get("access-control-expose-headers")!.split(", ")).toEqual(expect.arrayContaining(["ETag", "Location", "Link", "X-Request-ID", "Retry-After", "RateLimit"]));
      expect(headers.get("vary")!.split(", ")).toContain("Origin");
    }
    const asked = await preflight(PAGE, "/api/patients/patient_x");
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-methods")!.split(", ")).toEqual(expect.arrayContaining(["GET", "PUT", "PATCH", "DELETE"]));
    expect(asked.headers.get("access-control-allow-headers")!.toLowerCase().split(", ")).toEqual(expect.arrayContaining(["authorization", "content-type", "x-organization-id", "if-match", "idempotency-key"]));
    expect(asked.headers.get("access-control-max-age")).toBe("600");
  });

  test.each(["https://app.example.com.evil.org", "https://evil.org", "http://app.example.com", "https://app.example.com:8443", "https://APP.example.com", "null", "", "*", "https://app.example.com/"])(
    "are not %j", async (origin) => {
      for (const answer of [await ask(origin), await preflight(origin), await preflight(origin, "/api/nothing")]) {
        expect(crossOrigin(answer)).toEqual([]);
        expect(answer.headers.get("vary")!.split(", ")).toContain("Origin");
      }
    });

  test("cannot be everybody", () => {
    for (const listed of ["*", "https://app.example.com/path", "app.example.com", "null", "https://*.example.com", "ftp://example.com"]) {
      expect(() => parseConfig({ VITALEDGE_CORS_ORIGINS: listed }), listed).toThrow("VITALEDGE_CORS_ORIGINS must name origins");
    }
  });
});

describe("a failure of any layer is a problem, and repeats nothing of what was sent", () => {
  const CANARY = "canary7f3a";
  const TYPE = { "content-type": "application/json" };
  const token = (): Record<string, string> => ({ authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId });

  // The one before was signed out.
  beforeAll(async () => {
    owner = await server.signIn(owner.email, owner.organizationId);
  });

  test.each<[string, number, () => Promise<Answer>]>([
    ["an unknown path", 404, () => call(server.url, "GET", `/api/${CANARY}?${CANARY}=${CANARY}`)],
    ["another method", 405, () => call(server.url, "DELETE", `/api/patients?${CANARY}=1`)],
    ["bad percent-encoding", 404, () => call(server.url, "GET", `/api/${CANARY}/%E0%A4%A`)],
    ["bad percent-encoding of an id", 400, () => call(server.url, "GET", `/api/patients/${CANARY}%E0%A4%A`, undefined, token())],
    ["another media type", 415, () => call(server.url, "POST", "/api/patients", CANARY, { "content-type": `text/${CANARY}`, ...token() })],
    ["a body too large", 413, () => call(server.url, "POST", "/api/patients", CANARY.repeat(200_000), { ...TYPE, ...token() })],
    ["no token", 401, () => call(server.url, "GET", "/api/patients", undefined, { authorization: `Bearer ${CANARY}` })],
    ["another scheme", 401, () => call(server.url, "GET", "/api/patients", undefined, { authorization: `Basic ${CANARY}` })],
    ["another organization", 403, () => call(server.url, "GET", "/api/patients", undefined, { ...token(), "x-organization-id": `org_${CANARY}` })],
    ["no JSON", 400, () => call(server.url, "POST", "/api/patients", `{"${CANARY}": ${CANARY}`, { ...TYPE, ...token() })],
    ["a value of the wrong kind", 400, () => owner.call("POST", "/api/patients", { firstName: 1, lastName: [CANARY], birthDate: CANARY, sex: CANARY, email: CANARY, coverages: [{ order: CANARY }], metadata: CANARY })],
    ["a parameter of the wrong kind", 400, () => owner.call("GET", `/api/patients?limit=${CANARY}&sort=${CANARY}&cursor=${CANARY}&status=${CANARY}&updatedSince=${CANARY}`)],
    ["a tag that is none", 400, () => owner.call("PATCH", "/api/patients/patient_x", {}, { "if-match": CANARY })],
    ["an id of nothing", 404, () => owner.call("GET", `/api/patients/patient_${CANARY}`)],
    ["a reference to nothing", 404, () => owner.call("POST", "/api/enrollments", { patientId: `patient_${CANARY}`, program: "RPM", startDate: "2026-01-01" })],
    ["a rule", 422, () => owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01", timezone: `Mars/${CANARY}` })],
    ["a code that is none", 422, () => owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01", diagnoses: [{ code: CANARY, rank: 1 }] })],
    ["a wrong password", 401, () => call(server.url, "POST", "/api/auth/login", { email: `${CANARY}@example.com`, password: CANARY })],
    ["a token for once that is none", 422, () => call(server.url, "POST", "/api/auth/password/reset", { token: CANARY.repeat(4), newPassword: "correct horse battery staple" })],
  ])("%s", async (_name, status, ask) => {
    const answer = await ask();
    expect({ status: answer.status, type: answer.headers.get("content-type") }).toEqual({ status, type: "application/problem+json; charset=utf-8" });
    expect(answer.body).toMatchObject({ status, instance: `urn:vitaledge:request:${answer.headers.get("x-request-id")}` });
    expect(answer.text.toLowerCase()).not.toContain(CANARY);
    expectGuarded(answer);
  });

  // Names of properties are the caller's own too: they stand in the pointer, which is how the caller finds them, and nowhere else.
  test("a property that the contract does not know is named by its pointer alone", async () => {
    const { body } = await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01", [CANARY]: CANARY });
    expect(body.errors).toMatchObject([{ pointer: `/${CANARY}` }]);
    expect(`${body.title} ${body.detail} ${body.errors[0].message}`).not.toContain(CANARY);
  });

  test.each<[string, unknown]>([["a text", CANARY], ["nothing", undefined], ["an object", { status: 200, message: CANARY }], ["an error of another's making", Object.assign(new Error(CANARY), { status: 404, expose: true, headers: { "x-leak": CANARY } })]])(
    "%s that is thrown", async (_name, thrown) => {
      const { recorder } = server.deps;
      const record = recorder.record;
      recorder.record = () => Promise.reject(thrown as Error);
      try {
        const answer = await owner.call("POST", "/api/observations", { patientId: "patient_x", metricDefinitionId: "metric_spo2", value: 97, unit: "%", source: "DEVICE", recordedAt: "2026-01-01T00:00:00Z" });
        expect({ status: answer.status, code: answer.body.code, leak: answer.headers.get("x-leak") }).toEqual({ status: 500, code: "internal_error", leak: null });
        expect(answer.text).not.toContain(CANARY);
        expectGuarded(answer);
      } finally {
        recorder.record = record;
      }
    });
});
