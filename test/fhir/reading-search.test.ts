import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { all, sql } from "../../packages/server/src/db/sql.js";
import { SYSTEM, withTenant, type TenantTx } from "../../packages/server/src/db/with-tenant.js";
import type { Criterion, QuantityValue, TokenValue } from "../../packages/server/src/features/fhir/search/branch.js";
import { readingBranch as branch } from "../../packages/server/src/features/fhir/observations/search/branch.js";
import type { Actor } from "../support/actors.js";
import { startServer, type TestServer } from "../support/server.js";

const NOW = "2026-03-20T12:00:00Z";
const LOINC = "http://loinc.org";
const UCUM = "http://unitsofmeasure.org";
let server: TestServer;
let owner: Actor;
let patientId: string;
/** By name, the ids of the rows. */
const rows: Record<string, string> = {};

const within = <T>(work: (tx: TenantTx) => Promise<T>): Promise<T> => withTenant(server.deps, owner.organizationId, SYSTEM, work);
const record = async (name: string, day: number, changes: Record<string, unknown>) => {
  const { status, body } = await owner.call("POST", "/api/observations", {
    patientId, source: "MANUAL", recordedAt: `2026-03-${String(day).padStart(2, "0")}T10:00:00.000Z`, ...changes,
  });
  expect(status).toBe(201);
  rows[name] = body.id;
};
const systolic = (value: number) => ({ metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg" });
const diastolic = (value: number) => ({ metricDefinitionId: "metric_bp_diastolic", value, unit: "mmHg" });

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Rita", lastName: "Reading", birthDate: "1950-05-05" })).body.id;
  await record("diastolic of 10", 10, diastolic(95));
  await record("pressure of 10", 10, systolic(142));
  await record("pressure of 11", 11, systolic(120));
  await record("diastolic of 11", 11, diastolic(70));
  await record("half of 12", 12, diastolic(80));
  await record("weight", 13, { metricDefinitionId: "metric_weight", value: 181, unit: "lbs" });
  await record("stone", 14, { metricDefinitionId: "metric_weight", value: 13, unit: "stone", source: "PATIENT_REPORTED" });
  await record("glucose", 15, { metricDefinitionId: "metric_glucose", value: 5.4, unit: "mmol/l", externalId: "https://lab.example/ids|77" });
  await record("wrong", 16, { metricDefinitionId: "metric_heart_rate", value: 70, unit: "bpm" });
  await owner.call("POST", `/api/observations/${rows["wrong"]}/void`);
  await record("redone", 17, systolic(300));
  await owner.call("POST", `/api/observations/${rows["redone"]}/void`);
  await record("redone", 17, systolic(130));
});
afterAll(() => server.close());

const find = (...criteria: Criterion[]): Promise<string[]> => within(async (tx) => {
  const where = all([branch.where(tx), ...(await Promise.all(criteria.map((criterion) => branch.matches(tx, criterion))))]);
  const found = await tx.query<{ id: string }>(sql`select ${branch.rowId} as id from ${branch.from} where ${where} order by o_.recorded_at`);
  return found.map(({ id }) => Object.keys(rows).find((name) => rows[name] === id) ?? id);
});
const token = (parameter: string, value: string): Criterion => {
  const [first = "", second] = value.split("|");
  const parsed: TokenValue = second === undefined ? { system: undefined, code: first } : { system: first || null, code: second || undefined };
  return { kind: "token", parameter, modifier: undefined, values: [parsed] };
};
const amount = (number: number, prefix: QuantityValue["prefix"] = "eq", code?: string, system?: string): QuantityValue =>
  ({ prefix, number, low: number - 0.05, high: number + 0.05, system, code });
const quantity = (parameter: string, ...given: Parameters<typeof amount>): Criterion => ({ kind: "quantity", parameter, values: [amount(...given)] });
const composite = (parameter: string, code: string, ...given: Parameters<typeof amount>): Criterion =>
  ({ kind: "composite", parameter, values: [[token("code", code), quantity("value-quantity", ...given)]] });

const PRESSURES = ["pressure of 10", "pressure of 11", "half of 12", "redone"];

describe("a search over readings", () => {
  test.each<[string, Criterion[], string[]]>([
    ["by the code of a panel", [token("code", `${LOINC}|85354-9`)], PRESSURES],
    ["by the code of a panel's part, which no Observation has", [token("code", `${LOINC}|8480-6`)], []],
    ["by a component's code", [token("component-code", "8480-6")], PRESSURES],
    ["by either", [token("combo-code", "8480-6")], PRESSURES],
    ["by the code of a part that is not there", [token("combo-code", "8478-0")], []],
    ["by LOINC or the platform's own code", [token("code", "metric_weight")], ["weight", "stone"]],
    ["by category", [token("category", "laboratory")], ["glucose"]],
    ["by status, which has no system", [token("status", "entered-in-error")], ["wrong"]],
    ["by an identifier of REST's", [token("identifier", "https://lab.example/ids|77")], ["glucose"]],
    ["by an identifier's value alone", [token("identifier", "77")], ["glucose"]],
    ["by what was reported by the patient", [token("_tag", "patient-supplied")], ["stone"]],
    ["by a reason for a part's absence", [token("component-data-absent-reason", "unknown")], ["half of 12", "redone"]],
    ["by a name", [{ kind: "text", parameter: "code", values: ["body w"] }], ["weight", "stone"]],
    ["by a value of its own", [quantity("value-quantity", 181)], ["weight"]],
    ["by a component's value", [quantity("component-value-quantity", 140, "gt")], ["pressure of 10"]],
    ["by either's", [quantity("combo-value-quantity", 142)], ["pressure of 10"]],
    ["by a value in the unit it was sent in", [quantity("value-quantity", 180, "ge", "[lb_av]", UCUM)], ["weight"]],
    ["by a value in the unit it is told in", [quantity("value-quantity", 80, "ge", "kg", UCUM)], ["stone"]],
    ["by a unit's code", [quantity("value-quantity", 5.4, "eq", "mmol/L", UCUM)], ["glucose"]],
    ["by what is written as the unit", [quantity("value-quantity", 5.4, "eq", "mmol/l")], ["glucose"]],
    ["by code and value", [composite("code-value-quantity", "29463-7", 180, "ge")], ["weight"]],
    ["by code and value of one component", [composite("component-code-value-quantity", "8480-6", 94, "gt")], ["pressure of 10", "pressure of 11", "redone"]],
    ["by code and value of one component, the other's apart", [composite("component-code-value-quantity", "8462-4", 94, "gt")], ["pressure of 10"]],
    ["by code and value of any", [composite("combo-code-value-quantity", "8462-4", 79, "ge")], ["pressure of 10", "half of 12"]],
    ["by a profile", [{ kind: "uri", parameter: "_profile", modifier: undefined, values: ["http://hl7.org/fhir/StructureDefinition/bodyweight"] }], ["weight", "stone"]],
    ["by a day", [{ kind: "date", parameter: "date", values: [{ prefix: "eq", low: new Date("2026-03-10"), high: new Date("2026-03-11") }] }], ["pressure of 10"]],
    ["by what readings say nothing of", [token("method", "x")], []],
  ])("%s", async (_, criteria, found) => {
    expect(await find(...criteria)).toEqual(found);
  });

  test("by patient finds each Observation once, however many readings it is of", async () => {
    const mine: Criterion = { kind: "reference", parameter: "patient", values: [{ type: "Patient", id: patientId.replaceAll("_", "-"), rowId: patientId }] };
    expect(await find(mine)).toEqual([...PRESSURES.slice(0, 3), "weight", "stone", "glucose", "wrong", "redone"]);
  });

  test("by patient, category and date reads the patient's index, newest first, and no whole table", async () => {
    const plan = await within(async (tx) => {
      const criteria: Criterion[] = [
        { kind: "reference", parameter: "patient", values: [{ type: "Patient", id: "p", rowId: patientId }] },
        token("category", "vital-signs"),
        { kind: "date", parameter: "date", values: [{ prefix: "ge", low: new Date("2026-03-01"), high: new Date("2026-03-02") }] },
      ];
      const where = all([branch.where(tx), ...(await Promise.all(criteria.map((criterion) => branch.matches(tx, criterion))))]);
      // Of a few rows a table is read as fast as its index.
      await tx.query(sql`set local enable_seqscan = off`);
      await tx.query(sql`set local enable_sort = off`);
      const lines = await tx.query<{ "QUERY PLAN": string }>(sql`
        explain select ${branch.id} from ${branch.from} where ${where} order by o_.recorded_at desc, ${branch.id} limit 50`);
      return lines.map((line) => line["QUERY PLAN"]).join("\n");
    });
    expect(plan).toMatch(/Index (Only )?Scan using observations_2026_03_organization_id_patient_id_recorded_at_idx\d* /);
    expect(plan).not.toContain("Seq Scan");
  });
});
