import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, practitionerOf, readingOn, sendReadings } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { makeProgram } from "../support/programs.js";
import { startServer, type TestServer } from "../support/server.js";

type Readiness = components["schemas"]["BillingReadiness"];

let server: TestServer;
let owner: Actor;
let clinician: Actor;
let stranger: Actor;
let enrollmentId: string;
let patientId: string;

beforeAll(async () => {
  server = await startServer({ now: "2026-03-15T17:00:00.000Z" });
  owner = await server.owner(COMPLETE_ORGANIZATION);
  clinician = await server.member(owner, "CLINICIAN");
  stranger = await server.owner();
  patientId = await createPatient(owner);
  const enrollment = { ...(await completeEnrollment(owner, patientId)), billingFacts: { establishedPatient: true, emVisitDates: ["2026-02-20"], mdmComplexity: "LOW" } };
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", enrollment))).id;
  await sendReadings(owner, ["2026-01-05", "2026-01-06", "2026-02-05", "2026-02-06"].map((date) => readingOn(patientId, date)));
  for (const month of ["01", "02"]) {
    await must(owner.call("POST", "/api/time-entries", {
      enrollmentId, startedAt: `2026-${month}-10T15:00:00Z`, durationSeconds: 1_500, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF",
    }));
  }
});
afterAll(() => server.close());

const facts = (month = ""): string => `/api/enrollments/${enrollmentId}/billing-facts${month && `/${month}`}`;
const signOffs = (month: string, id = enrollmentId): string => `/api/billing/sign-offs/${id}/${month}`;
const readiness = (month: string, query = ""): Promise<Answer> => owner.call("GET", `/api/billing/readiness/${enrollmentId}/${month}${query}`);
const factIn = async (month: string, name: string): Promise<unknown> => ((await must(readiness(month))) as Readiness).facts.find((fact) => fact.name === name);
const warningsIn = async (month: string, query = ""): Promise<string[]> => ((await must(readiness(month, query))) as Readiness).warnings.map(({ code }) => code);
const expectProblem = (answer: Answer, status: number, code: string): void => expect([answer.status, answer.body.code]).toEqual([status, code]);

describe("billing facts of a month", () => {
  test("hold instead of the enrollment's, in that month alone, and readiness says where each came from", async () => {
    const january = (await readiness("2026-01")).text;
    expect(await factIn("2026-02", "emVisitDates")).toEqual({ name: "emVisitDates", value: ["2026-02-20"], from: "enrollment" });
    const { status, body } = await clinician.call("PUT", facts("2026-02"), { emVisitDates: ["2026-02-10"], otherPractitionerBilled: false });
    expect([status, body]).toMatchObject([200, {
      month: "2026-02", facts: { emVisitDates: ["2026-02-10"], otherPractitionerBilled: false }, setBy: clinician.userId, setAt: expect.stringMatching(/^2026-03-15T/), version: 1,
    }]);
    expect(await factIn("2026-02", "emVisitDates")).toEqual({ name: "emVisitDates", value: ["2026-02-10"], from: "month" });
    expect(await factIn("2026-02", "otherPractitionerBilled")).toEqual({ name: "otherPractitionerBilled", value: false, from: "month" });
    expect(await factIn("2026-02", "mdmComplexity")).toEqual({ name: "mdmComplexity", value: "LOW", from: "enrollment" });
    expect(await factIn("2026-02", "apcmElementsAttested")).toEqual({ name: "apcmElementsAttested", value: false, from: "default" });
    // The minutes were all on the day of that visit.
    expect((await readiness("2026-02")).body.minutes.soFar).toBe(0);
    expect((await readiness("2026-01")).text).toBe(january);
  });

  test("stop a month that another practitioner billed, in summary as in readiness", async () => {
    await must(owner.call("PUT", facts("2026-01"), { otherPractitionerBilled: true }));
    expect((await readiness("2026-01")).body.codes[0]).toMatchObject({ reasonCode: "ANOTHER_PRACTITIONER" });
    const { body } = await owner.call("GET", `/api/billing/summary/${owner.organizationId}/2026-01`);
    expect(body.totals).toMatchObject({ ready: 0, units: 0 });
  });

  test("are replaced whole: what is left out is the enrollment's again", async () => {
    await must(owner.call("PUT", facts("2026-02"), { mdmComplexity: "HIGH" }));
    expect(await factIn("2026-02", "emVisitDates")).toMatchObject({ value: ["2026-02-20"], from: "enrollment" });
    expect(await factIn("2026-02", "mdmComplexity")).toMatchObject({ value: "HIGH", from: "month" });
    const { status, body } = await owner.call("GET", facts());
    expect([status, body.defaults]).toEqual([200, { establishedPatient: true, emVisitDates: ["2026-02-20"], mdmComplexity: "LOW" }]);
    expect(body.months.map(({ month, facts: own, setBy, version }: { month: string; facts: unknown; setBy: string; version: number }) => [month, own, setBy, version])).toEqual([
      ["2026-02", { mdmComplexity: "HIGH" }, owner.userId, 2], ["2026-01", { otherPractitionerBilled: true }, owner.userId, 1],
    ]);
    await must(owner.call("PUT", facts("2026-01"), {}));
  });

  test("heed If-Match", async () => {
    expectProblem(await owner.call("PUT", facts("2026-02"), {}, { "if-match": '"1"' }), 412, "version_mismatch");
    expectProblem(await owner.call("PUT", facts("2025-05"), {}, { "if-match": '"1"' }), 412, "version_mismatch");
    expect((await owner.call("PUT", facts("2026-02"), {}, { "if-match": '"2"' })).body.version).toBe(3);
  });

  test("set by several at once are each counted", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => owner.call("PUT", facts("2026-04"), { qualifiedMedicareBeneficiary: true })));
    expect(answers.map(({ body }) => body.version).toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  test("refuse what is none of them, a visit of another month, and who may not", async () => {
    expectProblem(await owner.call("PUT", facts("2026-02"), { establishedPatient: true }), 400, "invalid_request");
    expectProblem(await owner.call("PUT", facts("2026-02"), { mdmComplexity: "EXTREME" }), 400, "invalid_request");
    expectProblem(await owner.call("PUT", facts("2026-14"), {}), 400, "invalid_request");
    const stray = await owner.call("PUT", facts("2026-02"), { emVisitDates: ["2026-02-01", "2026-03-01"] });
    expectProblem(stray, 422, "invalid_dates");
    expect(stray.body.errors).toMatchObject([{ pointer: "/emVisitDates/1" }]);
    expectProblem(await (await server.member(owner, "BILLER")).call("PUT", facts("2026-02"), {}), 403, "permission_denied");
    expectProblem(await stranger.call("PUT", facts("2026-02"), {}), 404, "enrollment_not_found");
    expectProblem(await stranger.call("GET", facts()), 404, "enrollment_not_found");
  });

  test("are on the patient's access report", async () => {
    const { data } = await must(owner.call("GET", `/api/patients/${patientId}/access-report`));
    expect(data.map(({ operationId }: { operationId: string }) => operationId)).toEqual(expect.arrayContaining(["replaceBillingFacts", "listBillingFacts"]));
  });
});

describe("signing off a month", () => {
  test("is for the practitioner whose userId is the caller's", async () => {
    expectProblem(await clinician.call("POST", signOffs("2026-02"), {}), 403, "permission_denied");
    const practitionerId = await practitionerOf(owner, "1234567893");
    await must(owner.call("PATCH", `/api/practitioners/${practitionerId}`, { userId: clinician.userId }));
    expect(await warningsIn("2026-02")).toContain("NOT_SIGNED_OFF");
    const { status, body } = await clinician.call("POST", signOffs("2026-02"), { note: "Reviewed with care" });
    expect([status, body]).toEqual([201, { practitionerId, at: expect.stringMatching(/^2026-03-15T/), note: "Reviewed with care" }]);
    expect((await owner.call("GET", signOffs("2026-02"))).body).toEqual({ data: [body] });
  });

  test("takes the warning away, of that month, from that day on", async () => {
    expect(await warningsIn("2026-02")).not.toContain("NOT_SIGNED_OFF");
    expect(await warningsIn("2026-02", "?asOf=2026-03-14")).toContain("NOT_SIGNED_OFF");
    expect(await warningsIn("2026-01")).toContain("NOT_SIGNED_OFF");
  });

  test("again adds to it; the same key signs once", async () => {
    const key = { "idempotency-key": "sign-once" };
    const [first, second] = [await clinician.call("POST", signOffs("2026-01"), {}, key), await clinician.call("POST", signOffs("2026-01"), {}, key)];
    expect([first.status, second.status, second.headers.get("idempotency-replayed")]).toEqual([201, 201, "true"]);
    await must(clinician.call("POST", signOffs("2026-01")));
    expect((await owner.call("GET", signOffs("2026-01"))).body.data).toHaveLength(2);
  });

  test("refuses a month ahead, programs, who left the practice, and others' enrollments", async () => {
    expectProblem(await clinician.call("POST", signOffs("2026-04"), {}), 422, "month_in_future");
    expectProblem(await clinician.call("POST", signOffs("2026-02", "enr_none"), {}), 404, "enrollment_not_found");
    const program = await makeProgram(server.url, owner, ["billing:sign"]);
    const byProgram = await owner.call("POST", signOffs("2026-02"), {}, { authorization: `Bearer ${program.accessToken}` });
    expectProblem(byProgram, 403, "permission_denied");
    expectProblem(await (await server.member(owner, "BILLER")).call("POST", signOffs("2026-02"), {}), 403, "permission_denied");
    expectProblem(await stranger.call("GET", signOffs("2026-02")), 404, "enrollment_not_found");
    await must(owner.call("PATCH", `/api/practitioners/${await practitionerOf(owner, "1234567893")}`, { active: false }));
    expectProblem(await clinician.call("POST", signOffs("2026-02"), {}), 403, "permission_denied");
  });
});
