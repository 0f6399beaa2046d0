import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Rule = components["schemas"]["AlertRule"];

let server: TestServer;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01" })).body.id;
});
afterAll(() => server.close());

const above = (value: number) => ({ type: "threshold", operator: "gt", value });
const create = (body: Record<string, unknown>, by = owner): Promise<Answer> =>
  by.call("POST", "/api/alert-rules", { metricDefinitionId: "metric_bp_systolic", condition: above(150), severity: "HIGH", ...body });
const codeOf = (answer: Answer): [number, string] => [answer.status, answer.body.code];

describe("rules of an organization", () => {
  test("are named after metric and condition, and complete", async () => {
    const made = await create({});
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: "Systolic blood pressure above 150 mmHg", patientId: null, program: null, direction: "HIGH", enabled: true,
      condition: { type: "threshold", operator: "gt", value: 150, consecutive: 1 }, cooldownMinutes: 0, builtIn: false, version: 1,
    });
    expect(made.headers.get("location")).toBe(`/api/alert-rules/${made.body.id}`);
    const got = await owner.call("GET", `/api/alert-rules/${made.body.id}`);
    expect(got.body).toEqual(made.body);
    expect(got.headers.get("etag")).toBe('"1"');
  });

  test("need a metric and a patient of the organization", async () => {
    const stranger = await server.owner();
    expect(codeOf(await create({ metricDefinitionId: "metric_unknown" }))).toEqual([404, "metric_definition_not_found"]);
    expect(codeOf(await create({ patientId: "patient_unknown" }))).toEqual([404, "patient_not_found"]);
    expect(codeOf(await create({ patientId }, stranger))).toEqual([404, "patient_not_found"]);
    expect(codeOf(await create({ direction: "HIGH" }))).toEqual([400, "read_only_property"]);
    expect(codeOf(await create({ condition: { type: "threshold", operator: "gt" } }))).toEqual([400, "invalid_request"]);
  });

  test("are changed by a merge patch, whose condition must be one", async () => {
    const { body: rule } = await create({ patientId });
    const path = `/api/alert-rules/${rule.id}`;
    const patched = await owner.call("PATCH", path, { condition: { value: 155, consecutive: 2 }, cooldownMinutes: 30 }, { "if-match": '"1"' });
    expect(patched.body).toMatchObject({
      name: "Systolic blood pressure above 155 mmHg, 2 readings in a row",
      condition: { operator: "gt", value: 155, consecutive: 2 }, cooldownMinutes: 30, patientId, version: 2,
    });
    const cleared = await owner.call("PATCH", path, { condition: { consecutive: null }, cooldownMinutes: null, patientId: null, name: "Ours" });
    expect(cleared.body).toMatchObject({ name: "Ours", condition: { value: 155, consecutive: 1 }, cooldownMinutes: 0, patientId: null });
    expect((await owner.call("PATCH", path, { condition: { value: 156 } })).body.name).toBe("Ours");
    expect(codeOf(await owner.call("PATCH", path, { condition: { type: "missing" } }))).toEqual([400, "invalid_request"]);
    expect(codeOf(await owner.call("PATCH", path, { severity: "LOW" }, { "if-match": '"1"' }))).toEqual([412, "version_mismatch"]);
    expect(codeOf(await owner.call("PATCH", path, { metricDefinitionId: "metric_unknown" }))).toEqual([404, "metric_definition_not_found"]);
  });

  test("can be deleted, and not by another organization", async () => {
    const { body: rule } = await create({});
    const stranger = await server.owner();
    for (const method of ["GET", "DELETE"]) {
      expect(codeOf(await stranger.call(method, `/api/alert-rules/${rule.id}`))).toEqual([404, "alert_rule_not_found"]);
    }
    expect(codeOf(await owner.call("DELETE", `/api/alert-rules/${rule.id}`, undefined, { "if-match": '"7"' }))).toEqual([412, "version_mismatch"]);
    expect((await owner.call("DELETE", `/api/alert-rules/${rule.id}`)).status).toBe(204);
    expect(codeOf(await owner.call("GET", `/api/alert-rules/${rule.id}`))).toEqual([404, "alert_rule_not_found"]);
  });

  test("are written by those who may", async () => {
    expect((await create({}, await server.member(owner, "CLINICIAN"))).status).toBe(201);
    expect(codeOf(await create({}, await server.member(owner, "CARE_MANAGER")))).toEqual([403, "permission_denied"]);
  });
});

describe("built-in rules", () => {
  const path = "/api/alert-rules/rule_bp_systolic_2";

  test("let severity, switch and cool-down be set, for one organization", async () => {
    expect((await owner.call("GET", path)).body).toMatchObject({ severity: "HIGH", builtIn: true, version: 1 });
    const first = await owner.call("PATCH", path, { severity: "MEDIUM" }, { "if-match": '"1"' });
    expect(first.body).toMatchObject({ severity: "MEDIUM", enabled: true, cooldownMinutes: 0, builtIn: true, version: 2 });
    const second = await owner.call("PATCH", path, { enabled: false, cooldownMinutes: 60 });
    expect(second.body).toMatchObject({ severity: "MEDIUM", enabled: false, cooldownMinutes: 60, version: 3 });
    expect((await owner.call("GET", path)).body).toEqual(second.body);
    expect(codeOf(await owner.call("PATCH", path, { severity: "LOW" }, { "if-match": '"1"' }))).toEqual([412, "version_mismatch"]);
    const stranger = await server.owner();
    expect((await stranger.call("GET", path)).body).toMatchObject({ severity: "HIGH", enabled: true, version: 1 });
  });

  test("refuse all else", async () => {
    expect(codeOf(await owner.call("PATCH", path, { severity: "LOW", name: "Ours" }))).toEqual([409, "built_in_resource"]);
    expect(codeOf(await owner.call("DELETE", path))).toEqual([409, "built_in_resource"]);
    expect(codeOf(await owner.call("DELETE", "/api/alert-rules/rule_bp_systolic_1"))).toEqual([409, "built_in_resource"]);
    expect(codeOf(await owner.call("GET", "/api/alert-rules/rule_bp_systolic_99"))).toEqual([404, "alert_rule_not_found"]);
  });

  test("may be changed for the first time by two at once", async () => {
    const both = await Promise.all([30, 60].map((cooldownMinutes) =>
      owner.call("PATCH", "/api/alert-rules/rule_spo2_1", { cooldownMinutes })));
    expect(both.map((answer) => answer.status)).toEqual([200, 200]);
    expect((await owner.call("GET", "/api/alert-rules/rule_spo2_1")).body.version).toBe(3);
  });

  test("come of an organization's own metrics too", async () => {
    const made = await owner.call("POST", "/api/metric-definitions", {
      code: "grip", name: "Grip strength", unit: "kg", programs: ["RTM"],
      defaultRules: [{ type: "threshold", operator: "lt", value: 10, severity: "LOW" }],
    });
    expect(made.status).toBe(201);
    const { body } = await owner.call("GET", `/api/alert-rules?metricDefinitionId=${made.body.id}`);
    expect(body.data).toMatchObject([{ name: "Grip strength below 10 kg", builtIn: true, severity: "LOW" }]);
  });
});

describe("the list", () => {
  test("gives own rules newest first, then built-in ones, page by page", async () => {
    const clinic = await server.owner();
    const own: string[] = [];
    for (const value of [151, 152, 153]) own.unshift((await create({ condition: above(value) }, clinic)).body.id);
    const seen: Rule[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Answer = await clinic.call("GET", `/api/alert-rules?limit=2&includeTotal=true&metricDefinitionId=metric_bp_systolic${cursor && `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      expect(page.body.total).toBe(8);
      seen.push(...page.body.data);
      cursor = page.body.nextCursor;
    }
    expect(seen.map((rule) => rule.id)).toEqual([...own, ...[1, 2, 3, 4, 5].map((number) => `rule_bp_systolic_${number}`)]);
  });

  test("is filtered", async () => {
    const clinic = await server.owner();
    const patient = await clinic.call("POST", "/api/patients", { firstName: "Ana", lastName: "Example", birthDate: "1950-01-01" });
    const mine = await create({ patientId: patient.body.id }, clinic);
    const program = await create({ program: "RTM", enabled: false }, clinic);
    await clinic.call("PATCH", "/api/alert-rules/rule_bp_systolic_1", { enabled: false });
    const ids = async (query: string): Promise<string[]> => {
      const { body } = await clinic.call("GET", `/api/alert-rules?${query}`);
      return body.data.map((rule: Rule) => rule.id);
    };
    expect(await ids(`patientId=${patient.body.id}`)).toEqual([mine.body.id]);
    expect(await ids("program=RTM")).toEqual([program.body.id]);
    expect(await ids("enabled=false")).toEqual([program.body.id, "rule_bp_systolic_1"]);
    expect(await ids("metricDefinitionId=metric_hba1c&enabled=true")).toEqual(["rule_hba1c_1"]);
    expect(await ids("patientId=patient_unknown")).toEqual([]);
    expect(codeOf(await clinic.call("GET", "/api/alert-rules?cursor=nonsense"))).toEqual([400, "invalid_request"]);
  });
});
