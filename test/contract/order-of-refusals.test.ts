import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { call } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
let biller: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  biller = await server.member(owner, "BILLER");
  patientId = (await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01", mrn: "M-1" })).body.id;
  await owner.call("POST", "/api/patients", { firstName: "C", lastName: "D", birthDate: "1950-01-01", mrn: "M-2" });
});
afterAll(() => server.close());

const JSON_TYPE = { "content-type": "application/json" };
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const BROKEN = "{ not json";

describe("of two faults the one is told that comes first", () => {
  test.each<[string, () => Promise<{ body: { code: string } }>]>([
    ["route_not_found", () => call(server.url, "POST", "/api/nothing", "x", { "content-type": "text/csv" })],
    ["method_not_allowed", () => call(server.url, "DELETE", "/api/patients")],
    ["unsupported_media_type", () => call(server.url, "POST", "/api/patients", "x", { "content-type": "text/csv" })],
    ["payload_too_large", () => call(server.url, "POST", "/api/patients", "x".repeat(1_048_577), JSON_TYPE)],
    ["unauthenticated", () => call(server.url, "POST", "/api/patients", BROKEN, JSON_TYPE)],
    ["organization_required", () => call(server.url, "POST", "/api/patients", BROKEN, { ...JSON_TYPE, ...bearer(biller.accessToken) })],
    ["organization_forbidden", () => call(server.url, "GET", "/api/organizations/org_other/members?surprise=1", undefined, { ...bearer(biller.accessToken), "x-organization-id": "org_nobody" })],
    ["organization_mismatch", () => biller.call("PATCH", "/api/organizations/org_other", BROKEN, JSON_TYPE)],
    ["permission_denied", () => biller.call("POST", "/api/patients", BROKEN, JSON_TYPE)],
    ["invalid_json", () => owner.call("POST", "/api/patients?surprise=1", BROKEN, JSON_TYPE)],
    ["invalid_request", () => owner.call("PATCH", "/api/patients/patient_missing", { firstName: 1 })],
    ["patient_not_found", () => owner.call("PATCH", "/api/patients/patient_missing", { mrn: "M-2" }, { "if-match": '"9"' })],
    ["version_mismatch", () => owner.call("PATCH", `/api/patients/${patientId}`, { mrn: "M-2" }, { "if-match": '"9"' })],
    ["mrn_taken", () => owner.call("PATCH", `/api/patients/${patientId}`, { mrn: "M-2" })],
  ])("%s", async (code, ask) => {
    expect((await ask()).body.code).toBe(code);
  });

  test("and nothing of the body is read before the token was checked", async () => {
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.enqueue(new TextEncoder().encode(" ".repeat(1000)));
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers: JSON_TYPE, body, duplex: "half" };
    const answer = await fetch(`${server.url}/api/patients`, init);
    expect(answer.status).toBe(401);
    await answer.body?.cancel();
  });
});
