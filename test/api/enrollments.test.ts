import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];

const NOON = "2026-03-15T16:00:00.000Z";

let server: TestServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer({ now: NOON });
  owner = await server.owner();
});
afterAll(() => server.close());

const makePatient = async (more: Record<string, unknown> = {}): Promise<string> =>
  (await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-04-12", ...more })).body.id;

beforeEach(async () => {
  server.clock.set(NOON);
  patientId = await makePatient();
});

const enroll = (more: Record<string, unknown> = {}): Promise<Answer> =>
  owner.call("POST", "/api/enrollments", { patientId, program: "RPM", startDate: "2026-03-01", ...more });
const patch = (id: string, body: unknown, headers?: Record<string, string>): Promise<Answer> =>
  owner.call("PATCH", `/api/enrollments/${id}`, body, { "content-type": "application/merge-patch+json", ...headers });
const expectProblem = (answer: Answer, status: number, code: string): void =>
  expect([answer.status, answer.body.code]).toEqual([status, code]);

describe("creating", () => {
  test("answers the whole resource with its defaults", async () => {
    const made = await enroll({ diagnoses: [{ code: "E119", rank: 2 }, { code: "I10", rank: 1 }], consent: { date: "2026-03-01", method: null } });
    expect(made.status).toBe(201);
    const { id, createdAt, updatedAt, ...rest } = made.body as Schemas["Enrollment"];
    expect(rest).toEqual({
      patientId, program: "RPM", status: "ACTIVE", startDate: "2026-03-01", endDate: null, endReason: null, pauses: [],
      timezone: "America/New_York", consent: { date: "2026-03-01" }, deviceSetupDate: null, orderingPractitionerId: null,
      renderingPractitionerId: null, supervisingPractitionerId: null,
      diagnoses: [{ code: "I10", rank: 1 }, { code: "E11.9", rank: 2 }],
      placeOfService: "11", modifiers: [], metricDefinitionIds: [], billingFacts: {}, warnings: [], version: 1,
    });
    expect(createdAt).toBe(updatedAt);
    expect(made.headers.get("location")).toBe(`/api/enrollments/${id}`);
    expect(made.headers.get("etag")).toBe('"1"');
    expect((await owner.call("GET", `/api/enrollments/${id}`)).body).toEqual(made.body);
  });

  test("takes the patient's zone, and its status from the days", async () => {
    patientId = await makePatient({ timezone: "Pacific/Auckland" });
    // In Auckland it is the 16th already.
    expect((await enroll({ startDate: "2026-03-16" })).body).toMatchObject({ status: "ACTIVE", timezone: "Pacific/Auckland" });
    expect((await enroll({ program: "CCM", startDate: "2026-03-17" })).body.status).toBe("PENDING");
    expect((await enroll({ program: "PCM", startDate: "2026-03-16", timezone: "America/New_York" })).body.status).toBe("PENDING");
    const ended = await enroll({ program: "APCM", startDate: "2026-01-01", endDate: "2026-02-01", endReason: "OTHER" });
    expect(ended.body).toMatchObject({ status: "ENDED", endDate: "2026-02-01" });
  });

  test("refuses what does not fit", async () => {
    expectProblem(await enroll({ patientId: "patient_none" }), 404, "patient_not_found");
    expectProblem(await enroll({ orderingPractitionerId: "prac_none" }), 404, "practitioner_not_found");
    expectProblem(await enroll({ metricDefinitionIds: ["metric_none"] }), 404, "metric_definition_not_found");
    expectProblem(await enroll({ diagnoses: [{ code: "HEART", rank: 1 }] }), 422, "invalid_icd10");
    expectProblem(await enroll({ timezone: "Mars/Base" }), 422, "invalid_timezone");
    expectProblem(await enroll({ endDate: "2026-02-01", endReason: "OTHER" }), 422, "invalid_dates");
    expectProblem(await enroll({ endDate: "2026-03-02" }), 422, "end_required");
    expectProblem(await enroll({ pauses: [{ from: "2026-03-02" }, { from: "2026-03-03" }] }), 422, "invalid_dates");
    expectProblem(await enroll({ warnings: [] }), 400, "read_only_property");
  });

  test("one open enrollment a program, RPM beside RTM on purpose alone", async () => {
    expect((await enroll()).status).toBe(201);
    expectProblem(await enroll(), 409, "already_enrolled");
    expectProblem(await enroll({ program: "RTM" }), 409, "program_conflict");
    const both = await enroll({ program: "RTM", allowConflict: true });
    expect(both.body.warnings).toMatchObject([{ code: "RPM_AND_RTM" }]);
    const earlier = await enroll({ startDate: "2026-01-01", endDate: "2026-02-01", endReason: "OTHER" });
    expect(earlier.status).toBe(201);
  });

  test("of ten at once one is made", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => enroll()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  test("warns of a short gap", async () => {
    const first = await enroll({ startDate: "2026-01-01" });
    await patch(first.body.id, { status: "ENDED", endDate: "2026-02-20", endReason: "GOALS_MET" });
    expect((await enroll()).body.warnings).toMatchObject([{ code: "SHORT_GAP", pointer: "/startDate" }]);
  });
});

describe("changing", () => {
  test("moves by the table of states, and not otherwise", async () => {
    const { id } = (await enroll()).body;
    expect((await patch(id, { status: "PAUSED" })).body).toMatchObject({ status: "PAUSED", pauses: [{ from: "2026-03-15", to: null }], version: 2 });
    expect((await patch(id, { status: "PAUSED" })).body.version).toBe(2);
    server.clock.set("2026-03-20T16:00:00.000Z");
    const later = await server.signIn(owner.email, owner.organizationId);
    const change = (body: unknown): Promise<Answer> => later.call("PATCH", `/api/enrollments/${id}`, body);
    expect((await change({ status: "ACTIVE" })).body).toMatchObject({ status: "ACTIVE", pauses: [{ from: "2026-03-15", to: "2026-03-19" }] });
    expectProblem(await change({ status: "PENDING" }), 409, "invalid_transition");
    expectProblem(await change({ status: "ENDED" }), 422, "end_required");
    const ended = await change({ status: "ENDED", endDate: "2026-03-20", endReason: "PATIENT_REQUEST" });
    expect(ended.body).toMatchObject({ status: "ENDED", endReason: "PATIENT_REQUEST", version: 4 });
    expectProblem(await change({ status: "ACTIVE" }), 409, "invalid_transition");
  });

  test("merges: null takes away, objects member by member", async () => {
    const { id } = (await enroll({ consent: { date: "2026-03-01", method: "VERBAL" }, deviceSetupDate: "2026-03-02", timezone: "America/Chicago", billingFacts: { chronicConditions: 2 } })).body;
    const changed = await patch(id, {
      consent: { date: "2026-03-01", revokedAt: "2026-03-10T08:00:00-05:00" }, deviceSetupDate: null, timezone: null, billingFacts: { mdmComplexity: "HIGH" },
    });
    expect(changed.body).toMatchObject({
      consent: { date: "2026-03-01", method: "VERBAL", revokedAt: "2026-03-10T13:00:00.000Z" },
      deviceSetupDate: null, timezone: "America/New_York", billingFacts: { chronicConditions: 2, mdmComplexity: "HIGH" },
    });
    expect((await patch(id, { consent: null, diagnoses: [{ code: "I10", rank: 1 }] })).body).toMatchObject({ consent: null, diagnoses: [{ code: "I10", rank: 1 }] });
    expect((await patch(id, { diagnoses: null, placeOfService: null })).body).toMatchObject({ diagnoses: [], placeOfService: "11" });
  });

  test("If-Match: a stale version changes nothing, and of two at once one wins", async () => {
    const { id } = (await enroll()).body;
    const answers = await Promise.all(["I10", "I50.9"].map((code) => patch(id, { diagnoses: [{ code, rank: 1 }] }, { "if-match": '"1"' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expectProblem(await patch(id, { placeOfService: "12" }, { "if-match": '"1"' }), 412, "version_mismatch");
    expect((await patch(id, { placeOfService: "12" }, { "if-match": '"2"' })).headers.get("etag")).toBe('"3"');
  });

  test("changes at once are all kept", async () => {
    const { id } = (await enroll()).body;
    const facts = [{ chronicConditions: 3 }, { establishedPatient: false }, { mdmComplexity: "LOW" }, { otherPractitionerBilled: true }];
    expect((await Promise.all(facts.map((billingFacts) => patch(id, { billingFacts })))).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body } = await owner.call("GET", `/api/enrollments/${id}`);
    expect(body).toMatchObject({ version: 5, billingFacts: { chronicConditions: 3, establishedPatient: false, mdmComplexity: "LOW", otherPractitionerBilled: true } });
  });
});

describe("lists and history", () => {
  test("filters and pages, newest first", async () => {
    const ids: string[] = [];
    for (const program of ["RPM", "CCM", "APCM"]) ids.unshift((await enroll({ program })).body.id);
    const page = await owner.call("GET", `/api/enrollments?patientId=${patientId}&limit=2&includeTotal=true`);
    expect(page.body.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    expect(page.body.total).toBe(3);
    const rest = await owner.call("GET", `/api/enrollments?patientId=${patientId}&limit=2&cursor=${page.body.nextCursor}`);
    expect(rest.body).toMatchObject({ data: [{ id: ids[2] }], nextCursor: null });
    const of = async (query: string) => (await owner.call("GET", `/api/enrollments?patientId=${patientId}&${query}`)).body.data.length;
    expect(await of("program=CCM")).toBe(1);
    expect(await of("status=ENDED")).toBe(0);
    expect(await of("status=ACTIVE")).toBe(3);
    expectProblem(await owner.call("GET", "/api/enrollments?cursor=abc"), 400, "invalid_request");
  });

  test("tells who changed what, newest first", async () => {
    const { id } = (await enroll({ consent: { date: "2026-03-01" } })).body;
    const nurse = await server.member(owner, "CARE_MANAGER");
    await nurse.call("PATCH", `/api/enrollments/${id}`, { status: "PAUSED" });
    await patch(id, { consent: { date: "2026-03-02" }, deviceSetupDate: "2026-03-03" });
    const { body } = await owner.call("GET", `/api/enrollments/${id}/history?includeTotal=true`);
    expect(body).toMatchObject({ total: 3, nextCursor: null });
    const [third, second, first] = body.data as Schemas["EnrollmentHistoryEntry"][];
    expect(third).toMatchObject({
      version: 3, actorId: owner.userId,
      changes: [
        { pointer: "/consent/date", before: "2026-03-01", after: "2026-03-02" },
        { pointer: "/deviceSetupDate", before: null, after: "2026-03-03" },
      ],
    });
    expect(second).toMatchObject({
      version: 2, actorId: nurse.userId,
      changes: [{ pointer: "/status", before: "ACTIVE", after: "PAUSED" }, { pointer: "/pauses", before: [], after: [{ from: "2026-03-15", to: null }] }],
    });
    expect(first).toMatchObject({ version: 1, actorId: owner.userId });
    expect(first?.changes).toContainEqual({ pointer: "/consent", before: null, after: { date: "2026-03-01" } });
    const page = await owner.call("GET", `/api/enrollments/${id}/history?limit=1`);
    expect(page.body.data).toEqual([third]);
    const next = await owner.call("GET", `/api/enrollments/${id}/history?limit=1&cursor=${page.body.nextCursor}`);
    expect(next.body.data).toEqual([second]);
  });

  test("another organization sees nothing of it", async () => {
    const { id } = (await enroll()).body;
    const stranger = await server.owner();
    for (const path of [`/api/enrollments/${id}`, `/api/enrollments/${id}/history`]) expectProblem(await stranger.call("GET", path), 404, "enrollment_not_found");
    expectProblem(await stranger.call("PATCH", `/api/enrollments/${id}`, {}), 404, "enrollment_not_found");
    expect((await stranger.call("GET", `/api/enrollments?patientId=${patientId}`)).body.data).toEqual([]);
  });

  test("a biller reads and does not write", async () => {
    const biller = await server.member(owner, "BILLER");
    expect((await biller.call("GET", "/api/enrollments")).status).toBe(200);
    expectProblem(await biller.call("POST", "/api/enrollments", { patientId, program: "RPM", startDate: "2026-03-01" }), 403, "permission_denied");
  });
});

describe("readings that are there already", () => {
  const read = (date: string, more: Record<string, unknown> = {}): Promise<Answer> =>
    owner.call("POST", "/api/observations", {
      patientId, metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE", recordedAt: `${date}T17:00:00Z`, ...more,
    });
  const linked = async (): Promise<(string | null)[]> =>
    (await owner.call("GET", `/api/observations?patientId=${patientId}`)).body.data
      .toReversed().map(({ enrollmentId }: Schemas["Observation"]) => enrollmentId);

  test("are linked when the enrollment comes, and again when its days or metrics change", async () => {
    for (const date of ["2026-02-27", "2026-03-02", "2026-03-12"]) expect((await read(date)).body.enrollmentId).toBeNull();
    const { id } = (await enroll()).body;
    expect(await linked()).toEqual([null, id, id]);
    await patch(id, { startDate: "2026-02-01" });
    expect(await linked()).toEqual([id, id, id]);
    await patch(id, { pauses: [{ from: "2026-03-01", to: "2026-03-05" }] });
    expect(await linked()).toEqual([id, null, id]);
    await patch(id, { metricDefinitionIds: ["metric_weight"] });
    expect(await linked()).toEqual([null, null, null]);
    await patch(id, { metricDefinitionIds: null, endDate: "2026-03-10", endReason: "OTHER" });
    expect(await linked()).toEqual([id, null, null]);
  });

  test("and those sent with an enrollment keep it", async () => {
    const { id } = (await enroll()).body;
    await read("2026-03-02", { enrollmentId: id });
    await read("2026-03-03");
    await patch(id, { startDate: "2026-03-10" });
    expect(await linked()).toEqual([id, null]);
  });

  test("also those that arrive while the enrollment is made", async () => {
    const days = Array.from({ length: 14 }, (_, at) => `2026-03-${String(at + 1).padStart(2, "0")}`);
    const [made] = await Promise.all([enroll(), ...days.map((day) => read(day))]);
    expect(await linked()).toEqual(days.map(() => made.body.id));
  });
});
