import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, PROBLEM_CODES, type Operation } from "@vitaledge/contract";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const TABLE = Object.values(OPERATIONS) as readonly Operation[];

let server: TestServer;
let owner: Actor;
let stranger: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  stranger = await server.owner();
});
afterAll(() => server.close());

const valueOf = (name: string): string =>
  ({ orgId: owner.organizationId, month: "2026-01", userId: "user_missing", patientId: "patient_missing" })[name] ?? "x_missing";
const pathOf = (operation: Operation): string => operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(name));
const mediaTypeOf = (operation: Operation): Record<string, string> => (operation.body ? { "content-type": operation.body.mediaTypes[0]! } : {});
const method = (operation: Operation): string => operation.method.toUpperCase();
const send = (operation: Operation, headers: Record<string, string>, body?: string): Promise<Answer> =>
  call(server.url, method(operation), pathOf(operation), operation.body ? body ?? "{}" : undefined, { ...mediaTypeOf(operation), ...headers });
const as = (actor: Actor, organizationId = actor.organizationId): Record<string, string> =>
  ({ authorization: `Bearer ${actor.accessToken}`, "x-organization-id": organizationId });

/** RFC 9457, with a code of the closed list that fits its status. */
const expectProblem = (answer: Answer, status: number, code: string): void => {
  expect(answer.body).toMatchObject({ status, code, requestId: answer.headers.get("x-request-id") });
  expect(answer.status).toBe(status);
  expect(PROBLEM_CODES[code as keyof typeof PROBLEM_CODES]).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  expect(answer.body.instance).toBe(`urn:vitaledge:request:${answer.body.requestId}`);
};

/** Defines the test where it applies to the operation: what does not apply is no test. */
const when = (applies: unknown) => (name: string, work: () => Promise<void>): void => {
  if (applies) test(name, work);
};

describe.each(TABLE.map((operation) => [operation.id, operation] as const))("%s", (_id, operation) => {
  const signedIn = operation.auth === "bearer";

  test("refuses a parameter it does not know", async () => {
    const answer = await call(server.url, method(operation), `${pathOf(operation)}?surprise=1`, operation.body ? "{}" : undefined, { ...mediaTypeOf(operation), ...as(owner) });
    if (operation.responses["400"]!.includes("application/json")) return expect([answer.status, answer.body.error]).toEqual([400, "invalid_request"]);
    expectProblem(answer, 400, "invalid_request");
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain("/query/surprise");
  });

  when(signedIn)("refuses whoever has no token, and says how to get one", async () => {
    const answer = await send(operation, { "x-organization-id": owner.organizationId });
    expectProblem(answer, 401, "unauthenticated");
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  when(operation.organization)("asks for an organization", async () => {
    expectProblem(await send(operation, { authorization: `Bearer ${owner.accessToken}` }), 400, "organization_required");
  });

  when(operation.path.includes("{orgId}"))("refuses a path that names another organization than the header", async () => {
    expectProblem(await call(server.url, method(operation), pathOf(operation).replace(owner.organizationId, stranger.organizationId), operation.body ? "{}" : undefined, { ...mediaTypeOf(operation), ...as(owner) }), 403, "organization_mismatch");
  });

  when(operation.body)("refuses another media type, a body too large, and what is no JSON", async () => {
    const headers = operation.organization ? as(owner) : signedIn ? { authorization: `Bearer ${owner.accessToken}` } : {};
    expectProblem(await send(operation, { ...headers, "content-type": "image/png" }), 415, "unsupported_media_type");
    const large = `"${"x".repeat(operation.body!.maxBytes)}"`;
    expectProblem(await send(operation, headers, large), 413, "payload_too_large");
    if (operation.body!.mediaTypes[0]!.endsWith("json")) expectProblem(await send(operation, headers, "{ not json"), 400, "invalid_json");
  });

  when(operation.method === "get")("answers HEAD as GET, without a body", async () => {
    const get = await send(operation, as(owner));
    const head = await call(server.url, "HEAD", pathOf(operation), undefined, as(owner));
    expect([head.status, head.text]).toEqual([get.status, ""]);
  });
});

// /api/patients/search is also a path of /api/patients/{id}.
const matches = (operation: Operation, path: string): boolean =>
  new RegExp(`^${operation.path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path);

describe("what the contract does not have", () => {
  test("is 404 where the path is unknown, 405 with Allow where the method is", async () => {
    expectProblem(await call(server.url, "GET", "/api/unknown"), 404, "route_not_found");
    expectProblem(await call(server.url, "GET", "/API/patients"), 404, "route_not_found");
    for (const path of new Set(TABLE.map(({ path }) => path))) {
      const methods = TABLE.filter((operation) => matches(operation, path)).map(method);
      const other = ["DELETE", "PUT", "PATCH", "POST", "GET"].find((candidate) => !methods.includes(candidate));
      // All five are taken: one path also has the form of another.
      if (!other) continue;
      const answer = await call(server.url, other, path.replaceAll(/\{\w+\}/g, "x_1"));
      expectProblem(answer, 405, "method_not_allowed");
      expect(answer.headers.get("allow")!.split(", ")).toEqual(expect.arrayContaining(methods));
    }
  });
});

/** Real rows of the owner's organization, asked for by its owner and by a stranger. */
describe("another organization's row", () => {
  const scenes = [
    ["/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" }],
    ["/api/practitioners", { firstName: "A", lastName: "B", npi: "1234567893" }],
    ["/api/devices", { serialNumber: "S-1", manufacturer: "Acme" }],
    ["/api/alert-rules", { metricDefinitionId: "metric_spo2", condition: { type: "threshold", operator: "lt", value: 88 }, severity: "HIGH" }],
    ["/api/metric-definitions", { code: "grip", name: "Grip", unit: "kg", programs: ["RTM"] }],
  ] as const;

  test.each(scenes)("of %s looks just like a missing one", async (path, body) => {
    const made = await owner.call("POST", path, body);
    expect(made.status).toBe(201);
    const changes = TABLE.filter((operation) => operation.path.startsWith(`${path}/{id}`));
    for (const operation of changes) {
      const ask = (id: string): Promise<Answer> => call(server.url, method(operation), operation.path.replace("{id}", id), operation.body ? exampleOf(operation, body) : undefined, { ...mediaTypeOf(operation), ...as(stranger) });
      const [foreign, missing] = [await ask(made.body.id), await ask(`${String(made.body.id).split("_")[0]}_missing`)];
      expect(foreign.status, operation.id).toBe(404);
      expect(withoutRequest(foreign)).toEqual(withoutRequest(missing));
    }
  });

  const exampleOf = (operation: Operation, body: object): string =>
    JSON.stringify({ assignDevice: { patientId: "patient_x" }, mergePatient: { duplicateId: "patient_x" }, unassignDevice: {}, replacePatient: body }[operation.id] ?? {});
  const withoutRequest = ({ status, body: { instance: _i, requestId: _r, ...rest } }: Answer) => ({ status, rest });
});
