import { createHash } from "node:crypto";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import { addMember } from "../../packages/server/src/features/organizations/members.service.js";
import type { Actor } from "../support/actors.js";
import { COMPLETE_ORGANIZATION, completeEnrollment, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Program } from "./program.js";

const MONTH = "2026-01";
const DAYS = 20;

let server: TestServer;
let program: Program;
let owner: Actor;
let enrollmentId: string;

/** A month that has readings enough, in an organization that lacks what a claim needs. */
beforeAll(async () => {
  [server, program] = await Promise.all([startServer({ now: "2026-02-15T15:00:00Z" }), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
  const patient = { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", sex: "FEMALE", mrn: "MRN-1" };
  const patientId: string = (await owner.call("POST", "/api/patients", patient)).body.id;
  const enrollment = {
    patientId, program: "RPM", startDate: "2026-01-01", consent: { date: "2026-01-01", method: null }, deviceSetupDate: "2026-01-01",
    diagnoses: [{ code: "I10", rank: 1 }],
  };
  enrollmentId = (await owner.call("POST", "/api/enrollments", enrollment)).body.id;
  const observations = Array.from({ length: DAYS }, (_, at) => ({
    patientId, metricDefinitionId: "metric_bp_systolic", value: 120, unit: "mmHg", source: "DEVICE",
    recordedAt: new Date(Date.UTC(2026, 0, 2 + at, 15)).toISOString(),
  }));
  await owner.call("POST", "/api/observations/bulk", { observations });
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const fetchExport = async (query: string) =>
  (await owner.call("GET", `/api/billing/export/${owner.organizationId}/${MONTH}?${query}`)).text;

describe("billing summary and readiness", () => {
  it("says with exit 8 that lines are held", async () => {
    const ended = await program.run(["billing", "summary", "--month", MONTH, "--json"]);
    const { totals } = JSON.parse(ended.stdout);
    expect(totals).toMatchObject({ enrollments: 1, held: expect.any(Number) });
    expect(totals.held).toBeGreaterThan(0);
    expect(ended.code).toBe(8);
    expect((await program.run(["billing", "summary", "--month", MONTH, "--allow-held"])).code).toBe(0);
  });

  it("has a line a code, and says what is missing", async () => {
    const ended = await program.run(["billing", "readiness", enrollmentId, "--month", MONTH]);
    expect(ended.code).toBe(0);
    expect(ended.stdout.split("\n")[0]).toBe("code\tlabel\tstatus\tunits\thave\tneed\treasonCode\texplanation");
    expect(ended.stdout).toMatch(/^99454\t/m);
    expect(ended.stderr).toMatch(/^RPM 2026-01 as of 2026-02-15: 20 of 16 days/);
    expect((await program.run(["billing", "readiness", enrollmentId, "--month", MONTH, "--check", "-q"])).code).toBe(8);
  });

  it("draws the enrollment's month where a table is asked for by name, without colours in a pipe", async () => {
    const ended = await program.run(["billing", "readiness", enrollmentId, "--month", MONTH, "-f", "table"], { environment: { COLUMNS: "110" } });
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toMatchInlineSnapshot(`
      "RPM 2026-01 as of 2026-02-15 (America/New_York)
      Period 2026-01-01 to 2026-01-30: over

      Days     [################]   20/16  reached
      Minutes  [----------------]    0/10  10 more to the next step, 0 days left; no live exchange

         CODE   STATUS   UNITS  PROGRESS  HAVE/NEED  ESTIMATE  WHY AND WHAT TO DO
      !  99453  HELD         1                  0/1    $21.71  Thresholds met, held: No ordering practitioner with
                                                               an NPI is named. Name who ordered it, with an NPI.
      !  99454  HELD         1                  0/1    $52.11  Thresholds met, held: No ordering practitioner with
                                                               an NPI is named. Name who ordered it, with an NPI.
      .  99445  NOT_MET      0                  0/1    $52.11  No ordering practitioner with an NPI is named. Name
                                                               who ordered it, with an NPI.
      .  99470  NOT_MET      0                  0/1    $26.00  No ordering practitioner with an NPI is named. Name
                                                               who ordered it, with an NPI.
      .  99457  NOT_MET      0                  0/1    $51.77  No ordering practitioner with an NPI is named. Name
                                                               who ordered it, with an NPI.
      .  99458  NOT_MET      0                  0/1    $41.42  No ordering practitioner with an NPI is named. Name
                                                               who ordered it, with an NPI.
      .  99091  NOT_MET      0                  0/1    $55.45  No ordering practitioner with an NPI is named. Name
                                                               who ordered it, with an NPI.

      Missing: ORDER, PATIENT_ADDRESS, MEMBER_ID, PAYER, BILLING_PROVIDER, RENDERING_PROVIDER, CHARGE
      Warning: Readings of 20 counted days name no device.
      Warning: No practitioner has signed off the month.
      Next:    Name the practitioner who ordered the monitoring.
      "
    `);
  });

  it("draws the organization's month", async () => {
    const ended = await program.run(["billing", "summary", "--month", MONTH, "-f", "table"], { environment: { COLUMNS: "110" } });
    expect([ended.code, ended.stderr]).toEqual([8, ""]);
    expect(ended.stdout).toMatchInlineSnapshot(`
      "2026-01 as of 2026-02-15, open
      1 enrollment: 0 lines ready (0 units), 2 held; 0 without any line
      Estimate $0.00; for planning, not what a payer will pay

      By program
      PROGRAM  ENROLLMENTS  READY  HELD  NOT MET  UNITS  ESTIMATE
      RPM                1      0     2        0      0     $0.00

      Held, and what to do
      LINES  REASON                     WHAT TO DO
          2  MISSING_ORDERING_PROVIDER  Name who ordered it, with an NPI.
      "
    `);
  });
});

describe("billing export", () => {
  const path = (): string => join(program.folder, "jan.csv");

  it("writes the server's bytes whole, for their owner alone, and says what they are", async () => {
    const ended = await program.run(["billing", "export", "--month", MONTH, "--status", "all", "-o", "jan.csv"]);
    const bytes = await readFile(path());
    expect(bytes.toString()).toBe(await fetchExport("format=csv&status=all"));
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    const rows = bytes.toString().trim().split("\n").length - 1;
    expect(rows).toBeGreaterThan(0);
    const digest = createHash("sha256").update(bytes).digest("hex");
    expect(ended.stderr.split("\n")[0]).toBe(`jan.csv: ${rows} rows, ${bytes.length} bytes, SHA-256 ${digest}`);
    expect([ended.code, ended.stdout]).toEqual([8, ""]);
    expect((await readdir(program.folder)).filter((name) => name.includes(".part"))).toEqual([]);
  });

  it("writes over nothing without --force", async () => {
    const before = await stat(path());
    const refused = await program.run(["billing", "export", "--month", MONTH, "-o", "jan.csv", "--allow-held"]);
    expect(refused).toEqual({
      code: 2, stdout: "", stderr: "The command cannot be run as given.\njan.csv exists and is left as it is.\nGive --force to write over it.\n",
    });
    expect((await stat(path())).mtimeMs).toBe(before.mtimeMs);
    const forced = await program.run(["billing", "export", "--month", MONTH, "-o", "jan.csv", "--allow-held", "--force"]);
    expect(forced.code).toBe(0);
    expect(await readFile(path(), "utf8")).toBe(await fetchExport("format=csv&status=ready"));
  });

  it("sends the other formats to standard output, and counts their rows", async () => {
    const options = ["--month", MONTH, "--status", "all", "--allow-held", "-o", "-"];
    const lines = await program.run(["billing", "export", ...options, "-f", "ndjson"]);
    expect([lines.code, lines.stdout]).toEqual([0, await fetchExport("format=ndjson&status=all")]);
    const whole = await program.run(["billing", "export", ...options, "--json"]);
    expect(whole.stdout).toBe(await fetchExport("format=json&status=all"));
    expect(JSON.parse(whole.stderr)).toMatchObject({ path: null, rows: lines.stdout.trim().split("\n").length, held: 0 });
  });

  it("leaves nothing behind of a month that is none, or is to come", async () => {
    const ended = await program.run(["billing", "export", "--month", "2026-13", "-o", "none.csv"]);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("A month is expected, YYYY-MM.")]);
    expect((await program.run(["billing", "export", "--month", "2027-01", "-o", "none.csv"])).code).toBe(6);
    expect((await readdir(program.folder)).filter((name) => name.startsWith("none"))).toEqual([]);
    expect((await program.run(["billing", "summary", "--month", "2027-01"])).code).toBe(6);
    expect((await program.run(["billing", "summary"])).code).toBe(2);
  });
});

describe("billing export of all organizations", () => {
  it("writes a file each; one that fails keeps none of the others from theirs, and the exit code is the worst", async () => {
    const { userId, organizationId: first } = owner;
    const second = (await owner.call("POST", "/api/organizations", { name: "Second Clinic", timezone: "America/New_York" })).body.id as string;
    const refused = await server.owner();
    await withTenant(server.deps, refused.organizationId, SYSTEM, (tx) => addMember(tx, userId, "CLINICIAN"));
    const ended = await program.run(["billing", "export", "--month", MONTH, "--status", "all", "--all-orgs", "-o", "months"]);
    expect(ended.code).toBe(5);
    expect(ended.stderr).toMatch(new RegExp(`^${refused.organizationId}: This is not allowed`, "m"));
    const names = [first, second].map((id) => `billing-${id}-${MONTH}.csv`);
    expect((await readdir(join(program.folder, "months"))).sort()).toEqual(names.sort());
    expect(await readFile(join(program.folder, "months", `billing-${first}-${MONTH}.csv`), "utf8")).toBe(await fetchExport("format=csv&status=all"));
  });

  it("takes a name with {org} in it, and refuses one file for all", async () => {
    const ended = await program.run(["billing", "export", "--month", MONTH, "--all-orgs", "-o", "{org}.ndjson", "-f", "ndjson", "-q"]);
    expect(ended.code).toBe(5);
    expect(await readFile(join(program.folder, `${owner.organizationId}.ndjson`), "utf8")).toBe(await fetchExport("format=ndjson"));
    expect((await program.run(["billing", "export", "--month", MONTH, "--all-orgs", "-o", "-"])).code).toBe(2);
  });
});

describe("billing export as a workbook and as claims", () => {
  beforeAll(async () => {
    owner = await server.owner(COMPLETE_ORGANIZATION);
    await program.logIn(server.url, owner);
    await must(owner.call("PUT", `/api/organizations/${owner.organizationId}/charges`, { data: [{ code: "99454", effectiveFrom: "2025-01-01", amountCents: 7_550 }] }));
    const patientId = await createPatient(owner);
    await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)));
    await sendReadings(owner, Array.from({ length: DAYS }, (_, at) => readingOn(patientId, `2026-01-${String(at + 1).padStart(2, "0")}`)));
  });

  it("writes a workbook; its rows are not counted", async () => {
    const ended = await program.run(["billing", "export", "--month", MONTH, "-f", "xlsx", "-o", "jan.xlsx"]);
    const bytes = await readFile(join(program.folder, "jan.xlsx"));
    expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
    const digest = createHash("sha256").update(bytes).digest("hex");
    expect([ended.code, ended.stderr.split("\n")[0]]).toEqual([0, `jan.xlsx: ${bytes.length} bytes, SHA-256 ${digest}`]);
  });

  it("writes claims whole; lines that lack what only a claim needs are held", async () => {
    const ended = await program.run(["billing", "export", "--month", MONTH, "-f", "837p", "-o", "jan.837"]);
    expect(await readFile(join(program.folder, "jan.837"), "utf8")).toBe(await fetchExport("format=837p"));
    expect([ended.code, ended.stderr]).toEqual([8, expect.stringMatching(/^jan\.837: 1 rows, .*\n1 ready lines are not in the claim file.*org charges show.*\n1 lines are held/)]);
    const allowed = await program.run(["billing", "export", "--month", MONTH, "-f", "837p", "-o", "jan.837", "--force", "--allow-held"]);
    expect([allowed.code, allowed.stderr]).toEqual([0, expect.stringContaining("1 ready lines are not in the claim file")]);
  });

  it("is the only command whose answer has these forms", async () => {
    const refused = await program.run(["patients", "list", "-f", "xlsx"]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("Only an export is xlsx.")]);
  });
});
