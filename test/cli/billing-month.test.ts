import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../support/actors.js";
import { COMPLETE_ORGANIZATION, completeEnrollment, createPatient, must, readingOn, sendReadings } from "../support/billing-scene.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Ended, Program } from "./program.js";

const MONTH = "2026-01";

let server: TestServer;
let program: Program;
let owner: Actor;
let patientId: string;
let enrollmentId: string;

beforeAll(async () => {
  [server, program] = await Promise.all([startServer({ now: "2026-02-15T15:00:00Z" }), installProgram()]);
  owner = await server.owner(COMPLETE_ORGANIZATION);
  await program.logIn(server.url, owner);
  patientId = await createPatient(owner);
  enrollmentId = (await must(owner.call("POST", "/api/enrollments", await completeEnrollment(owner, patientId)))).id;
  await sendReadings(owner, Array.from({ length: 20 }, (_, at) => readingOn(patientId, `2026-01-${String(at + 1).padStart(2, "0")}`)));
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const run = (...args: string[]): Promise<Ended> => program.run(args);
const json = async (...args: string[]) => {
  const ended = await run(...args, "--json");
  if (ended.code !== 0) throw new Error(`${ended.code}: ${ended.stderr}`);
  return JSON.parse(ended.stdout);
};

describe("charges and fees", () => {
  const FILE = "code,effective_from,amount\r\n99454,2025-01-01,75.50\r\n99453,2025-01-01,25.00\r\n";

  it("are replaced by a file, after being asked, and come back as the same file", async () => {
    await writeFile(join(program.folder, "charges.csv"), FILE);
    const asked = await run("org", "charges", "upload", "charges.csv");
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("Give --yes to do it unasked.")]);
    expect((await json("org", "charges", "show")).data).toEqual([]);
    const done = await run("org", "charges", "upload", "charges.csv", "--yes");
    expect([done.code, done.stderr]).toEqual([0, "2 charges count from now on, and none of those before.\n"]);
    const shown = await run("org", "charges", "show", "-f", "csv", "-o", "back.csv");
    expect(shown.code).toBe(0);
    const back = await readFile(join(program.folder, "back.csv"), "utf8");
    expect(back.trim().split(/\r?\n/).sort()).toEqual(FILE.trim().split("\r\n").sort());
    expect((await run("org", "charges", "upload", "back.csv", "-y")).code).toBe(0);
    expect((await run("org", "charges", "show")).stdout.split("\n")[0]).toBe("code\teffectiveFrom\tamountCents");
  });

  it("are all or nothing, and the row is named", async () => {
    const refused = await program.run(["org", "fees", "upload", "-", "-y"], { stdin: "code,effective_from,amount\n99454,2025-01-01,43.02\n99457,2025-01-01,none\n" });
    expect([refused.code, refused.stderr]).toEqual([6, expect.stringContaining("/rows/1/amount")]);
    expect((await json("org", "fees", "show")).source).toBe("NATIONAL");
  });
});

describe("org settings", () => {
  it("shows the defaults, and changes what is named from a month on", async () => {
    const before = await run("org", "settings", "--month", "2026-03");
    expect([before.code, before.stderr]).toEqual([0, "These are the defaults.\n"]);
    expect(before.stdout).toMatch(/^caps\.99458\t2$/m);
    const set = ["caps.99458=3", "interactiveKinds=CALL", "countedSources.RTM=DEVICE", "periodMode=calendar_month"];
    const changed = await json("org", "settings", "--from", "2026-03", "--set", ...set);
    expect(changed).toMatchObject({ effectiveFrom: "2026-03", periodMode: "CALENDAR_MONTH", interactiveKinds: ["CALL"] });
    expect(changed.caps).toMatchObject({ "99458": 3, "99439": 2 });
    expect(changed.countedSources).toEqual({ RPM: ["DEVICE"], RTM: ["DEVICE"] });
    expect((await json("org", "settings", "--month", MONTH)).periodMode).toBe("ROLLING_30");
  });

  it("refuses what is no setting before anything is sent, and a value that is none", async () => {
    for (const wrong of ["colour=RED", "caps=3", "periodMode.x=1", "periodMode"]) {
      const ended = await run("org", "settings", "--from", "2026-03", "--set", wrong);
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("Settings are: caps.KEY, ")]);
    }
    expect((await run("org", "settings", "--from", "2026-03", "--set", "periodMode=WEEKS")).code).toBe(6);
    expect((await run("org", "settings", "--set", "periodMode=CALENDAR_MONTH")).code).toBe(2);
  });
});

describe("billing sign-off", () => {
  it("signs as the practitioner that the caller is, and lists who has", async () => {
    expect((await run("billing", "sign-off", enrollmentId, "--month", MONTH)).code).toBe(5);
    await must(owner.call("POST", "/api/practitioners", { firstName: "Sam", lastName: "Example", npi: "1003000126", userId: owner.userId }));
    const signed = await program.run(["billing", "sign-off", enrollmentId, "--month", MONTH, "--note", "-", "--json"], { stdin: "Month reviewed.\n" });
    expect([signed.code, JSON.parse(signed.stdout).note]).toEqual([0, "Month reviewed."]);
    expect((await json("billing", "sign-off", enrollmentId, "--month", MONTH, "--list")).data).toHaveLength(1);
  });
});

describe("a month that is closed", () => {
  let lines: { id: string; code: string; status: string }[];

  it("is closed after being asked, once", async () => {
    const asked = await run("billing", "close", "--month", MONTH);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("2026-01 is closed: its ready lines are recorded as claims")]);
    expect((await json("billing", "claims", "list")).length).toBe(0);
    const closed = await run("billing", "close", "--month", MONTH, "-y");
    expect([closed.code, closed.stdout.split("\n")[0]]).toEqual([0, "month\trevision\tclosedAt\tlines\tunits\tchargeCents"]);
    lines = await json("billing", "claims", "list", "--month", MONTH, "--status", "recorded");
    expect(lines.map(({ code }) => code).sort()).toEqual(["99453", "99454"]);
    const again = await run("billing", "close", "--month", MONTH, "-y", "--json");
    expect([again.code, JSON.parse(again.stderr).code]).toEqual([6, "month_closed"]);
  });

  it("is exported whole with exit 0, and twice the same", async () => {
    for (const name of ["one", "two"]) expect((await run("billing", "export", "--month", MONTH, "-f", "837p", "--verify", "-o", `${name}.837`)).code).toBe(0);
    const [one, two] = await Promise.all(["one", "two"].map((name) => readFile(join(program.folder, `${name}.837`), "utf8")));
    expect(one).toContain("~LX*2~");
    expect(two).toBe(one);
  });

  it("says what has changed since", async () => {
    expect((await run("billing", "adjustments", "--month", MONTH)).stderr).toBe("Nothing has changed since the close.\n");
    for (const at of [2, 3]) {
      const startedAt = `2026-01-0${at}T15:00:00-05:00`;
      await must(owner.call("POST", "/api/time-entries", { enrollmentId, startedAt, durationSeconds: 900, activity: "CALL", staffRole: "CLINICAL_STAFF", interactive: true }));
    }
    const ended = await run("billing", "adjustments", "--month", MONTH);
    expect(ended.stdout).toMatch(new RegExp(`^ADD\t${enrollmentId}\t99457\t2026-01-31\t0\t1\tLATE_TIME\t`, "m"));
    expect(ended.stderr).toMatch(/^1 lines would come out otherwise/);
  });

  it("has its lines marked, singly and many, and says which were not", async () => {
    const [first, second] = lines.map(({ id }) => id) as [string, string];
    const both = await program.run(["billing", "claims", "mark", "-", "--status", "submitted"], { stdin: `${first}\n${second}\n` });
    expect([both.code, both.stdout]).toEqual([0, `id\tresult\n${first}\tSUBMITTED\n${second}\tSUBMITTED\n`]);
    const some = await run("billing", "claims", "mark", first, "claim_none", "--status", "paid");
    expect([some.code, some.stdout]).toEqual([8, expect.stringContaining("claim_none\tclaim_not_found")]);
    const denied = await run("billing", "claims", "mark", second, "--status", "denied", "--denial-codes", "97,co-151", "--payer-claim-number", "ICN1");
    expect([denied.code, denied.stdout]).toEqual([0, `id\tresult\n${second}\tDENIED\n`]);
    expect((await json("billing", "claims", "list", "--status", "denied"))[0]).toMatchObject({ id: second, denialCodes: ["97", "CO-151"], payerClaimNumber: "ICN1" });
    expect((await run("billing", "claims", "mark", "claim_none", "--status", "paid")).code).toBe(6);
    expect((await run("billing", "claims", "mark", first, "--status", "voided")).code).toBe(2);
  });

  it("has one claim exported again", async () => {
    const ended = await run("billing", "claims", "export", lines[0]?.id ?? "", "--frequency", "1", "-o", "again.837");
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringMatching(/^again\.837: \d rows, /)]);
    expect(await readFile(join(program.folder, "again.837"), "utf8")).toMatch(/^ISA\*/);
    expect((await run("billing", "claims", "export", lines[0]?.id ?? "", "--frequency", "2", "-o", "-")).code).toBe(2);
    expect((await run("billing", "claims", "export", "claim_none", "--frequency", "1", "-o", "-")).code).toBe(3);
  });

  it("is opened again with a reason, and its lines are void", async () => {
    expect((await run("billing", "reopen", "--month", MONTH)).code).toBe(2);
    const reopened = await run("billing", "reopen", "--month", MONTH, "--reason", "Late minutes", "-y");
    expect([reopened.code, reopened.stdout]).toEqual([0, expect.stringContaining("Late minutes")]);
    expect((await json("billing", "claims", "list", "--status", "VOIDED"))).toHaveLength(2);
    expect((await run("billing", "adjustments", "--month", MONTH)).code).toBe(6);
  });
});

describe("billing claims add", () => {
  it("records a bill made elsewhere, once", async () => {
    const bill = ["billing", "claims", "add", enrollmentId, "--code", "99453", "--dos-to", "2026-01-05"];
    const { id } = await json(...bill);
    const again = await run(...bill);
    expect([again.code, again.stderr]).toEqual([0, "It stood on record before, and nothing was added.\n"]);
    expect(again.stdout).toContain(id);
  });
});
