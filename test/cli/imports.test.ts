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
  [server, program] = await Promise.all([startServer({ now: "2026-03-10T15:00:00Z" }), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const run = (...args: string[]): Promise<Ended> => program.run([...args, "--json", "-q"]);
const write = (name: string, text: string): Promise<void> => writeFile(join(program.folder, name), text);
const read = (name: string): Promise<string> => readFile(join(program.folder, name), "utf8");
const countsOf = ({ stdout }: Ended): unknown => JSON.parse(stdout);
const rejectsOf = async (name: string): Promise<string[]> =>
  (await read(name)).trim().split("\n").map((line) => JSON.parse(line)).map(({ line, problem }) => `${line} ${problem.code}`).sort();

const PATIENTS = [
  "mrn,firstName,lastName,birthDate,sex,phone,line1,city,state,postalCode,timezone,externalId",
  "M-1,Maria,\"Example, née Doe\",1950-01-01,female,+16175550100,1 Main St,Boston,MA,02110,America/New_York,urn:old|1",
  "M-2,Juan,Example,1951-02-02,,,,,,,,",
  ",Ana,Example,1952-03-03,,,,,,,,urn:old|3",
  "M-4,Late,Example,1953-13-03,,,,,,,,",
  ",Nobody,Example,1953-03-03,,,,,,,,",
  "M-1,Maria,Again,1950-01-01,,,,,,,,",
].join("\n");

describe("patients", () => {
  it("come from a CSV with all that it says, and a second time nobody does", async () => {
    await write("patients.csv", `${PATIENTS}\n`);
    const ended = await run("patients", "import", "patients.csv");
    expect([ended.code, countsOf(ended), ended.stderr]).toEqual([8, { created: 3, duplicates: 1, rejected: 2 }, ""]);
    expect(await rejectsOf("patients.csv.rejects.ndjson")).toEqual(["5 invalid_request", "6 invalid_request"]);
    for (const name of ["rejects", "journal"]) expect((await stat(join(program.folder, `patients.csv.${name}.ndjson`))).mode & 0o777).toBe(0o600);
    const [maria] = JSON.parse((await run("patients", "list", "--mrn", "M-1")).stdout);
    expect(maria).toMatchObject({
      lastName: "Example, née Doe", sex: "FEMALE", address: { line1: "1 Main St", city: "Boston", state: "MA", postalCode: "02110" },
      timezone: "America/New_York", externalIds: [{ system: "urn:old", value: "1" }],
    });
    expect(countsOf(await run("patients", "import", "patients.csv"))).toEqual({ created: 0, duplicates: 4, rejected: 2 });
    expect((await owner.call("GET", "/api/patients?includeTotal=true")).body.total).toBe(3);
  });

  it("come from NDJSON as the bodies that the API takes", async () => {
    const rows = [{ mrn: "N-1", firstName: "Nora", lastName: "Example", birthDate: "1960-01-01", language: "es" }, { firstName: "No", lastName: "Name", birthDate: "1960-01-01" }];
    const stdin = rows.map((row) => JSON.stringify(row)).join("\n");
    const ended = await program.run(["patients", "import", "-", "--json"], { stdin });
    expect([ended.code, countsOf(ended), ended.stderr]).toEqual([8, { created: 1, duplicates: 0, rejected: 1 }, "1 rejected rows and why: stdin.rejects.ndjson\n"]);
  });
});

describe("enrollments", () => {
  it("name patients by MRN and who ordered by NPI, and a second time nobody is enrolled", async () => {
    await owner.call("POST", "/api/practitioners", { firstName: "Ana", lastName: "Example", npi: "1234567893" });
    await write("enrollments.csv", [
      "mrn,program,startDate,consentMethod,consentDate,orderingNpi,diagnoses",
      "M-1,rpm,2026-02-01,verbal,2026-01-30,1234567893,I10 E11.9",
      "M-1,RPM,2026-02-15,,,,",
      "M-9,RPM,2026-02-01,,,,",
      "M-2,RPM,2026-02-01,,,1000000004,",
      "M-2,CCM,2026-02-01,,,,",
    ].join("\n"));
    const ended = await run("enrollments", "import", "enrollments.csv");
    expect([ended.code, countsOf(ended)]).toEqual([8, { created: 2, duplicates: 0, rejected: 3 }]);
    expect(await rejectsOf("enrollments.csv.rejects.ndjson")).toEqual(["3 already_enrolled", "4 patient_not_found", "5 practitioner_not_found"]);
    const [enrollment] = JSON.parse((await run("enrollments", "list", "--program", "rpm")).stdout);
    expect(enrollment).toMatchObject({
      startDate: "2026-02-01", consent: { method: "VERBAL", date: "2026-01-30" }, orderingPractitionerId: expect.stringMatching(/^prac_/),
      diagnoses: [{ code: "I10", rank: 1 }, { code: "E11.9", rank: 2 }],
    });
    await run("enrollments", "end", enrollment.id, "--date", "2026-03-01", "--reason", "goals-met");
    expect(countsOf(await run("enrollments", "import", "enrollments.csv"))).toMatchObject({ created: 1, duplicates: 2 });
  });
});

describe("--resume", () => {
  it("sends nothing that was answered, and refuses a file that is another one now", async () => {
    const before = (await owner.call("GET", "/api/audit-events?includeTotal=true")).body.total;
    const ended = await run("patients", "import", "patients.csv", "--resume");
    expect([ended.code, countsOf(ended)]).toEqual([8, { created: 0, duplicates: 4, rejected: 2 }]);
    expect((await owner.call("GET", "/api/audit-events?includeTotal=true")).body.total).toBe(before + 1);
    await write("patients.csv", PATIENTS.replace("Juan", "John"));
    const changed = await run("patients", "import", "patients.csv", "--resume");
    expect([changed.code, JSON.parse(changed.stderr).detail]).toEqual([2, "Line 3 is not what was sent: the file was changed since."]);
    const other = await run("enrollments", "import", "enrollments.csv", "--resume", "--journal", "patients.csv.journal.ndjson");
    expect([other.code, JSON.parse(other.stderr).detail]).toEqual([2, expect.stringContaining("is the journal of patients for")]);
  });
});

describe("--dry-run", () => {
  it("says what would be sent by the names of its fields, and what would be refused", async () => {
    await write("more.csv", "mrn,firstName,lastName,birthDate,city\nM-7,New,Example,1950-01-01,Boston\n,Un,Known,1950-01-01,\nM-8,Short\n");
    const ended = await program.run(["patients", "import", "more.csv", "--dry-run", "--json"]);
    expect([ended.code, countsOf(ended)]).toEqual([8, { rows: 3, rejected: 2, fields: ["mrn", "firstName", "lastName", "birthDate", "address"] }]);
    expect(ended.stderr).toMatch(/^line 3: invalid_request: .+\nline 4: invalid_request: .+\nNothing was sent\.\n$/);
    expect(JSON.parse((await run("patients", "list", "--mrn", "M-7")).stdout)).toEqual([]);
  });
});
