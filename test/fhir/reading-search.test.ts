import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { all, sql } from "../../packages/server/src/db/sql.js";
import { SYSTEM, withTenant, type TenantTx } from "../../packages/server/src/db/with-tenant.js";
import type { Criterion } from "../../packages/server/src/features/fhir/search/branch.js";
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
  if (name !== "") rows[name] = body.id;
};
const systolic = (value: number) => ({ metricDefinitionId: "metric_bp_systolic", value, unit: "mmHg" });
const diastolic = (value: number) => ({ metricDefinitionId: "metric_bp_diastolic", value, unit: "mmHg" });

beforeAll(async () => {
  server = await startServer({ now: NOW });
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "Rita", lastName: "Reading", birthDate: "1950-05-05" })).body.id;
  await record("", 10, diastolic(95));
  await record("pressure of 10", 10, systolic(142));
  await record("pressure of 11", 11, systolic(120));
  await record("", 11, diastolic(70));
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

/** By the names of the readings that stand for what is found. */
const find = async (query: string): Promise<string[]> => {
  const { status, body } = await owner.call("GET", `/fhir/R4/Observation?${query}&_sort=date`);
  expect(status, JSON.stringify(body)).toBe(200);
  const named = (entry: { resource: { identifier: { value: string }[] } }) =>
    Object.keys(rows).find((name) => entry.resource.identifier.some(({ value }) => value === rows[name])) ?? "";
  return (body.entry ?? []).map(named);
};

const PRESSURES = ["pressure of 10", "pressure of 11", "half of 12", "redone"];

describe("a search over readings", () => {
  test.each<[string, string, string[]]>([
    ["by the code of a panel", `code=${LOINC}|85354-9`, PRESSURES],
    ["by the code of a panel's part, which no Observation has", `code=${LOINC}|8480-6`, []],
    ["by a component's code", "component-code=8480-6", PRESSURES],
    ["by either", "combo-code=8480-6", PRESSURES],
    ["by the code of a part that is not there", "combo-code=8478-0", []],
    ["by LOINC or the platform's own code", "code=metric_weight", ["weight", "stone"]],
    ["by any code but one", `code:not=${LOINC}|85354-9`, ["weight", "stone", "glucose", "wrong"]],
    ["by category", "category=laboratory", ["glucose"]],
    ["by status, which has no system", "status=entered-in-error", ["wrong"]],
    ["by an identifier of REST's", "identifier=https://lab.example/ids|77", ["glucose"]],
    ["by an identifier's value alone", "identifier=77", ["glucose"]],
    ["by what was reported by the patient", "_tag=patient-supplied", ["stone"]],
    ["by who reported it", "performer:missing=false", ["stone"]],
    ["by a reason for a part's absence", "component-data-absent-reason=unknown", ["half of 12", "redone"]],
    ["by a name", "code:text=body w", ["weight", "stone"]],
    ["by a value of its own", "value-quantity=181", ["weight"]],
    ["by a component's value", "component-value-quantity=gt140", ["pressure of 10"]],
    ["by either's", "combo-value-quantity=142", ["pressure of 10"]],
    ["by a value in the unit it was sent in", `value-quantity=ge180|${UCUM}|[lb_av]`, ["weight"]],
    ["by a value in the unit it is told in", `value-quantity=ge80|${UCUM}|kg`, ["stone"]],
    ["by a unit's code", `value-quantity=5.4|${UCUM}|mmol/L`, ["glucose"]],
    ["by what is written as the unit", "value-quantity=5.4||mmol/l", ["glucose"]],
    ["by code and value", "code-value-quantity=29463-7$ge180", ["weight"]],
    ["by code and value of one component", "component-code-value-quantity=8480-6$gt94", ["pressure of 10", "pressure of 11", "redone"]],
    ["by code and value of one component, the other's apart", "component-code-value-quantity=8462-4$gt94", ["pressure of 10"]],
    ["by code and value of any", "combo-code-value-quantity=8462-4$ge79", ["pressure of 10", "half of 12"]],
    ["by a profile", "_profile=http://hl7.org/fhir/StructureDefinition/bodyweight", ["weight", "stone"]],
    ["by a day", "date=2026-03-10", ["pressure of 10"]],
    ["by the patient's name", "patient.name=reading&category=laboratory", ["glucose"]],
    ["by what readings say nothing of", "method=x", []],
  ])("%s", async (_, query, found) => {
    expect(await find(query)).toEqual(found);
  });

  test("by patient finds each Observation once, however many readings it is of", async () => {
    const mine = [...PRESSURES.slice(0, 3), "weight", "stone", "glucose", "wrong", "redone"];
    expect(await find(`patient=${patientId.replaceAll("_", "-")}`)).toEqual(mine);
    expect((await owner.call("GET", `/fhir/R4/Observation?subject=Patient/${patientId.replaceAll("_", "-")}&_total=accurate&_count=1`)).body.total).toBe(mine.length);
  });

  test.each(["-date", "_lastUpdated", "code,-value-quantity", "category,combo-value-quantity", "status,_id", "-patient,performer"])("sorted by %s comes page by page, each once", async (sort) => {
    const pages: string[] = [];
    for (let url: string | undefined = `/fhir/R4/Observation?_sort=${sort}&_count=3`; url; ) {
      const { body }: { body: { entry: { resource: { id: string } }[]; link: { relation: string; url: string }[] } } = await owner.call("GET", url);
      pages.push(...body.entry.map(({ resource }) => resource.id));
      url = body.link.find(({ relation }) => relation === "next")?.url.replace(server.url, "");
    }
    expect([pages.length, new Set(pages).size]).toEqual([8, 8]);
  });

  test("by patient, category and date reads the patient's index, newest first, and no whole table", async () => {
    const plan = await within(async (tx) => {
      const criteria: Criterion[] = [
        { kind: "reference", parameter: "patient", values: [{ type: "Patient", id: patientId.replaceAll("_", "-") }] },
        { kind: "token", parameter: "category", modifier: undefined, values: [{ system: undefined, code: "vital-signs" }] },
        { kind: "date", parameter: "date", values: [{ prefix: "ge", low: new Date("2026-03-01"), high: new Date("2026-03-02") }] },
      ];
      const where = all([branch.where(tx), ...(await Promise.all(criteria.map(async (criterion) => branch.matches(tx, criterion))))]);
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

  test("finds what a metric that came to be since the last search says of its readings", async () => {
    expect(await find("category=activity")).toEqual([]);
    const made = await owner.call("POST", "/api/metric-definitions", { code: "stairs", name: "Stairs", unit: "1", category: "activity", programs: ["RPM"] });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    await record("stairs", 18, { metricDefinitionId: made.body.id, value: 12, unit: "1" });
    expect(await find("category=activity")).toEqual(["stairs"]);
    expect(await find("category:not=activity&date=ge2026-03-17")).toEqual(["redone"]);
    const { body } = await owner.call("PATCH", `/api/metric-definitions/${made.body.id}`, { category: "survey" });
    expect(body.category).toBe("survey");
    expect([await find("category=activity"), await find("category=survey")]).toEqual([[], ["stairs"]]);
    await owner.call("POST", `/api/observations/${rows["stairs"]}/void`);
  });
});
