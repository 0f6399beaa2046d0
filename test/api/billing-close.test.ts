import pg from "pg";
import { afterAll, beforeEach, afterEach, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { completeEnrollment, COMPLETE_ORGANIZATION, createPatient, must, practitionerOf, readingOn, sendReadings } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { check837 } from "../support/check-837.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];

const AFTER_JANUARY = "2026-02-15T17:00:00.000Z";
const januaryDays = (count: number): string[] => Array.from({ length: count }, (_, at) => `2026-01-${String(at + 1).padStart(2, "0")}`);

const server: TestServer = await startServer({ now: AFTER_JANUARY });
afterAll(() => server.close());

let owner: Actor;
let patientId: string;
let enrollmentId: string;

const logged = (start: string, minutes: number) => ({
  enrollmentId, startedAt: start, durationSeconds: minutes * 60, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF",
});

beforeEach(async () => {
  server.clock.set(AFTER_JANUARY);
  owner = await server.owner(COMPLETE_ORGANIZATION);
  patientId = await createPatient(owner);
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)))).id;
  await sendReadings(owner, januaryDays(16).map((date) => readingOn(patientId, date)));
  await must(owner.call("POST", "/api/time-entries", logged("2026-01-10T15:00:00Z", 25)));
});
afterEach(() => server.clock.set(AFTER_JANUARY));

const path = (what: string, month = "2026-01"): string => `/api/billing/${what}/${owner.organizationId}/${month}`;
const close = (month?: string): Promise<Answer> => owner.call("POST", path("close", month));
const reopen = (reason = "Wrong charges"): Promise<Answer> => owner.call("POST", path("reopen"), { reason });
const exported = async (query = ""): Promise<string> => (await owner.call("GET", `${path("export")}${query}`)).text;
const records = async (query = ""): Promise<Record<string, unknown>[]> => JSON.parse(await exported(`?format=json${query}`)).data;
const adjustments = async (): Promise<Schemas["BillingAdjustment"][]> => (await must(owner.call("GET", path("adjustments")))).data;
const claims = async (query = ""): Promise<Schemas["Claim"][]> => (await must(owner.call("GET", `/api/billing/claims${query}`))).data;
const statuses = async (): Promise<Record<string, string>> => {
  const { codes } = await must(owner.call("GET", `/api/billing/readiness/${enrollmentId}/2026-01`));
  return Object.fromEntries((codes as Schemas["BillingReadiness"]["codes"]).map(({ code, status }) => [code, status]));
};
const expectProblem = (answer: Answer, status: number, code: string): void => expect([answer.status, answer.body.code]).toEqual([status, code]);
const laterBy = (minutes: number): void => server.clock.set(new Date(Date.parse(AFTER_JANUARY) + minutes * 60_000));

describe("closing a month", () => {
  test("records each ready line once and lists what is held", async () => {
    const bare = (await must(owner.call("POST", "/api/patients", { firstName: "Lee", lastName: "Bare", birthDate: "1960-01-01" }))).id;
    const held = (await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, bare)))).id;
    await sendReadings(owner, januaryDays(16).map((date) => readingOn(bare, date)));
    const answer = await close();
    expect(answer.status).toBe(201);
    const body = answer.body as Schemas["BillingClose"];
    expect(body).toMatchObject({
      organizationId: owner.organizationId, month: "2026-01", revision: 1, closedAt: expect.stringMatching(/^2026-02-15T17:00:/), closedBy: owner.userId, lines: 3, units: 3,
      timezone: "America/New_York", timezones: [{ timezone: "America/New_York", enrollments: 2 }],
    });
    expect(body.held.map((line) => [line.enrollmentId, line.code, line.reasonCode])).toContainEqual([held, "99454", "MISSING_CLAIM_FIELD"]);
    const recorded = await claims("?month=2026-01");
    expect(recorded.map(({ code }) => code).toSorted()).toEqual(["99453", "99454", "99457"]);
    for (const claim of recorded) expect(claim).toMatchObject({ origin: "EXPORTED", status: "RECORDED", revision: 1, enrollmentId, patientId });
    expect(new Set(recorded.map(({ lineControlNumber }) => lineControlNumber)).size).toBe(3);
    expect(new Set(recorded.map(({ patientControlNumber }) => patientControlNumber)).size).toBe(1);
    expect(await statuses()).toMatchObject({ "99453": "BILLED", "99454": "BILLED", "99457": "BILLED" });
  });

  test("the export of a closed month is not empty and stays the same bytes, whatever comes later", async () => {
    await close();
    const [csv, ndjson, all] = [await exported(), await exported("?format=ndjson"), await exported("?format=json&status=all")];
    expect(csv.split("\r\n")).toHaveLength(5);
    laterBy(10);
    await must(owner.call("PATCH", `/api/patients/${patientId}`, { lastName: "Renamed" }));
    await must(owner.call("PATCH", `/api/organizations/${owner.organizationId}`, { npi: "1234567893" }));
    await must(owner.call("POST", "/api/time-entries", logged("2026-01-11T15:00:00Z", 40)));
    const [claim] = await claims("?code=99457");
    await must(owner.call("PATCH", `/api/billing/claims/${claim!.id}`, { status: "DENIED", denialCodes: ["97"] }));
    server.clock.set("2026-05-20T12:00:00Z");
    owner = await server.signIn(owner.email, owner.organizationId);
    expect([await exported(), await exported("?format=ndjson"), await exported("?format=json&status=all")]).toEqual([csv, ndjson, all]);
    expect((await records())[0]).toMatchObject({ status: "BILLED", closed_at: expect.stringMatching(/^2026-02-15T17:00:/), last_name: "Example" });
  });

  test("the summary of a closed month is what was closed, with what was denied since", async () => {
    const open = await must(owner.call("GET", path("summary")));
    await close();
    const closed = await must(owner.call("GET", path("summary")));
    expect(closed).toEqual({ ...open, closed: true, lockedAt: expect.stringMatching(/^2026-02-15T17:00:/) });
    const [claim] = await claims("?code=99454");
    await must(owner.call("PATCH", `/api/billing/claims/${claim!.id}`, { status: "DENIED" }));
    const later = await must(owner.call("GET", path("summary")));
    expect((later.byCode as { code: string; denied: number }[]).filter(({ denied }) => denied > 0)).toMatchObject([{ code: "99454", denied: 1 }]);
    expect(later.totals).toEqual(open.totals);
  });

  test("a bill made elsewhere that is denied after the close is counted too", async () => {
    const bill = await must(owner.call("POST", "/api/billing/claims", { enrollmentId, code: "99457", units: 1, dosTo: "2026-01-31" }));
    await close();
    const closed = await must(owner.call("GET", path("summary")));
    await must(owner.call("PATCH", `/api/billing/claims/${bill.id}`, { status: "DENIED" }));
    const later = await must(owner.call("GET", path("summary")));
    expect(later.byCode).toEqual([...closed.byCode, { code: "99457", units: 0, lines: 0, estimateCents: null, denied: 1 }]);
    expect(later.totals).toEqual(closed.totals);
  });

  test("a closed month is not closed again, and of eight closes at once one closes", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => close()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
    expectProblem(await close(), 409, "month_closed");
    expect(await claims()).toHaveLength(3);
  });

  test("patients are locked in the order of their ids, as by everybody else", async () => {
    // The later patient's enrollment is the earlier one here.
    const late = await server.owner(COMPLETE_ORGANIZATION);
    const [first, second] = [await createPatient(late), await createPatient(late)].toSorted() as [string, string];
    for (const id of [second, first]) {
      await must(late.call("POST", "/api/enrollments", await completeEnrollment(late, id)));
      await sendReadings(late, januaryDays(16).map((date) => readingOn(id, date)));
    }
    const other = new pg.Client({ connectionString: server.database.superuserUrl });
    await other.connect();
    try {
      const lock = (id: string) => other.query("select from patients where id = $1 for update", [id]);
      await other.query("begin");
      await lock(first);
      const closing = late.call("POST", `/api/billing/close/${late.organizationId}/2026-01`);
      await expect.poll(async () => (await other.query("select from pg_locks where not granted")).rowCount, { timeout: 60_000 }).toBeGreaterThan(0);
      await lock(second);
      await other.query("commit");
      expect((await closing).status).toBe(201);
    } finally {
      await other.end();
    }
  });

  test("a month is over when it is over everywhere", async () => {
    expectProblem(await close("2026-02"), 409, "month_not_over");
    expectProblem(await close("2026-03"), 409, "month_not_over");
    const honolulu = await createPatient(owner, { timezone: "Pacific/Honolulu" });
    await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, honolulu)));
    server.clock.set("2026-03-01T06:00:00Z");
    owner = await server.signIn(owner.email, owner.organizationId);
    expectProblem(await close("2026-02"), 409, "month_not_over");
    expect(await claims("?month=2026-02")).toEqual([]);
    server.clock.set("2026-03-01T11:00:00Z");
    owner = await server.signIn(owner.email, owner.organizationId);
    expect((await close("2026-02")).status).toBe(201);
  });

  test("a month without lines closes, and its file is valid and empty", async () => {
    expect((await close("2025-11")).body).toMatchObject({ lines: 0, units: 0, held: [] });
    expect(JSON.parse((await owner.call("GET", `${path("export", "2025-11")}?format=json`)).text)).toEqual({ data: [] });
  });

  test("what was billed elsewhere is not recorded again", async () => {
    await must(owner.call("POST", "/api/billing/claims", { enrollmentId, code: "99454", units: 1, dosTo: "2026-01-30" }));
    expect((await close()).body).toMatchObject({ lines: 2 });
    expect((await records()).map(({ cpt }) => cpt)).toEqual(["99453", "99457"]);
  });
});

describe("reopening", () => {
  test("voids the lines; closing again writes the next revision with numbers of its own", async () => {
    await close();
    const first = await claims();
    const answer = await reopen();
    expect(answer.body).toEqual({ organizationId: owner.organizationId, month: "2026-01", revision: 1, reopenedAt: expect.stringMatching(/^2026-02-15T17:00:/), reopenedBy: owner.userId, reason: "Wrong charges" });
    expect((await claims()).every(({ status }) => status === "VOIDED")).toBe(true);
    expect(await statuses()).toMatchObject({ "99454": "READY" });
    laterBy(1);
    await must(owner.call("POST", "/api/time-entries", logged("2026-01-11T15:00:00Z", 20)));
    expect((await close()).body).toMatchObject({ revision: 2, lines: 4, units: 4 });
    const second = await claims("?status=RECORDED");
    expect(second.every(({ revision }) => revision === 2)).toBe(true);
    const numbers = [...first, ...second].map(({ lineControlNumber }) => lineControlNumber);
    expect(new Set(numbers).size).toBe(7);
    expect((await records()).map(({ cpt }) => cpt)).toEqual(["99453", "99454", "99457", "99458"]);
  });

  test("is an owner's alone, and of a closed month alone", async () => {
    expectProblem(await reopen(), 409, "month_not_closed");
    await close();
    const biller = await server.member(owner, "BILLER");
    expectProblem(await biller.call("POST", path("reopen"), { reason: "Wrong" }), 403, "permission_denied");
    expect((await biller.call("POST", path("close"))).body.code).toBe("month_closed");
    expectProblem(await owner.call("GET", path("adjustments", "2025-12")), 409, "month_not_closed");
  });

  test("who closed, exported and reopened is on record", async () => {
    await close();
    await exported();
    await reopen("Charges of last year");
    const { data } = await must(owner.call("GET", "/api/audit-events?limit=200"));
    const entries = (data as Schemas["AuditEvent"][]).map(({ operationId, actor, patientId: concerned }) => [operationId, actor.id, concerned]);
    expect(entries).toEqual(expect.arrayContaining([
      ["closeBillingMonth", owner.userId, patientId], ["exportBilling", owner.userId, patientId], ["reopenBillingMonth", owner.userId, null],
    ]));
  });
});

describe("adjustments", () => {
  beforeEach(async () => {
    await close();
    expect(await adjustments()).toEqual([]);
    laterBy(10);
  });

  test("late time raises units", async () => {
    const entry = await must(owner.call("POST", "/api/time-entries", logged("2026-01-11T15:00:00Z", 40)));
    expect(await adjustments()).toEqual([{
      enrollmentId, code: "99458", dosTo: "2026-01-31", kind: "ADD", unitsBefore: 0, unitsAfter: 2,
      cause: { type: "LATE_TIME", id: entry.id, at: expect.stringMatching(/^2026-02-15T17:10:/) },
    }]);
  });

  test("a voided entry takes a line away", async () => {
    const [entry] = (await must(owner.call("GET", `/api/time-entries?patientId=${patientId}`))).data;
    await must(owner.call("POST", `/api/time-entries/${entry.id}/void`, { reason: "Not held" }));
    const [claim] = await claims("?code=99457");
    expect(await adjustments()).toMatchObject([{ claimId: claim!.id, code: "99457", kind: "REMOVE", unitsBefore: 1, unitsAfter: 0, cause: { type: "VOIDED_TIME", id: entry.id } }]);
  });

  test("a voided reading changes the tier", async () => {
    const [reading] = (await must(owner.call("GET", `/api/observations?patientId=${patientId}`))).data;
    await must(owner.call("POST", `/api/observations/${reading.id}/void`, { reason: "Another person" }));
    expect((await adjustments()).map(({ code, kind, cause }) => [code, kind, cause.type, cause.id])).toEqual([
      ["99445", "ADD", "VOIDED_READING", reading.id], ["99454", "REMOVE", "VOIDED_READING", reading.id],
    ]);
  });

  test("a changed enrollment is the cause where nothing else is", async () => {
    await must(owner.call("PATCH", `/api/enrollments/${enrollmentId}`, { consent: null }));
    expect((await adjustments()).map(({ code, kind, cause }) => [code, kind, cause.type, cause.id])).toEqual(
      ["99453", "99454", "99457"].map((code) => [code, "REMOVE", "ENROLLMENT_CHANGED", enrollmentId]));
  });

  test("a line that was taken back by hand is not asked for again", async () => {
    const [entry] = (await must(owner.call("GET", `/api/time-entries?patientId=${patientId}`))).data;
    await must(owner.call("POST", `/api/time-entries/${entry.id}/void`, { reason: "Not held" }));
    const [claim] = await claims("?code=99457");
    expect(await adjustments()).toMatchObject([{ claimId: claim!.id, kind: "REMOVE" }]);
    await must(owner.call("PATCH", `/api/billing/claims/${claim!.id}`, { status: "VOIDED" }));
    expect(await adjustments()).toEqual([]);
  });

  test("a denied line that was billed again elsewhere is no line to take back", async () => {
    const [claim] = await claims("?code=99454");
    await must(owner.call("PATCH", `/api/billing/claims/${claim!.id}`, { status: "DENIED" }));
    await must(owner.call("POST", "/api/billing/claims", { enrollmentId, code: "99454", units: 1, dosTo: "2026-01-30" }));
    expect(await adjustments()).toEqual([]);
  });

  test("a bill made elsewhere beside a line that stands is one too many", async () => {
    const [claim] = await claims("?code=99454");
    await must(owner.call("POST", "/api/billing/claims", { enrollmentId, code: "99454", units: 1, dosTo: "2026-01-29" }));
    expect(await adjustments()).toMatchObject([{ claimId: claim!.id, code: "99454", kind: "REMOVE" }]);
  });

  test("what a claim lacks since takes nothing from what was recorded", async () => {
    await must(owner.call("PATCH", `/api/patients/${patientId}`, { address: null }));
    expect(await adjustments()).toEqual([]);
  });
});

describe("a claim file of a closed month", () => {
  const charges = (): Promise<unknown> => owner.call("PUT", `/api/organizations/${owner.organizationId}/charges`, {
    data: ["99453", "99454", "99457", "99490"].map((code) => ({ code, effectiveFrom: "2025-01-01", amountCents: 10_000 })),
  });
  const exportClaim = (id: string, frequency: string, headers?: Record<string, string>): Promise<Answer> =>
    owner.call("POST", `/api/billing/claims/${id}/export`, { frequency }, headers);

  beforeEach(async () => {
    await charges();
    await close();
  });

  test("has the control numbers and the time of the close, for ever", async () => {
    const file = await exported("?format=837p");
    check837(file);
    expect(file).toMatch(/^ISA\*.*\*260215\*1200\*\^\*00501\*000000001\*0\*T\*:~GS\*HC\*/);
    const recorded = await claims();
    expect([...file.matchAll(/CLM\*(\w+)\*300\*/g)].map(([, number]) => number)).toEqual([recorded[0]!.patientControlNumber]);
    for (const { lineControlNumber } of recorded) expect(file).toContain(`REF*6R*${lineControlNumber}~`);
    laterBy(5);
    await must(owner.call("PATCH", `/api/patients/${patientId}`, { lastName: "Renamed" }));
    await must(owner.call("PATCH", `/api/organizations/${owner.organizationId}`, { timezone: "Asia/Tokyo" }));
    expect(await exported("?format=837p")).toBe(file);
  });

  test("one claim goes out again as who takes part is on record now, with a number of its own", async () => {
    const [claim] = await claims("?code=99454");
    await must(owner.call("PATCH", `/api/patients/${patientId}`, { lastName: "Renamed" }));
    const first = await exportClaim(claim!.id, "1");
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "application/edi-x12"]);
    check837(first.text);
    expect(first.text).toContain("*000000002*0*T*:~");
    expect(first.text).toContain("NM1*IL*1*RENAMED*");
    expect(first.text).toContain(`CLM*${claim!.patientControlNumber}*300***11:B:1*`);
    expectProblem(await exportClaim(claim!.id, "7"), 409, "payer_claim_number_missing");
    await must(owner.call("PATCH", `/api/billing/claims/${claim!.id}`, { status: "SUBMITTED", payerClaimNumber: "2026035001" }));
    expectProblem(await exportClaim(claim!.id, "7"), 409, "invalid_transition");
    await must(owner.call("PATCH", `/api/patients/${patientId}`, { coverages: [{ order: 1, payerName: "Other Health", payerId: "OTHER", memberId: "A1", filingCode: "CI", relationship: "SELF" }] }));
    const replacement = (await exportClaim(claim!.id, "7")).text;
    expect(replacement).toContain("***11:B:7*");
    expect(replacement).toContain("REF*F8*2026035001~");
    expect(replacement).toContain("*000000003*0*T*:~");
  });

  test("lines that have become two claims do not go out under one number", async () => {
    await reopen();
    const program = { program: "CCM", deviceSetupDate: null, billingFacts: { chronicConditions: 2, carePlanDate: "2026-01-01" } };
    const { id } = await must(owner.call("POST", "/api/enrollments", { ...(await completeEnrollment(owner, patientId)), ...program }));
    await must(owner.call("POST", "/api/time-entries", { ...logged("2026-01-12T15:00:00Z", 25), enrollmentId: id }));
    await close();
    const [claim] = await claims("?code=99454&status=RECORDED");
    expect((await exportClaim(claim!.id, "1")).text.match(/CLM\*/g)).toHaveLength(1);
    await must(owner.call("PATCH", `/api/enrollments/${id}`, { renderingPractitionerId: await practitionerOf(owner, "1245319599") }));
    expectProblem(await exportClaim(claim!.id, "1"), 409, "invalid_transition");
    await must(owner.call("PATCH", `/api/enrollments/${enrollmentId}`, { renderingPractitionerId: await practitionerOf(owner, "1245319599") }));
    expect((await exportClaim(claim!.id, "1")).text.match(/CLM\*/g)).toHaveLength(1);
  });

  test("sent again with its key it is the same file, number and type", async () => {
    const [claim] = await claims();
    const key = { "Idempotency-Key": "once" };
    const first = await exportClaim(claim!.id, "1", key);
    const again = await exportClaim(claim!.id, "1", key);
    expect(again.text).toBe(first.text);
    expect(["content-type", "content-disposition", "idempotency-replayed"].map((name) => again.headers.get(name)))
      .toEqual([first.headers.get("content-type"), first.headers.get("content-disposition"), "true"]);
  });

  test("a line that was voided is taken back with frequency 8 alone, a bill made elsewhere not at all", async () => {
    const [claim] = await claims();
    await must(owner.call("PATCH", `/api/patients/${patientId}`, { coverages: [{ order: 1, payerName: "Other Health", payerId: "OTHER", memberId: "A1", filingCode: "CI", relationship: "SELF" }] }));
    await must(owner.call("PATCH", `/api/billing/claims/${claim!.id}`, { status: "VOIDED", payerClaimNumber: "2026035002" }));
    expectProblem(await exportClaim(claim!.id, "1"), 409, "invalid_transition");
    expect((await exportClaim(claim!.id, "8")).text).toContain("***11:B:8*");
    const other = await must(owner.call("POST", "/api/billing/claims", { enrollmentId, code: "99458", units: 1, dosTo: "2026-01-31" }));
    expectProblem(await exportClaim(other.id, "1"), 409, "invalid_transition");
  });

  test("what the claim lacks is named", async () => {
    const [claim] = await claims();
    await must(owner.call("PATCH", `/api/patients/${patientId}`, { address: null }));
    const answer = await exportClaim(claim!.id, "1");
    expectProblem(answer, 409, "invalid_transition");
    expect(answer.body.errors).toMatchObject([{ pointer: "/patient/address" }]);
  });
});
