import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../support/actors.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Program } from "./program.js";

let server: TestServer;
let program: Program;
let owner: Actor;
let patientId: string;

beforeAll(async () => {
  [server, program] = await Promise.all([startServer({ now: "2026-03-10T15:00:00Z" }), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
  const patient = { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", mrn: "MRN-1" };
  patientId = (await owner.call("POST", "/api/patients", patient)).body.id;
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const START = Date.parse("2026-02-01T12:00:00Z");
const reading = (at: number, more: Record<string, unknown> = {}) => ({
  patientId, metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE",
  recordedAt: new Date(START + at * 60_000).toISOString(), ...more,
});
const toLines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const readRejects = async (name: string): Promise<{ line: number; problem: { code: string }; row: object }[]> =>
  (await readFile(join(program.folder, name), "utf8")).trim().split("\n").map((line) => JSON.parse(line) as never);

describe("observations create", () => {
  it("records a reading and prints it", async () => {
    const ended = await program.run([
      "observations", "create", "--patient", patientId, "--metric", "metric_bp_systolic", "--value", "142", "--unit", "mmHg",
      "--source", "device", "--recorded-at", "2026-03-10T10:30:00Z", "--json",
    ]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(JSON.parse(ended.stdout)).toMatchObject({ patientId, value: 142, source: "DEVICE", recordedAt: "2026-03-10T10:30:00.000Z" });
  });

  it("takes it whole from standard input, and tells what the server refuses with exit 6", async () => {
    const body = JSON.stringify(reading(0, { unit: "kg" }));
    const ended = await program.run(["observations", "create", "--input", "-"], { stdin: body });
    expect([ended.code, ended.stdout]).toEqual([6, ""]);
    expect(ended.stderr).toMatch(/^The server refused it\.\n.+\n.+\nrequest id: \S+\n$/);
  });

  it("says what is missing with exit 2", async () => {
    const ended = await program.run(["observations", "create", "--value", "1"]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("--metric");
  });
});

describe("observations import", () => {
  it("takes NDJSON in chunks and writes what was refused beside it", async () => {
    const rows = Array.from({ length: 1200 }, (_, at) => reading(at + 1));
    const lines = toLines(rows.slice(0, 600)) + "{nonsense\n\n" + toLines([...rows.slice(600), reading(5000, { unit: "kg" })]);
    await writeFile(join(program.folder, "readings.ndjson"), lines);
    const ended = await program.run(["observations", "import", "readings.ndjson", "--json", "--progress", "json"]);
    expect(JSON.parse(ended.stdout)).toMatchObject({ created: 1200, duplicates: 0, rejected: 2 });
    expect(ended.code).toBe(8);
    const notes = ended.stderr.trim().split("\n");
    expect(JSON.parse(notes[0] ?? "")).toMatchObject({ progress: "observations import", created: 999, rejected: 1 });
    expect(notes.at(-1)).toBe("2 rejected rows and why: readings.ndjson.rejects.ndjson");
    const rejects = await readRejects("readings.ndjson.rejects.ndjson");
    expect(rejects.map(({ line, problem }) => [line, problem.code])).toEqual([[601, "invalid_json"], [1203, "unit_mismatch"]]);
    expect((await stat(join(program.folder, "readings.ndjson.rejects.ndjson"))).mode & 0o777).toBe(0o600);
    const again = await program.run(["observations", "import", "readings.ndjson", "--json", "-q"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ created: 0, duplicates: 1200, rejected: 2 });
    expect(again.stderr).toBe("");
  });

  it("takes CSV, and finds patients by their MRN", async () => {
    const head = "mrn,metricDefinitionId,value,unit,source,recordedAt,note";
    const at = (minute: string): string => `2026-03-01T10:${minute}:00Z`;
    const lines = [
      head,
      `MRN-1,metric_bp_systolic,130,mmHg,DEVICE,${at("00")},"said ""well"", then left"`,
      `MRN-9,metric_bp_systolic,130,mmHg,DEVICE,${at("01")},`,
      `MRN-1,metric_bp_systolic,many,mmHg,DEVICE,${at("02")},`,
      `MRN-1,metric_bp_systolic,131`,
    ];
    const ended = await program.run(["observations", "import", "-", "--input-format", "csv", "--rejects", "out.ndjson", "--json"], {
      stdin: `\uFEFF${lines.join("\r\n")}\r\n`,
    });
    expect([ended.code, JSON.parse(ended.stdout)]).toEqual([8, { created: 1, duplicates: 0, rejected: 3, notEvaluated: expect.any(Number) }]);
    const rejects = await readRejects("out.ndjson");
    expect(rejects.map(({ line, problem }) => `${line} ${problem.code}`).sort()).toEqual(["3 patient_not_found", "4 invalid_request", "5 invalid_request"]);
    const list = await program.run(["observations", "list", "--patient", patientId, "--from", at("00"), "--to", at("01"), "--json"]);
    expect(JSON.parse(list.stdout)).toMatchObject([{ value: 130, note: 'said "well", then left' }]);
  });

  it("refuses a file that it cannot read as rows, before anything is sent", async () => {
    await writeFile(join(program.folder, "bad.csv"), "patientId,metricDefinitionId,value,unit,source,when\n");
    const columns = await program.run(["observations", "import", "bad.csv"]);
    expect([columns.code, columns.stderr]).toEqual([2, expect.stringContaining("not known: when")]);
    const missing = await program.run(["observations", "import", "none.csv"]);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("none.csv does not exist.")]);
    expect((await program.run(["observations", "import", "readings"])).code).toBe(2);
  });
});
