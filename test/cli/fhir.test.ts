import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Ended, Program } from "./program.js";

let server: TestServer;
let program: Program;
let owner: Actor;

beforeAll(async () => {
  [server, program] = await Promise.all([startServer(), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const fhir = (args: readonly string[], stdin?: object | string): Promise<Ended> =>
  program.run(["fhir", ...args], stdin === undefined ? {} : { stdin: typeof stdin === "string" ? stdin : JSON.stringify(stdin) });
const write = (name: string, ...lines: (object | string)[]): Promise<void> =>
  writeFile(join(program.folder, name), lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
const goal = (id: string | undefined, more: object = {}) =>
  ({ resourceType: "Goal", ...(id !== undefined && { id }), lifecycleStatus: "active", description: { text: "Walk" }, subject: { display: "Maria" }, ...more });

describe("a resource", () => {
  it("is made, read in each format, and written over by who knows its version", async () => {
    const made = await fhir(["create", "-", "--json"], goal(undefined));
    expect([made.code, made.stderr]).toEqual([0, ""]);
    const { id } = JSON.parse(made.stdout);
    expect((await fhir(["read", `Goal/${id}`])).stdout).toBe(`resourceType\tid\tmeta.versionId\tstatus\tcode.coding.0.code\tsubject.reference\nGoal\t${id}\t1\t\t\t\n`);
    expect((await fhir(["read", `Goal/${id}`, "--fields", "description.text", "--json"])).stdout).toBe('{\n  "description": {\n    "text": "Walk"\n  }\n}\n');
    const changed = await fhir(["update", "-", "--if-match", "1", "-f", "ndjson"], goal(id, { lifecycleStatus: "completed" }));
    expect(JSON.parse(changed.stdout)).toMatchObject({ id, lifecycleStatus: "completed", meta: { versionId: "2" } });
    expect((await fhir(["read", `Goal/${id}/_history/1`, "-f", "ndjson"])).stdout).toContain('"active"');
    const late = await fhir(["update", "-", "--if-match", "1", "--json"], goal(id));
    expect([late.code, JSON.parse(late.stderr).code]).toEqual([6, "version_mismatch"]);
  });

  it("has its decimals as they were sent", async () => {
    const text = JSON.stringify(goal("decimal", { target: [{ measure: { text: "weight" }, detailQuantity: { value: "?" } }] })).replace('"?"', "1.00");
    await fhir(["update", "-"], text);
    for (const format of ["json", "ndjson"]) expect((await fhir(["read", "Goal/decimal", "-f", format])).stdout).toMatch(/"value": ?1\.00\b/);
  });

  it.each<[string[], object | string | undefined, number, string]>([
    [["read", "Goal/nobody"], undefined, 3, "There is no such thing here."],
    [["read", "Goal"], undefined, 2, "'Goal' is no reference."],
    [["create", "-"], "{", 2, "Standard input holds no FHIR resource"],
    [["create", "-"], { ...goal(undefined), colour: "red" }, 6, "The server refused it."],
    [["update", "-"], goal(undefined), 2, "The resource has no id"],
    [["transaction", "-"], goal(undefined), 2, "This is a Goal, and no Bundle."],
    [["search", "Goal", "status"], undefined, 2, "'status' is no parameter=value."],
    [["export", "--group", "a", "--patient", "all"], undefined, 2, "--group and --patient are two exports."],
  ])("%j is refused, and why is said", async (args, stdin, code, words) => {
    const ended = await fhir(args, stdin);
    expect([ended.code, ended.stdout]).toEqual([code, ""]);
    expect(ended.stderr).toContain(words);
  });
});

it("a batch tells of each entry, and that one was refused", async () => {
  const entry = (resource: object) => ({ resource, request: { method: "POST", url: "Goal" } });
  const ended = await fhir(["transaction", "-"], { resourceType: "Bundle", type: "batch", entry: [entry(goal(undefined)), entry({ ...goal(undefined), colour: "red" })] });
  expect(ended.code).toBe(8);
  expect(ended.stdout.split("\n").slice(1, 3)).toEqual([expect.stringMatching(/^201.*\tGoal\/|^201.*Goal\//), expect.stringMatching(/^400/)]);
  expect(ended.stderr).toBe("1 of 2 entries were refused.\n");
});

it("a search has a row a resource, what was included once, and no more than is asked for", async () => {
  const loinc = (code: string): object => ({ coding: [{ system: "http://loinc.org", code }] });
  const observation = (day: string): object => ({
    resourceType: "Observation", status: "final", code: loinc("29463-7"), subject: { reference: "Patient/maria" }, effectiveDateTime: `2026-01-${day}T08:00:00Z`,
    valueQuantity: { value: 80, unit: "kg", system: "http://unitsofmeasure.org", code: "kg" },
  });
  await write("readings.ndjson", { resourceType: "Patient", id: "maria", name: [{ family: "Example" }], birthDate: "1950-01-01" }, observation("01"), observation("02"), observation("03"));
  expect((await fhir(["import", "readings.ndjson", "-q"])).stdout).toContain("4\t0\t0");
  const all = await fhir(["search", "Observation", "patient=maria", "_include=Observation:patient", "_sort=-date", "-f", "ndjson", "--all"]);
  expect(all.stdout.trim().split("\n").map((line) => JSON.parse(line)).map(({ resourceType, effectiveDateTime }) => effectiveDateTime?.slice(0, 10) ?? resourceType))
    .toEqual(["2026-01-03", "Patient", "2026-01-02", "2026-01-01"]);
  const some = await fhir(["search", "Observation", "patient=maria", "date=ge2026-01-02", "--limit", "1", "--fields", "resourceType,valueQuantity.unit"]);
  expect([some.stdout, some.stderr]).toEqual(["resourceType\tvalueQuantity.unit\nObservation\tkg\n", "1 shown, there are more: --limit N or --all\n"]);
  expect((await fhir(["search", "Observation", "patient=maria", "--dry-run", "--fields", "id", "-q"])).stdout.trim().split("\n")).toHaveLength(4);
  const unknown = await fhir(["search", "Observation", "colour=red", "--json"]);
  expect([unknown.code, JSON.parse(unknown.stderr).code]).toEqual([6, "invalid_request"]);
});

describe("an import", () => {
  const bundle = { resourceType: "Bundle", type: "transaction", entry: [{ resource: goal("b1"), request: { method: "PUT", url: "Goal/b1" } }] };
  const collection = { resourceType: "Bundle", type: "collection", entry: [{ resource: goal("b2") }, { resource: goal(undefined) }] };

  it("takes NDJSON and Bundles, tells what was refused and why, and sends nothing twice", async () => {
    await write("goals.ndjson", goal("i1"), goal("i2", { colour: "red" }), "nonsense", bundle, { id: "i4" }, '{"resourceType":"Goal","id":"i5","lifecycleStatus":"active","description":{"text":"Walk"},"subject":{"display":"Maria"},"target":[{"measure":{"text":"w"},"detailQuantity":{"value":2.50}}]}');
    await write("collection.json", collection);
    const ended = await fhir(["import", "goals.ndjson", "collection.json", "--json", "-q"]);
    expect([ended.code, JSON.parse(ended.stdout)]).toEqual([8, { created: 5, duplicates: 0, rejected: 3 }]);
    const rejects = (await readFile(join(program.folder, "goals.ndjson.rejects.ndjson"), "utf8")).trim().split("\n").map((line) => JSON.parse(line));
    expect(rejects.map(({ line, problem }) => `${line} ${problem.code}`).sort()).toEqual(["2 invalid_request", "3 invalid_json", "5 invalid_request"]);
    expect(rejects.find(({ line }) => line === 2).problem.detail).toContain("colour");
    for (const name of ["rejects", "journal"]) expect((await stat(join(program.folder, `goals.ndjson.${name}.ndjson`))).mode & 0o777).toBe(0o600);
    expect((await fhir(["read", "Goal/i5", "-f", "ndjson"])).stdout).toContain("2.50");

    const again = await fhir(["import", "goals.ndjson", "collection.json", "--resume", "--json", "-q"]);
    expect(JSON.parse(again.stdout)).toEqual({ created: 5, duplicates: 0, rejected: 3 });
    expect(JSON.parse((await fhir(["read", "Goal/i1", "-f", "ndjson"])).stdout).meta.versionId).toBe("1");
    const anew = await fhir(["import", "goals.ndjson", "--json", "-q"]);
    expect(JSON.parse(anew.stdout)).toEqual({ created: 0, duplicates: 3, rejected: 3 });
  });

  it("says before it sends anything what it cannot take", async () => {
    await write("goals.txt", goal("t1"));
    expect((await fhir(["import", "goals.txt"])).stderr).toContain("Give --input-format ndjson or --input-format json.");
    expect((await fhir(["import", "goals.ndjson", "collection.json", "--journal", "one"])).stderr).toContain("--journal and --rejects are of one file.");
    const dry = await fhir(["import", "goals.ndjson", "--dry-run", "--json"]);
    expect(JSON.parse(dry.stdout)).toMatchObject({ rows: 6, rejected: 2 });
  });
});
