import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

test("a list says where its next page is, and the last page has none", async () => {
  for (const lastName of ["Avery", "Brook", "Clay"]) await owner.call("POST", "/api/patients", { firstName: "Ann & Co", lastName, birthDate: "1950-01-01" });
  const first = await owner.call("GET", "/api/patients?limit=2&search=ann%20%26");
  const next = /^<(.+)>; rel="next"$/.exec(first.headers.get("link") ?? "")?.[1];
  expect(next).toMatch(/^\/api\/patients\?limit=2&search=ann\+%26&cursor=/);
  const second = await owner.call("GET", next!);
  expect(second.body.data.map((patient: { lastName: string }) => patient.lastName)).toEqual(["Clay"]);
  expect(second.headers.get("link")).toBeNull();
});

test("the link keeps the filters", async () => {
  const { body: patient } = await owner.call("POST", "/api/patients", { firstName: "Ann", lastName: "Dale", birthDate: "1950-01-01" });
  for (const [program, startDate] of [["RPM", "2026-01-01"], ["CCM", "2026-01-01"]]) {
    await owner.call("POST", "/api/enrollments", { patientId: patient.id, program, startDate });
  }
  const { headers } = await owner.call("GET", `/api/enrollments?patientId=${patient.id}&limit=1`);
  expect(headers.get("link")).toContain(`</api/enrollments?patientId=${patient.id}&limit=1&cursor=`);
});
