import { afterAll, beforeAll, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

type Metric = components["schemas"]["MetricDefinition"];

const GRIP = {
  code: "grip_strength", name: "Grip strength", unit: "kg", units: { lb: "[lb_av]" }, category: "therapy", programs: ["RTM"],
  plausibleRange: { low: 0, high: 120 }, note: "Dominant hand",
  defaultRules: [{ type: "threshold", operator: "lt", value: 10, consecutive: 3, severity: "LOW" }],
};

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const list = async (by: Actor, query: string): Promise<{ data: Metric[]; nextCursor: string | null; total?: number }> =>
  (await by.call("GET", `/api/metric-definitions?${query}`)).body;

test("the built-in ones are there and read-only", async () => {
  const read = await owner.call("GET", "/api/metric-definitions/metric_bp_systolic");
  expect(read.body).toMatchObject({ code: "bp_systolic", unit: "mm[Hg]", programs: ["RPM"], builtIn: true, version: 1 });
  const refused = await owner.call("PATCH", "/api/metric-definitions/metric_bp_systolic", { name: "Mine" });
  expect([refused.status, refused.body.code]).toEqual([409, "built_in_resource"]);
  expect((await owner.call("PATCH", "/api/metric-definitions/metric_bp_systolic", {}, { "if-match": '"9"' })).status).toBe(412);
});

test("an own one is made, changed and found beside them", async () => {
  const clinic = await server.owner();
  const made = await clinic.call("POST", "/api/metric-definitions", GRIP);
  expect(made.status, made.text).toBe(201);
  expect(made.body).toMatchObject({
    ...GRIP, units: { kg: "kg", lb: "[lb_av]" }, displayUnit: "kg", molarMass: null, loinc: null, alsoCodedAs: [], builtIn: false, version: 1,
  });
  const path = `/api/metric-definitions/${made.body.id}`;
  const changed = await clinic.call("PATCH", path, { units: { lb: null, g: "g" }, plausibleRange: { high: 100 }, note: null });
  expect(changed.body).toMatchObject({ units: { kg: "kg", g: "g" }, plausibleRange: { low: 0, high: 100 }, note: null, version: 2 });
  expect((await clinic.call("GET", path)).body).toEqual(changed.body);
  expect((await clinic.call("PATCH", path, { name: "Late" }, { "if-match": '"1"' })).body.code).toBe("version_mismatch");
  expect((await list(clinic, "category=therapy")).data.map(({ id }) => id)).toContain(made.body.id);
  expect((await owner.call("GET", path)).body.code).toBe("metric_definition_not_found");
});

test("the list goes by id through both kinds, page by page", async () => {
  const clinic = await server.owner();
  for (const code of ["one", "two", "three"]) await clinic.call("POST", "/api/metric-definitions", { ...GRIP, code });
  const whole = await list(clinic, "limit=200&includeTotal=true");
  expect(whole.data.map(({ id }) => id)).toEqual(whole.data.map(({ id }) => id).toSorted());
  expect(whole.data.filter(({ builtIn }) => !builtIn)).toHaveLength(3);
  expect(whole.total).toBe(whole.data.length);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await list(clinic, `limit=7${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(whole.data.map(({ id }) => id));
  const therapeutic = await list(clinic, "program=RTM&limit=200");
  expect(therapeutic.data.every(({ programs }) => programs.includes("RTM"))).toBe(true);
  expect(therapeutic.data.filter(({ builtIn }) => !builtIn)).toHaveLength(3);
});

test.each([
  [{ unit: "pounds" }, 422, "unit_mismatch"],
  [{ unit: "constructor" }, 422, "unit_mismatch"],
  [{ unit: "kg " }, 422, "unit_mismatch"],
  [{ units: { meters: "m" } }, 422, "unit_mismatch"],
  [{ units: { stone: "stones" } }, 422, "unit_mismatch"],
  [{ code: "bp_systolic" }, 409, "metric_code_taken"],
  [{ plausibleRange: { low: 2, high: 1 } }, 400, "invalid_request"],
])("is refused with %j", async (part, status, code) => {
  const refused = await owner.call("POST", "/api/metric-definitions", { ...GRIP, ...part });
  expect([refused.status, refused.body.code]).toEqual([status, code]);
});

test("has its code alone", async () => {
  const clinic = await server.owner();
  expect((await clinic.call("POST", "/api/metric-definitions", GRIP)).status).toBe(201);
  const again = await clinic.call("POST", "/api/metric-definitions", GRIP);
  expect([again.status, again.body.code]).toEqual([409, "metric_code_taken"]);
});

test("takes readings in its own unit and in those it names", async () => {
  const clinic = await server.owner();
  const { id: metricDefinitionId } = (await clinic.call("POST", "/api/metric-definitions", GRIP)).body;
  const { id: patientId } = (await clinic.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1951-04-12" })).body;
  const record = (value: number, unit: string, minute: number) => clinic.call("POST", "/api/observations", {
    patientId, metricDefinitionId, value, unit, source: "MANUAL", recordedAt: new Date(server.clock.now().getTime() - minute * 60_000).toISOString(),
  });
  expect((await record(50, "lb", 1)).body).toMatchObject({ value: 50, unit: "lb", canonicalValue: 22.6796185, canonicalUnit: "kg" });
  expect((await record(121, "kg", 2)).body.code).toBe("value_out_of_range");
  expect((await record(1, "m", 3)).body.code).toBe("unit_mismatch");
});
