import { createHash } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];

const NOON = "2026-02-15T17:00:00.000Z";
const januaryDays = (count: number): string[] => Array.from({ length: count }, (_, at) => `2026-01-${String(at + 1).padStart(2, "0")}`);

let server: TestServer;
let owner: Actor;
let patientId: string;
let enrollmentId: string;

beforeAll(async () => {
  server = await startServer({ now: NOON });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  patientId = await createPatient(owner, { lastName: "=Example", mrn: "MRN-1001" });
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)))).id;
  const device = await must(owner.call("POST", "/api/devices", { serialNumber: "SN-0001", manufacturer: "Example Devices", type: "BP monitor" }));
  await must(owner.call("POST", `/api/devices/${device.id}/assign`, { patientId, from: "2026-01-01T05:00:00Z" }));
  await sendReadings(owner, januaryDays(18).map((date) => readingOn(patientId, date, { deviceId: device.id })));
  await must(owner.call("POST", "/api/time-entries", {
    enrollmentId, startedAt: "2026-01-10T15:00:00Z", durationSeconds: 1500, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF",
  }));
  // Another patient, who lacks what claims need.
  const bare = (await must(owner.call("POST", "/api/patients", { firstName: "Lee", lastName: "Bare", birthDate: "1960-01-01" }))).id;
  await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, bare)));
  await sendReadings(owner, januaryDays(16).map((date) => readingOn(bare, date)));
});
afterAll(() => server.close());

const expectProblem = (answer: Answer, status: number, code: string): void =>
  expect([answer.status, answer.body.code]).toEqual([status, code]);
const readiness = (month: string, query = ""): Promise<Answer> => owner.call("GET", `/api/billing/readiness/${enrollmentId}/${month}${query}`);
const summary = (month: string, query = ""): Promise<Answer> => owner.call("GET", `/api/billing/summary/${owner.organizationId}/${month}${query}`);
const exported = (query = "", headers: Record<string, string> = {}): Promise<Answer> =>
  owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-01${query}`, undefined, headers);

describe("readiness", () => {
  test("counts days and minutes of the month", async () => {
    const { status, body } = await readiness("2026-01");
    const answer = body as Schemas["BillingReadiness"];
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      enrollmentId, patientId, organizationId: owner.organizationId, program: "RPM", month: "2026-01", asOf: "2026-02-15", eligible: true,
      period: { index: 1, from: "2026-01-01", to: "2026-01-30", days: 18, closed: true, inMonth: true },
      days: { soFar: 18, needed: 16, remaining: 0 }, minutes: { soFar: 25, interactive: 1 }, missing: ["CHARGE"], ifClosedNow: ["99453", "99454", "99457"],
    });
    expect(answer.codes.filter(({ status: one }) => one === "READY").map(({ code, units }) => [code, units]))
      .toEqual([["99453", 1], ["99454", 1], ["99457", 1]]);
  });

  test("asOf hides what came after that day", async () => {
    const { body } = await readiness("2026-01", "?asOf=2026-01-09");
    expect(body).toMatchObject({ asOf: "2026-01-09", days: { soFar: 9 }, minutes: { soFar: 0 }, period: { dayIndex: 9, daysLeft: 21, closed: false } });
    expect((await readiness("2026-01", "?asOf=2026-01-10")).body).toMatchObject({ days: { soFar: 10 }, minutes: { soFar: 25 } });
  });

  test("tells of a month the enrollment does not touch", async () => {
    const { status, body } = await readiness("2025-11");
    expect([status, body.codes[0]]).toMatchObject([200, { status: "NOT_MET", reasonCode: "NOT_ENROLLED" }]);
  });

  test("names what claims lack", async () => {
    const { data } = await must(owner.call("GET", "/api/patients?search=bare"));
    const [enrollment] = (await must(owner.call("GET", `/api/enrollments?patientId=${data[0].id}`))).data;
    const { body } = await owner.call("GET", `/api/billing/readiness/${enrollment.id}/2026-01`);
    expect(body.missing).toEqual(expect.arrayContaining(["PATIENT_ADDRESS", "MEMBER_ID", "PAYER"]));
    expect(body.codes.find(({ code }: { code: string }) => code === "99454")).toMatchObject({ status: "READY" });
  });

  test("refuses what lies ahead, and what is not there", async () => {
    expectProblem(await readiness("2026-03"), 422, "month_in_future");
    expectProblem(await readiness("2026-02", "?asOf=2026-02-16"), 422, "as_of_in_future");
    expectProblem(await readiness("2026-13"), 400, "invalid_request");
    expectProblem(await owner.call("GET", "/api/billing/readiness/enr_none/2026-01"), 404, "enrollment_not_found");
    expectProblem(await (await server.owner()).call("GET", `/api/billing/readiness/${enrollmentId}/2026-01`), 404, "enrollment_not_found");
    expectProblem(await (await server.member(owner, "CLINICIAN")).call("GET", `/api/billing/readiness/${enrollmentId}/2026-01`), 403, "permission_denied");
  });

  test("today is the enrollment's, not the server's", async () => {
    const tokyo = await createPatient(owner, { timezone: "Asia/Tokyo" });
    const { id } = await must(owner.call("POST", "/api/enrollments", { ...(await completeEnrollment(owner, tokyo)), startDate: "2026-02-01" }));
    // 17:00 in London is two in the morning of the next day in Tokyo.
    const { status, body } = await owner.call("GET", `/api/billing/readiness/${id}/2026-02?asOf=2026-02-16`);
    expect([status, body.timezone, body.asOf]).toEqual([200, "Asia/Tokyo", "2026-02-16"]);
  });
});

describe("summary", () => {
  test("sums the month over all enrollments", async () => {
    const { status, body } = await summary("2026-01");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      organizationId: owner.organizationId, month: "2026-01", asOf: "2026-02-15", timezone: "America/New_York", closed: false, lockedAt: null,
      timezones: [{ timezone: "America/New_York", enrollments: 2 }],
      totals: { enrollments: 2, ready: 3, held: 2, notMet: 0, units: 3 },
      byProgram: [{ program: "RPM", enrollments: 2, ready: 3 }],
      blockedBy: [{ reasonCode: "MISSING_CLAIM_FIELD", count: 2 }],
    });
    expect(body.byCode.map(({ code, units }: { code: string; units: number }) => [code, units])).toEqual([["99453", 1], ["99454", 1], ["99457", 1]]);
  });

  test("refuses another organization and what lies ahead", async () => {
    expectProblem(await owner.call("GET", "/api/billing/summary/org_other/2026-01"), 403, "organization_mismatch");
    expectProblem(await summary("2026-03"), 422, "month_in_future");
    expectProblem(await summary("2026-01", "?asOf=2026-02-16"), 422, "as_of_in_future");
  });
});

describe("export", () => {
  test("is a file with its digest, equal each time", async () => {
    const first = await exported();
    expect(first.status).toBe(200);
    const digest = createHash("sha256").update(first.text).digest();
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="billing-${owner.organizationId}-2026-01.csv"`,
      "etag": `"sha256-${digest.toString("base64url")}"`,
      "repr-digest": `sha-256=:${digest.toString("base64")}:`,
      "content-length": String(Buffer.byteLength(first.text)),
      "accept-ranges": "bytes",
      "cache-control": "no-store, no-transform",
    });
    expect((await exported()).text).toBe(first.text);
    const rows = parse(first.text, { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row["patient_id"], row["cpt"], row["status"]])).toEqual(["99453", "99454", "99457"].map((code) => [patientId, code, "READY"]));
    expect(rows[1]).toMatchObject({
      last_name: "'=Example", mrn: "MRN-1001", sex: "F", payer: "Medicare", member_id: "1EG4TE5MK73", rendering_npi: "1234567893", billing_npi: "1245319599",
      units: "1", dos_from: "2026-01-01", dos_to: "2026-01-30", pos: "11", icd10_1: "I10", data_days: "18", device_type: "BP monitor", device_serial: "SN-0001",
      as_of: "2026-02-15", closed_at: "", timezone: "America/New_York",
    });
  });

  test("status=all has what is held", async () => {
    const { text } = await exported("?status=all&format=ndjson");
    const rows = text.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map(({ cpt, status }) => [cpt, status])).toEqual([
      ["99453", "READY"], ["99454", "READY"], ["99457", "READY"], ["99453", "HELD"], ["99454", "HELD"],
    ]);
    expect(rows[3]?.["hold_reasons"]).toContain("MISSING_CLAIM_FIELD /patient/address");
  });

  test("json holds the same lines", async () => {
    const answer = await exported("?format=json");
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(answer.body.data.map(({ cpt }: { cpt: string }) => cpt)).toEqual(["99453", "99454", "99457"]);
  });

  test("a range of the same file is a part of it, any other question the whole", async () => {
    const whole = await exported();
    const etag = whole.headers.get("etag")!;
    const part = await exported("", { range: "bytes=10-29", "if-range": etag });
    expect([part.status, part.text, part.headers.get("content-range"), part.headers.get("content-length")])
      .toEqual([206, whole.text.slice(10, 30), `bytes 10-29/${whole.text.length}`, "20"]);
    expect((await exported("", { range: "bytes=-5", "if-range": etag })).text).toBe(whole.text.slice(-5));
    for (const headers of [{ range: "bytes=10-29" }, { range: "bytes=10-29", "if-range": '"other"' }, { range: "bytes=99999999-", "if-range": etag }] as Record<string, string>[]) {
      const answer = await exported("", headers);
      expect([answer.status, answer.text]).toEqual([200, whole.text]);
    }
  });

  test("refuses what it cannot make", async () => {
    expectProblem(await owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-03`), 422, "month_in_future");
    expectProblem(await exported("?format=pdf"), 400, "invalid_request");
    expectProblem(await (await server.member(owner, "AUDITOR")).call("GET", `/api/billing/export/${owner.organizationId}/2026-01`), 403, "permission_denied");
  });

  test("an empty month is a file without lines", async () => {
    const { text } = await owner.call("GET", `/api/billing/export/${owner.organizationId}/2024-01?format=ndjson`);
    expect(text).toBe("");
  });

  test("gives its connection back: when it is read, refused, asked for by HEAD, or left", async () => {
    const path = `/api/billing/export/${owner.organizationId}/2026-01`;
    const headers = { authorization: `Bearer ${owner.accessToken}`, "x-organization-id": owner.organizationId };
    for (let round = 0; round < 4; round += 1) {
      await exported();
      await owner.call("GET", `/api/billing/export/${owner.organizationId}/2026-03`);
      await owner.call("HEAD", path);
      const leaving = new AbortController();
      await fetch(server.url + path, { headers, signal: leaving.signal });
      leaving.abort();
      await leave(path, headers);
    }
    // The pool of a test's server holds five.
    expect((await Promise.all(Array.from({ length: 8 }, () => exported()))).map(({ status }) => status)).toEqual(Array(8).fill(200));
  });
});

/** Asks and hangs up before there is an answer. */
const leave = (path: string, headers: Record<string, string>): Promise<void> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => {
      const lines = Object.entries({ host: hostname, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`, () => socket.destroy());
    });
    socket.once("close", () => resolve()).once("error", reject);
  });
