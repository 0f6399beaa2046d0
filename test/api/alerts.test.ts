import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { makeScene, type Scene } from "../support/alert-scene.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const START = new Date("2026-03-02T12:00:00Z");
const MINUTE = 60_000;

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer({ now: START });
  owner = await server.owner();
});
afterAll(() => server.close());

const scene = (patient?: Record<string, unknown>): Promise<Scene> => makeScene(() => owner, START, patient);
const codeOf = (answer: Answer): [number, string] => [answer.status, answer.body.code];
const resolve = (id: string, body: Record<string, unknown> = {}): Promise<Answer> =>
  owner.call("POST", `/api/alerts/${id}/resolve`, { outcome: "NO_ACTION", ...body });
const act = (alertIds: string[], action: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  owner.call("POST", "/api/alerts/triage", { alertIds, action, ...more });
const read = async (id: string): Promise<Answer["body"]> => (await owner.call("GET", `/api/alerts/${id}`)).body;

/** Access tokens live 15 minutes of the server's clock. */
const advance = async (minutes: number): Promise<void> => {
  server.clock.advance(minutes * MINUTE);
  owner = await server.signIn(owner.email, owner.organizationId);
};

describe("readings raise alerts", () => {
  test("beyond a threshold, the most severe rule alone", async () => {
    const patient = await scene();
    const answer = await patient.send(168, -10);
    expect(answer.status).toBe(201);
    expect(answer.body.alerts).toHaveLength(1);
    const got = await owner.call("GET", `/api/alerts/${answer.body.alerts[0]}`);
    expect(got.headers.get("etag")).toBe('"1"');
    expect(got.body).toEqual({
      id: answer.body.alerts[0], patientId: patient.patientId, enrollmentId: null, observationId: answer.body.id,
      observationRecordedAt: patient.at(-10), ruleId: "rule_bp_systolic_2", type: "THRESHOLD", direction: "HIGH", category: "PHYSIOLOGICAL",
      severity: "HIGH", status: "OPEN", title: "Systolic blood pressure above 160 mmHg", metricDefinitionId: "metric_bp_systolic",
      value: 168, unit: "mmHg", occurrences: 1, firstTriggeredAt: patient.at(-10), lastTriggeredAt: patient.at(-10), assigneeId: null,
      escalated: false, snoozedUntil: null, resolution: null, version: 1,
    });
    expect((await owner.call("GET", `/api/observations/${answer.body.id}`)).body.alerts).toEqual(answer.body.alerts);
    expect((await patient.send(120, -9)).body.alerts).toEqual([]);
  });

  test("several times in a row, of which one is older than two months and another within a rule's hours", async () => {
    const DAY = 24 * 60;
    const patient = await scene();
    const condition = { type: "change", direction: "increase", amount: 500, withinHours: 24 };
    expect((await owner.call("POST", "/api/alert-rules", { metricDefinitionId: "metric_bp_systolic", patientId: patient.patientId, severity: "LOW", condition })).status).toBe(201);
    for (const [value, minutes] of [[150, -70 * DAY], [151, -20 * 60]] as const) expect((await patient.send(value, minutes)).body.alerts).toEqual([]);
    await patient.send(152, -10);
    expect(await patient.alerts()).toMatchObject([{ severity: "MEDIUM", value: 152, ruleId: "rule_bp_systolic_3" }]);
  });

  test("several times in a row, in whatever order they arrive", async () => {
    const patient = await scene();
    expect((await patient.send(150, -30)).body.alerts).toEqual([]);
    expect((await patient.send(152, -10)).body.alerts).toEqual([]);
    const between = await patient.send(151, -20);
    expect(between.body.alerts).toHaveLength(1);
    expect(await patient.alerts()).toMatchObject([{ severity: "MEDIUM", value: 152, ruleId: "rule_bp_systolic_3", occurrences: 1 }]);
  });

  test("several times in a row, however long ago the ones before were", async () => {
    const patient = await scene();
    for (const days of [200, 100]) expect((await patient.send(150, -days * 1440)).status).toBe(201);
    expect((await patient.send(151, -10)).body.alerts).toHaveLength(1);
  });

  test("for a change within hours, told in the canonical unit", async () => {
    const patient = await scene();
    const weight = { metricDefinitionId: "metric_weight", unit: "kg" };
    expect((await patient.send(80, -600, weight)).body.alerts).toEqual([]);
    expect((await patient.send(179.5, -10, { ...weight, unit: "lb" })).body.alerts).toHaveLength(1);
    expect(await patient.alerts()).toMatchObject([{ type: "CHANGE", direction: "HIGH", severity: "HIGH", unit: "kg", value: 81.41983042 }]);
  });

  test("one alert a type and direction", async () => {
    const patient = await scene();
    await patient.send(170, -30);
    await patient.send(80, -20);
    expect((await patient.alerts()).map((alert) => alert.direction)).toEqual(["LOW", "HIGH"]);
  });

  test("of a batch at once, and of readings that repeat one another", async () => {
    const patient = await scene();
    const observations = [190, 165, 170, 85].map((value, index) => ({
      patientId: patient.patientId, metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg", source: "DEVICE", recordedAt: patient.at(index - 30),
    }));
    const { body } = await owner.call("POST", "/api/observations/bulk", { observations });
    expect(body).toMatchObject({ created: 4, notEvaluated: 0 });
    expect(await patient.alerts()).toMatchObject([
      { direction: "LOW", value: 85, occurrences: 1 },
      { direction: "HIGH", severity: "CRITICAL", value: 170, occurrences: 3, firstTriggeredAt: patient.at(-30), lastTriggeredAt: patient.at(-28) },
    ]);
  });

  test("at the same moment without losing one", async () => {
    const patient = await scene();
    const answers = await Promise.all([161, 162, 163, 164, 165, 166].map((value, index) => patient.send(value, -30 + index)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
    expect(await patient.alerts()).toMatchObject([{ occurrences: 6, value: 166 }]);
  });

  test("not when they come too late", async () => {
    const patient = await scene();
    const late = await patient.send(200, -73 * 60);
    expect([late.status, late.body.evaluated, late.body.alerts]).toEqual([201, false, []]);
    expect(await patient.alerts()).toEqual([]);
  });
});

describe("rules", () => {
  const rule = (body: Record<string, unknown>): Promise<Answer> =>
    owner.call("POST", "/api/alert-rules", { metricDefinitionId: "metric_heart_rate", severity: "LOW", ...body });
  const above = (value: number) => ({ type: "threshold", operator: "gt", value });
  const heart = { metricDefinitionId: "metric_heart_rate", unit: "/min" };

  test("of a patient replace the organization's, and those the built-in ones, of one direction", async () => {
    const [one, other] = [await scene(), await scene()];
    const ours = await rule({ condition: above(100) });
    const hers = await rule({ condition: above(110), patientId: one.patientId });
    expect((await one.send(105, -10, heart)).body.alerts).toEqual([]);
    await one.send(140, -9, heart);
    await other.send(140, -9, heart);
    await other.send(39, -8, heart);
    expect(await one.alerts()).toMatchObject([{ ruleId: hers.body.id, severity: "LOW" }]);
    expect(await other.alerts()).toMatchObject([{ ruleId: "rule_heart_rate_3", severity: "CRITICAL" }, { ruleId: ours.body.id, severity: "LOW" }]);
    for (const { body } of [ours, hers]) await owner.call("DELETE", `/api/alert-rules/${body.id}`);
    expect((await (await scene()).send(105, -7, heart)).body.alerts).toEqual([]);
  });

  test("built in are switched off and weighed otherwise", async () => {
    const patient = await scene();
    await owner.call("PATCH", "/api/alert-rules/rule_hba1c_1", { severity: "LOW" });
    const send = (minutes: number) => patient.send(9.5, minutes, { metricDefinitionId: "metric_hba1c", unit: "%" });
    await send(-10);
    expect(await patient.alerts()).toMatchObject([{ severity: "LOW" }]);
    await owner.call("PATCH", "/api/alert-rules/rule_hba1c_1", { enabled: false });
    expect((await send(-9)).body.alerts).toEqual([]);
  });
});

describe("a further breach", () => {
  test("repeats the alert, and a more severe one opens it again", async () => {
    const patient = await scene();
    const first = (await patient.send(165, -30)).body.alerts[0];
    await act([first], "ACKNOWLEDGE");
    expect((await patient.send(162, -20)).body.alerts).toEqual([first]);
    expect(await read(first)).toMatchObject({ status: "ACKNOWLEDGED", occurrences: 2, severity: "HIGH", value: 162, version: 3, lastTriggeredAt: patient.at(-20) });
    await patient.send(185, -10);
    expect(await read(first)).toMatchObject({
      status: "OPEN", occurrences: 3, severity: "CRITICAL", ruleId: "rule_bp_systolic_1", title: "Systolic blood pressure at or above 180 mmHg",
    });
  });

  test("after resolution raises none within the cool-down, unless more severe", async () => {
    const metricDefinitionId = "metric_temperature";
    for (const number of [1, 2]) await owner.call("PATCH", `/api/alert-rules/rule_temperature_${number}`, { cooldownMinutes: 60 });
    const patient = await scene();
    const fever = (value: number, minutes: number) => patient.send(value, minutes, { metricDefinitionId, unit: "Cel" });
    const [first] = (await fever(38.5, -10)).body.alerts;
    await resolve(first);
    expect((await fever(38.6, -9)).body.alerts).toEqual([]);
    const [worse] = (await fever(39.5, -8)).body.alerts;
    expect(worse).not.toBe(first);
    await resolve(worse);
    expect((await fever(39.6, -7)).body.alerts).toEqual([]);
    await advance(61);
    const [again] = (await fever(39.6, 60)).body.alerts;
    expect(await read(again)).toMatchObject({ status: "OPEN", occurrences: 1, severity: "HIGH" });
  });
});

describe("actions", () => {
  const raise = async (): Promise<string> => (await (await scene()).send(170, -10)).body.alerts[0];

  test("follow the state table", async () => {
    const until = new Date(server.clock.now().getTime() + 60 * MINUTE).toISOString();
    const [one, other] = [await raise(), await raise()];
    expect((await act([one, other, "alert_unknown"], "ACKNOWLEDGE")).body).toEqual({
      updated: [one, other], skipped: [{ id: "alert_unknown", code: "alert_not_found" }],
    });
    expect((await act([one], "ACKNOWLEDGE")).body.updated).toEqual([one]);
    expect(await read(one)).toMatchObject({ status: "ACKNOWLEDGED", version: 2 });
    await act([one], "SNOOZE", { until });
    expect(await read(one)).toMatchObject({ status: "SNOOZED", snoozedUntil: until });
    await act([one], "ESCALATE", { note: "Daughter called." });
    await act([one], "ASSIGN", { assigneeId: owner.userId });
    expect(await read(one)).toMatchObject({ status: "SNOOZED", escalated: true, assigneeId: owner.userId, version: 5 });
    await act([one], "ACKNOWLEDGE");
    expect(await read(one)).toMatchObject({ status: "ACKNOWLEDGED", snoozedUntil: null, escalated: true });
    await resolve(other);
    expect((await act([one, other], "ESCALATE")).body).toEqual({ updated: [one], skipped: [{ id: other, code: "alert_resolved" }] });
  });

  test("are refused without what they need", async () => {
    const id = await raise();
    const inDays = (days: number) => new Date(server.clock.now().getTime() + days * 1440 * MINUTE).toISOString();
    expect(codeOf(await act([id], "SNOOZE"))).toEqual([400, "invalid_request"]);
    expect(codeOf(await act([id], "SNOOZE", { until: inDays(8) }))).toEqual([400, "invalid_request"]);
    expect(codeOf(await act([id], "SNOOZE", { until: inDays(-1) }))).toEqual([400, "invalid_request"]);
    expect(codeOf(await act([id], "ASSIGN"))).toEqual([400, "invalid_request"]);
    const stranger = await server.owner();
    expect(codeOf(await act([id], "ASSIGN", { assigneeId: stranger.userId }))).toEqual([404, "member_not_found"]);
    const biller = await server.member(owner, "BILLER");
    expect(codeOf(await biller.call("POST", "/api/alerts/triage", { alertIds: [id], action: "ESCALATE" }))).toEqual([403, "permission_denied"]);
  });

  test("of another organization find nothing", async () => {
    const id = await raise();
    const stranger = await server.owner();
    expect(codeOf(await stranger.call("GET", `/api/alerts/${id}`))).toEqual([404, "alert_not_found"]);
    expect(codeOf(await stranger.call("POST", `/api/alerts/${id}/resolve`, { outcome: "OTHER" }))).toEqual([404, "alert_not_found"]);
    const acted = await stranger.call("POST", "/api/alerts/triage", { alertIds: [id], action: "ACKNOWLEDGE" });
    expect(acted.body).toEqual({ updated: [], skipped: [{ id, code: "alert_not_found" }] });
    expect((await stranger.call("GET", "/api/alerts")).body.data).toEqual([]);
  });
});

describe("resolving", () => {
  const timeEntry = { durationSeconds: 600, activity: "CALL", interactive: true, staffRole: "CLINICAL_STAFF" };

  test("says what came of it, once, and logs the time with it", async () => {
    const patient = await scene();
    const enrollment = await owner.call("POST", "/api/enrollments", { patientId: patient.patientId, program: "RPM", startDate: "2026-02-01" });
    expect(enrollment.status).toBe(201);
    const [id] = (await patient.send(170, -30)).body.alerts;
    const answer = await resolve(id, { outcome: "CONTACTED_PATIENT", note: "Rested, then 138.", timeEntry: { ...timeEntry, startedAt: patient.at(-20) } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("etag")).toBe('"2"');
    expect(answer.body).toMatchObject({
      status: "RESOLVED", enrollmentId: enrollment.body.id, resolution: { outcome: "CONTACTED_PATIENT", note: "Rested, then 138.", resolvedBy: owner.userId },
    });
    const { body } = await owner.call("GET", `/api/time-entries?alertId=${id}`);
    expect(body.data).toMatchObject([{ ...timeEntry, alertId: id, patientId: patient.patientId, enrollmentId: enrollment.body.id, status: "FINAL" }]);
    expect(codeOf(await resolve(id))).toEqual([409, "alert_resolved"]);
    expect(codeOf(await resolve("alert_unknown"))).toEqual([404, "alert_not_found"]);
  });

  test("leaves the alert as it was where the time cannot be logged", async () => {
    const [patient, other] = [await scene(), await scene()];
    const enrollment = await owner.call("POST", "/api/enrollments", { patientId: other.patientId, program: "RPM", startDate: "2026-02-01" });
    const [id] = (await patient.send(170, -30)).body.alerts;
    const startedAt = patient.at(-20);
    expect(codeOf(await resolve(id, { timeEntry: { ...timeEntry, startedAt } }))).toEqual([400, "invalid_request"]);
    expect(codeOf(await resolve(id, { timeEntry: { ...timeEntry, startedAt, enrollmentId: "enr_unknown" } }))).toEqual([404, "enrollment_not_found"]);
    expect(codeOf(await resolve(id, { timeEntry: { ...timeEntry, startedAt, enrollmentId: enrollment.body.id } }))).toEqual([422, "enrollment_mismatch"]);
    expect(await read(id)).toMatchObject({ status: "OPEN", resolution: null, version: 1 });
  });

  test("many by their ids", async () => {
    const patient = await scene();
    const [high] = (await patient.send(170, -30)).body.alerts;
    const [low] = (await patient.send(80, -20)).body.alerts;
    await resolve(high);
    const { body } = await owner.call("POST", "/api/alerts/bulk-resolve", { alertIds: [low, high, "alert_unknown"], outcome: "FALSE_POSITIVE", note: "Cuff." });
    expect(body).toEqual({
      resolved: [low], skipped: [{ id: high, code: "alert_resolved" }, { id: "alert_unknown", code: "alert_not_found" }], remaining: 0,
    });
    expect(await read(low)).toMatchObject({ resolution: { outcome: "FALSE_POSITIVE", note: "Cuff." } });
  });

  test("many by a filter", async () => {
    const patient = await scene();
    await patient.send(170, -30);
    await patient.send(80, -20);
    const body = { filter: { patientId: patient.patientId, to: patient.at(-25), severity: ["HIGH"] }, outcome: "NO_ACTION" };
    const first = await owner.call("POST", "/api/alerts/bulk-resolve", body);
    expect(first.body).toMatchObject({ skipped: [], remaining: 0 });
    expect(first.body.resolved).toHaveLength(1);
    expect((await patient.alerts("&status=OPEN")).map((alert) => alert.direction)).toEqual(["LOW"]);
    expect((await owner.call("POST", "/api/alerts/bulk-resolve", body)).body).toEqual({ resolved: [], skipped: [], remaining: 0 });
    expect(codeOf(await owner.call("POST", "/api/alerts/bulk-resolve", { filter: {}, outcome: "OTHER" }))).toEqual([400, "invalid_request"]);
  });
});

describe("the list", () => {
  test("is filtered, newest first, page by page", async () => {
    const patient = await scene();
    const [pressure] = (await patient.send(170, -30)).body.alerts;
    const [low] = (await patient.send(80, -20)).body.alerts;
    const [oxygen] = (await patient.send(85, -10, { metricDefinitionId: "metric_spo2", unit: "%" })).body.alerts;
    await act([low], "ASSIGN", { assigneeId: owner.userId });
    await act([low], "ACKNOWLEDGE");
    const ids = async (query: string): Promise<string[]> => (await patient.alerts(query)).map((alert) => alert.id);
    expect(await ids("")).toEqual([oxygen, low, pressure]);
    expect(await ids("&severity=CRITICAL,LOW")).toEqual([oxygen]);
    expect(await ids("&status=OPEN")).toEqual([oxygen, pressure]);
    expect(await ids(`&assigneeId=${owner.userId}`)).toEqual([low]);
    expect(await ids("&category=ADHERENCE")).toEqual([]);
    expect(await ids("&metricDefinitionId=metric_spo2")).toEqual([oxygen]);
    expect(await ids(`&from=${patient.at(-30)}&to=${patient.at(-20)}`)).toEqual([low, pressure]);
    const page = await owner.call("GET", `/api/alerts?patientId=${patient.patientId}&limit=2&includeTotal=true`);
    expect(page.body).toMatchObject({ data: [{ id: oxygen }, { id: low }], total: 3 });
    expect(await ids(`&limit=2&cursor=${page.body.nextCursor}`)).toEqual([pressure]);
    expect(codeOf(await owner.call("GET", "/api/alerts?cursor=WyJ4Il0"))).toEqual([400, "invalid_request"]);
  });
});

describe("the triage queue", () => {
  test("puts escalated alerts first, then by severity and urgency", async () => {
    const nurse = owner;
    owner = await server.owner();
    const [heart, plain] = [
      await scene({ firstName: "Rosa", mrn: "MRN-1", diagnoses: [{ code: "I50.22", rank: 1 }] }), await scene({ mrn: "MRN-2" }),
    ];
    const [high] = (await plain.send(165, -11)).body.alerts;
    const [risky] = (await heart.send(165, -10)).body.alerts;
    const [critical] = (await plain.send(85, -5, { metricDefinitionId: "metric_spo2", unit: "%" })).body.alerts;
    const [mild] = (await plain.send(9.5, -4, { metricDefinitionId: "metric_hba1c", unit: "%" })).body.alerts;
    const [gone] = (await heart.send(80, -3)).body.alerts;
    await act([mild], "ESCALATE");
    await resolve(gone);
    const queue = (await owner.call("GET", "/api/alerts/triage?includeTotal=true")).body;
    expect(queue.data.map((item: { alert: { id: string } }) => item.alert.id)).toEqual([mild, critical, risky, high]);
    expect(queue.counts).toEqual({ CRITICAL: 1, HIGH: 2, MEDIUM: 1, LOW: 0 });
    expect(queue.total).toBe(4);
    const priorities: number[] = queue.data.map((item: { priority: number }) => item.priority);
    expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
    expect(queue.data[0]).toMatchObject({ priority: 100, reasons: expect.arrayContaining(["Escalated"]) });
    expect(queue.data[2]).toMatchObject({
      patient: { id: heart.patientId, firstName: "Rosa", lastName: "Example", mrn: "MRN-1" },
      reasons: expect.arrayContaining(["Heart failure (I50.22)"]),
      recent: [{ recordedAt: heart.at(-3), value: 80, unit: "mmHg" }, { recordedAt: heart.at(-10), value: 165 }],
    });
    const pages: string[] = [];
    for (let cursor = ""; cursor !== "end";) {
      const page = (await owner.call("GET", `/api/alerts/triage?limit=1${cursor && `&cursor=${cursor}`}`)).body;
      pages.push(...page.data.map((item: { alert: { id: string } }) => item.alert.id));
      cursor = page.nextCursor ?? "end";
    }
    expect(pages).toEqual([mild, critical, risky, high]);
    const filtered = (await owner.call("GET", "/api/alerts/triage?severity=HIGH&includeTotal=true")).body;
    expect([filtered.data.length, filtered.total, filtered.counts.CRITICAL]).toEqual([2, 2, 1]);
    owner = nurse;
  });

  test("leaves out snoozed alerts, and shows ten readings at most", async () => {
    const nurse = owner;
    owner = await server.owner();
    const [patient, other] = [await scene(), await scene()];
    for (let minute = -20; minute <= -9; minute++) await patient.send(161 - minute, minute);
    const [snoozed] = (await other.send(170, -5)).body.alerts;
    await act([snoozed], "SNOOZE", { until: new Date(server.clock.now().getTime() + 60 * MINUTE).toISOString() });
    const { data } = (await owner.call("GET", "/api/alerts/triage")).body;
    expect(data).toHaveLength(1);
    expect(data[0].recent).toHaveLength(10);
    expect(data[0].recent[0].recordedAt).toBe(patient.at(-9));
    expect(data[0].alert.occurrences).toBe(12);
    owner = nurse;
  });
});
