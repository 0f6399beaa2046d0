import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type TimeEntry = components["schemas"]["TimeEntry"];

const NOON = "2026-03-15T16:00:00.000Z";

let server: TestServer;
let owner: Actor;
let patientId: string;
let enrollmentId: string;

beforeAll(async () => {
  server = await startServer({ now: NOON });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-04-12" })).body.id;
  enrollmentId = (await owner.call("POST", "/api/enrollments", { patientId, program: "RPM", startDate: "2026-01-01" })).body.id;
});
afterAll(() => server.close());

const log = (more: Record<string, unknown> = {}, actor = owner): Promise<Answer> =>
  actor.call("POST", "/api/time-entries", {
    enrollmentId, startedAt: "2026-03-15T10:00:00-04:00", durationSeconds: 600, activity: "CALL", staffRole: "CLINICAL_STAFF", ...more,
  });
const expectProblem = (answer: Answer, status: number, code: string): void =>
  expect([answer.status, answer.body.code]).toEqual([status, code]);

describe("logging", () => {
  test("answers the whole entry, of the enrollment's patient and by the caller", async () => {
    const made = await log({ note: "Talked about salt.", interactive: true });
    expect(made.status).toBe(201);
    const { id, createdAt: _created, updatedAt: _updated, ...rest } = made.body as TimeEntry;
    expect(rest).toEqual({
      patientId, enrollmentId, startedAt: "2026-03-15T14:00:00.000Z", durationSeconds: 600, activity: "CALL", interactive: true,
      staffRole: "CLINICAL_STAFF", performedBy: { userId: owner.userId, practitionerId: null, name: null }, supervisedBy: null,
      note: "Talked about salt.", alertId: null, status: "FINAL", version: 1,
    });
    expect(made.headers.get("location")).toBe(`/api/time-entries/${id}`);
    expect((await owner.call("GET", `/api/time-entries/${id}`)).body).toEqual(made.body);
    expect(server.logs.join("")).not.toContain("salt");
  });

  test("names who did it, who need not be a user", async () => {
    const practitionerId = (await owner.call("POST", "/api/practitioners", { firstName: "Sam", lastName: "Example", npi: "1234567893" })).body.id;
    expect((await log({ performedBy: { name: "Night line" }, supervisedBy: practitionerId })).body)
      .toMatchObject({ performedBy: { userId: null, practitionerId: null, name: "Night line" }, supervisedBy: practitionerId, interactive: false });
    expect((await log({ performedBy: { practitionerId } })).body.performedBy).toEqual({ userId: null, practitionerId, name: null });
  });

  test("refuses what does not fit", async () => {
    expectProblem(await log({ enrollmentId: "enr_none" }), 404, "enrollment_not_found");
    expectProblem(await log({ supervisedBy: "prac_none" }), 404, "practitioner_not_found");
    expectProblem(await log({ performedBy: { userId: "user_none" } }), 404, "member_not_found");
    expectProblem(await log({ alertId: "alert_none" }), 404, "alert_not_found");
    expectProblem(await log({ durationSeconds: 28_801 }), 400, "invalid_request");
    expectProblem(await log({ durationSeconds: 0 }), 400, "invalid_request");
    expectProblem(await log({ startedAt: "2026-03-15T15:55:00Z", durationSeconds: 3600 }), 422, "recorded_in_future");
    expectProblem(await log({}, await server.member(owner, "BILLER")), 403, "permission_denied");
    expectProblem(await log({}, await server.owner()), 404, "enrollment_not_found");
  });

  test("lists by the start, newest first", async () => {
    const at = (hour: string): string => `2026-02-01T${hour}:00:00.000Z`;
    const of = async (query: string): Promise<Answer> => owner.call("GET", `/api/time-entries?enrollmentId=${enrollmentId}&to=${at("23")}&${query}`);
    for (const hour of ["10", "08", "12"]) await log({ startedAt: at(hour) });
    const page = await of("limit=2&includeTotal=true");
    expect(page.body.data.map(({ startedAt }: TimeEntry) => startedAt)).toEqual([at("12"), at("10")]);
    expect(page.body.total).toBe(3);
    expect((await of(`limit=2&cursor=${page.body.nextCursor}`)).body).toMatchObject({ data: [{ startedAt: at("08") }], nextCursor: null });
    expect((await of(`from=${at("10")}`)).body.data).toHaveLength(2);
    expect((await of("status=VOIDED,RUNNING")).body.data).toEqual([]);
    expect((await of("patientId=patient_none")).body.data).toEqual([]);
    expectProblem(await of("cursor=abc"), 400, "invalid_request");
  });
});

describe("the timer", () => {
  const start = (actor: Actor): Promise<Answer> =>
    actor.call("POST", "/api/time-entries/start", { enrollmentId, activity: "REVIEW", staffRole: "CLINICAL_STAFF" });

  test("runs once a user, and is final when stopped", async () => {
    const nurse = await server.member(owner, "CARE_MANAGER");
    expectProblem(await nurse.call("POST", "/api/time-entries/stop"), 409, "timer_not_running");
    const started = await start(nurse);
    expect([started.status, started.body]).toMatchObject([201, { status: "RUNNING", durationSeconds: null, performedBy: { userId: nurse.userId } }]);
    expectProblem(await start(nurse), 409, "timer_running");
    expect((await start(owner)).status).toBe(201);
    server.clock.advance(600_000);
    const stopped = await nurse.call("POST", "/api/time-entries/stop", { interactive: true, note: "Called back." });
    expect([stopped.status, stopped.body]).toMatchObject([200, { id: started.body.id, status: "FINAL", interactive: true, note: "Called back.", version: 2 }]);
    expect(stopped.body.durationSeconds).toBeGreaterThanOrEqual(600);
    expect(stopped.body.durationSeconds).toBeLessThan(610);
    expectProblem(await nurse.call("POST", "/api/time-entries/stop", {}), 409, "timer_not_running");
    expect((await owner.call("POST", "/api/time-entries/stop")).status).toBe(200);
  });

  test("of ten starts at once one runs, and of ten stops one ends it", async () => {
    const nurse = await server.member(owner, "CARE_MANAGER");
    const tenTimes = async (work: () => Promise<Answer>): Promise<number[]> =>
      (await Promise.all(Array.from({ length: 10 }, work))).map(({ status }) => status).toSorted();
    expect(await tenTimes(() => start(nurse))).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(await tenTimes(() => nurse.call("POST", "/api/time-entries/stop"))).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  test("logs eight hours at most", async () => {
    const nurse = await server.member(owner, "CARE_MANAGER");
    await start(nurse);
    server.clock.advance(9 * 3_600_000);
    const later = await server.signIn(nurse.email, nurse.organizationId);
    expect((await later.call("POST", "/api/time-entries/stop")).body.durationSeconds).toBe(28_800);
    server.clock.set(NOON);
  });
});

describe("voiding", () => {
  test("again changes nothing", async () => {
    const { id } = (await log()).body;
    const first = await owner.call("POST", `/api/time-entries/${id}/void`, { reason: "Wrong patient." });
    expect([first.status, first.body]).toMatchObject([200, { status: "VOIDED", version: 2 }]);
    const again = await owner.call("POST", `/api/time-entries/${id}/void`);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expectProblem(await owner.call("POST", "/api/time-entries/time_none/void"), 404, "time_entry_not_found");
  });

  test("is for owners and administrators, and for one's own", async () => {
    const [nurse, admin] = [await server.member(owner, "CARE_MANAGER"), await server.member(owner, "ADMIN")];
    const of = async (actor: Actor): Promise<string> => (await log({}, actor)).body.id;
    const [owners, own, others] = [await of(owner), await of(nurse), await of(nurse)];
    expectProblem(await nurse.call("POST", `/api/time-entries/${owners}/void`), 403, "permission_denied");
    expect((await nurse.call("POST", `/api/time-entries/${own}/void`)).status).toBe(200);
    expect((await admin.call("POST", `/api/time-entries/${others}/void`)).status).toBe(200);
  });
});
