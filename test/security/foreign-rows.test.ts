import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import document from "@vitaledge/contract/openapi.json" with { type: "json" };
import type { Actor } from "../support/actors.js";
import { completeEnrollment, createPatient, must } from "../support/billing-scene.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

const TABLE = Object.values(OPERATIONS) as readonly Operation[];
const NOW = "2026-03-02T12:00:00Z";

/** Rows of the owner's organization, by what a path calls them. */
type Rows = Record<string, string>;

let server: TestServer;
let owner: Actor;
let stranger: Actor;
let rows: Rows;

const makeRows = async (): Promise<Rows> => {
  const post = (path: string, body: object) => must(owner.call("POST", path, body));
  const patient = await createPatient(owner);
  const enrollment = await completeEnrollment(owner, patient);
  const enrolled = await post("/api/enrollments", enrollment);
  const metric = await post("/api/metric-definitions", { code: "grip", name: "Grip", unit: "kg", programs: ["RTM"] });
  const device = await post("/api/devices", { serialNumber: "S-1", manufacturer: "Acme" });
  const reading = await post("/api/observations", {
    patientId: patient, metricDefinitionId: "metric_bp_systolic", value: 190, unit: "mmHg", source: "MANUAL", recordedAt: "2026-03-02T11:00:00Z",
  });
  const rule = await post("/api/alert-rules", { metricDefinitionId: metric.id, condition: { type: "threshold", operator: "lt", value: 5 }, severity: "LOW" });
  const time = await post("/api/time-entries", {
    enrollmentId: enrolled.id, startedAt: "2026-03-02T10:00:00Z", durationSeconds: 60, activity: "CALL", staffRole: "CLINICAL_STAFF",
  });
  const claim = await post("/api/billing/claims", { enrollmentId: enrolled.id, code: "99457", units: 1, dosTo: "2026-01-31" });
  const invitation = await post(`/api/organizations/${owner.organizationId}/invitations`, { email: "new@example.com", role: "BILLER" });
  const member = await server.member(owner, "CLINICIAN");
  const key = await post("/api/api-keys", { name: "Gateway", permissions: ["patients:read"] });
  // Nobody listens there: what is queued waits.
  const webhook = await post("/api/webhooks", { url: "http://127.0.0.1:1/", events: ["alert.opened"] });
  const { deliveryId } = await post(`/api/webhooks/${webhook.id}/test`, {});
  return {
    claims: claim.id, webhooks: webhook.id, deliveryId, "api-keys": key.id, patients: patient, practitioners: enrollment.orderingPractitionerId, enrollments: enrolled.id, "metric-definitions": metric.id, devices: device.id,
    observations: reading.id, "alert-rules": rule.id, alerts: reading.alerts[0], "time-entries": time.id, invitations: invitation.id,
    sessions: (await owner.call("GET", "/api/auth/sessions")).body.data[0].id,
    patientId: patient, enrollmentId: enrolled.id, userId: member.userId, deviceId: device.id, metricDefinitionId: metric.id,
    alertId: reading.alerts[0], assigneeId: member.userId, actorId: member.userId, practitionerId: enrollment.orderingPractitionerId,
  };
};

beforeAll(async () => {
  server = await startServer({ now: NOW, settings: { VITALEDGE_WEBHOOK_LOOPBACK: "allow" } });
  [owner, stranger] = [await server.owner(), await server.owner()];
  rows = await makeRows();
});
afterAll(() => server.close());

/** What the parameter of a path names: `{id}` is one of the collection before it. */
const rowOf = (path: string, parameter: string): string => {
  const row = rows[parameter === "id" ? /([a-z-]+)\/\{id\}/.exec(path)![1]! : parameter];
  if (!row) throw new Error(`no row is made for ${parameter} of ${path}`);
  return row;
};
const missing = (id: string): string => `${id.split("_")[0]!}_${"0".repeat(26)}`;

const WITH_ID = TABLE.filter(({ pathParams }) => pathParams.some(({ name }) => name !== "orgId" && name !== "month"));

const pathOf = (operation: Operation, organizationId: string, turn: (id: string) => string): string =>
  operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "orgId") return organizationId;
    return name === "month" ? "2026-02" : turn(rowOf(operation.path, name));
  }) + (operation.query.some(({ required }) => required) ? "?metricDefinitionId=metric_bp_systolic" : "");

type Examples = Record<string, Record<string, { requestBody?: { content: Record<string, { example?: object }> } }>>;
const exampleOf = ({ path, method, body }: Operation): object | undefined =>
  body ? (document.paths as unknown as Examples)[path]![method]!.requestBody!.content[body.mediaTypes[0]!]!.example : undefined;

const ask = (actor: Actor, operation: Operation, turn = (id: string) => id): Promise<Answer> =>
  actor.call(operation.method.toUpperCase(), pathOf(operation, actor.organizationId, turn), exampleOf(operation));

/** All of an answer that two requests may have in common. */
const withoutRequest = ({ status, headers, body }: Answer) => {
  const { instance: _i, requestId: _r, ...rest } = body as Record<string, unknown>;
  const kept = [...headers].filter(([name]) => !["date", "x-request-id", "etag"].includes(name) && !name.includes("ratelimit"));
  return { status, headers: kept, rest };
};

describe("another organization's row looks just like a missing one", () => {
  test.each(WITH_ID.map((operation) => [operation.id, operation] as const))("to %s", async (_id, operation) => {
    const foreign = await ask(stranger, operation);
    expect(withoutRequest(foreign)).toEqual(withoutRequest(await ask(stranger, operation, missing)));
    expect({ status: foreign.status, text: foreign.text }).toMatchObject({ status: 404 });
    expect([...operation.problems, "member_not_found", "invitation_not_found"]).toContain(foreign.body.code);
  });

  test("and is there for its own organization, unchanged", async () => {
    for (const operation of WITH_ID.filter(({ method }) => method === "get")) {
      expect((await ask(owner, operation)).status, operation.id).toBe(200);
    }
    const versions = await Promise.all(["patients", "practitioners", "enrollments", "devices", "alert-rules", "alerts", "metric-definitions"]
      .map(async (name) => (await owner.call("GET", `/api/${name}/${rows[name]}`)).body.version as number));
    expect(versions).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect((await owner.call("GET", `/api/observations/${rows.observations}`)).body.status).toBe("FINAL");
    expect((await owner.call("GET", `/api/time-entries/${rows["time-entries"]}`)).body.status).toBe("FINAL");
  });

  const own = async () => ({ patientId: await createPatient(stranger) });
  const reading = { metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE", recordedAt: NOW };
  const time = { startedAt: "2026-03-02T10:00:00Z", durationSeconds: 60, activity: "CALL", staffRole: "CLINICAL_STAFF" };
  const rule = { condition: { type: "threshold", operator: "lt", value: 5 }, severity: "LOW" };

  test.each<[string, string, string, (id: string, own: { patientId: string }) => object]>([
    ["a reading's patient", "/api/observations", "patientId", (id) => ({ ...reading, patientId: id })],
    ["a reading's device", "/api/observations", "deviceId", (id) => ({ ...reading, deviceId: id })],
    ["a reading's metric", "/api/observations", "metricDefinitionId", (id, { patientId }) => ({ ...reading, patientId, metricDefinitionId: id, unit: "kg" })],
    ["a reading's enrollment", "/api/observations", "enrollmentId", (id, { patientId }) => ({ ...reading, patientId, enrollmentId: id })],
    ["an enrollment's patient", "/api/enrollments", "patientId", (id) => ({ patientId: id, program: "RPM", startDate: "2026-01-01" })],
    ["an enrollment's practitioner", "/api/enrollments", "practitionerId", (id, { patientId }) => ({ patientId, program: "RPM", startDate: "2026-01-01", renderingPractitionerId: id })],
    ["an enrollment's metric", "/api/enrollments", "metricDefinitionId", (id, { patientId }) => ({ patientId, program: "RPM", startDate: "2026-01-01", metricDefinitionIds: [id] })],
    ["a time entry's enrollment", "/api/time-entries", "enrollmentId", (id) => ({ ...time, enrollmentId: id })],
    ["a timer's enrollment", "/api/time-entries/start", "enrollmentId", (id) => ({ enrollmentId: id, activity: "CALL", staffRole: "QHP" })],
    ["a rule's metric", "/api/alert-rules", "metricDefinitionId", (id) => ({ ...rule, metricDefinitionId: id })],
    ["a rule's patient", "/api/alert-rules", "patientId", (id) => ({ ...rule, metricDefinitionId: "metric_spo2", patientId: id })],
    ["a practitioner's user", "/api/practitioners", "userId", (id) => ({ firstName: "A", lastName: "B", npi: "1245319599", userId: id })],
    ["an assignee", "/api/alerts/triage", "assigneeId", (id) => ({ alertIds: ["alert_x"], action: "ASSIGN", assigneeId: id })],
  ])("as %s", async (_name, path, kind, body) => {
    const mine = await own();
    const answer = await stranger.call("POST", path, body(rows[kind]!, mine));
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 404 });
    expect(withoutRequest(answer)).toEqual(withoutRequest(await stranger.call("POST", path, body(missing(rows[kind]!), mine))));
  });

  test("in a bulk, an action on many and a bulk that resolves", async () => {
    const bulk = await stranger.call("POST", "/api/observations/bulk", { observations: [rows.patientId!, missing(rows.patientId!)].map((patientId) => ({ ...reading, patientId })) });
    expect(bulk.body).toMatchObject({ created: 0, rejected: 2 });
    const codes = (bulk.body.results as { problem?: { code: string } }[]).map(({ problem }) => problem?.code);
    expect(codes).toEqual(["patient_not_found", "patient_not_found"]);
    const alertIds = [rows.alertId!, missing(rows.alertId!)];
    const skipped = alertIds.map((id) => ({ id, code: "alert_not_found" }));
    expect((await stranger.call("POST", "/api/alerts/triage", { alertIds, action: "ACKNOWLEDGE" })).body).toEqual({ updated: [], skipped });
    expect((await stranger.call("POST", "/api/alerts/bulk-resolve", { alertIds, outcome: "OTHER" })).body).toEqual({ resolved: [], skipped, remaining: 0 });
  });

  // One's own audit has what one asked for, of others' rows too.
  const filters = TABLE.filter(({ id, pagination, pathParams }) => pagination && !pathParams.length && id !== "listAuditEvents")
    .flatMap((operation) => operation.query.filter(({ name }) => name.endsWith("Id") && name !== "externalId").map(({ name }) => [operation.path, name] as const));
  test.each(filters)("%s?%s gives an empty list", async (path, name) => {
    const { status, body } = await stranger.call("GET", `${path}?${name}=${rows[name]}`);
    expect({ status, data: body.data, nextCursor: body.nextCursor }).toEqual({ status: 200, data: [], nextCursor: null });
    expect((await owner.call("GET", `${path}?${name}=${rows[name]}`)).status).toBe(200);
  });
});
