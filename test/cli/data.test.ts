import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scene } from "../support/alert-scene.js";
import { makeScene } from "../support/alert-scene.js";
import type { Actor } from "../support/actors.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Ended, Program, RunOptions } from "./program.js";

let server: TestServer;
let program: Program;
let owner: Actor;
let scene: Scene;

beforeAll(async () => {
  [server, program] = await Promise.all([startServer({ now: "2026-03-10T15:00:00Z" }), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
  const rule = { metricDefinitionId: "metric_bp_systolic", condition: { type: "threshold", operator: "gt", value: 160 }, severity: "HIGH" };
  await owner.call("POST", "/api/alert-rules", rule);
  scene = await makeScene(() => owner, new Date("2026-03-10T14:00:00Z"), { mrn: "MRN-1" });
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const run = (command: string, options?: RunOptions): Promise<Ended> => program.run(command.split(" "), options);
/** What a command answers with --json, where it ends well. */
const ask = async (command: string, options?: RunOptions) => {
  const { code, stdout, stderr } = await run(`${command} --json`, options);
  expect([command, code, code === 0 ? "" : stderr]).toEqual([command, 0, ""]);
  return JSON.parse(stdout);
};

describe("an organization", () => {
  it("is changed by its fields, which are numbers, flags, lists or nothing as the contract says", async () => {
    const set = await ask("org set npi=1234567893 sessionPolicy.idleMinutes=30 address.city=Boston address.postalCode=02110 taxIdType=ein taxId=");
    expect(set).toMatchObject({ npi: "1234567893", sessionPolicy: { idleMinutes: 30 }, address: { city: "Boston", postalCode: "02110" }, taxIdType: "EIN", taxId: null });
    expect(await ask("org get")).toMatchObject({ id: owner.organizationId, npi: "1234567893" });
    const wrong = await run("org set colour=red");
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/'colour' is no field=value of this\.\nFields are: name, /)]);
  });

  it("shows a link and a secret once, on standard output and nowhere else", async () => {
    const invited = await run("org invite nurse@example.com --role clinician");
    const [head = "", row = ""] = invited.stdout.split("\n");
    expect([head, row.split("\t")[2], invited.code]).toEqual(["id\temail\trole\texpiresAt\turl", "CLINICIAN", 0]);
    const url = row.split("\t")[4] ?? "";
    expect(url).toMatch(/^http/);
    const key = await run("org api-keys create name=Nightly permissions=billing:read,billing:export --json -v");
    const { id, secret } = JSON.parse(key.stdout);
    expect(secret).toMatch(/./);
    expect(key.stderr).toMatch(/The secret is shown this once/);
    expect(invited.stderr + key.stderr).not.toContain(secret);
    expect(invited.stderr).not.toContain(url);
    const deleted = await run(`org api-keys delete ${id} --yes`);
    expect(deleted).toEqual({ code: 0, stdout: "", stderr: `The key ${id} is deleted.\n` });
    expect(await ask("org api-keys list")).toEqual([]);
    const [invitation] = await ask("org invitations list");
    expect((await run(`org invitations withdraw ${invitation.id}`)).code).toBe(0);
    expect(await ask("org invitations list")).toEqual([]);
  });

  it("registers a SMART client by its public keys or by their address, and has no secret to show", async () => {
    const jwk = { ...generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ format: "jwk" }), kid: "one" };
    const made = await run("org api-keys create name=Warehouse --scope system/Patient.rs --scope system/Device.rs --jwks - --json", { stdin: JSON.stringify({ keys: [jwk] }) });
    expect([made.code, made.stderr]).toEqual([0, ""]);
    expect(JSON.parse(made.stdout)).toMatchObject({ scopes: ["system/Patient.rs", "system/Device.rs"], jwks: { keys: [jwk] }, permissions: ["devices:read", "patients:read"] });
    const other = JSON.parse((await run("org api-keys create name=Warehouse --scope system/Patient.rs --jwks-uri https://client.example.com/jwks.json --json")).stdout);
    expect(other).toMatchObject({ jwksUri: "https://client.example.com/jwks.json" });
    expect((await run("org api-keys create name=Warehouse --scope system/Slot.rs --jwks-uri https://client.example.com/jwks.json")).stderr).toContain("/scopes/0");
    for (const { id } of [other, JSON.parse(made.stdout)]) await run(`org api-keys delete ${id} --yes`);
  });

  it("has members, of whom the last owner stays, and asks before one goes", async () => {
    const [member] = await ask("org members list");
    expect(member).toMatchObject({ email: owner.email, role: "OWNER" });
    const last = await run(`org members set-role ${member.userId} biller`);
    expect([last.code, last.stderr]).toEqual([6, expect.stringContaining("only OWNER")]);
    const asked = await run(`org members remove ${member.userId}`);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("Give --yes")]);
  });
});

describe("a patient", () => {
  it("is written from standard input, changed, kept as a file and reported on", async () => {
    const stdin = JSON.stringify({ firstName: "Juan", lastName: "Example", birthDate: "1950-01-01", phone: "+16175550100" });
    const { id } = await ask("patients create --input - mrn=007", { stdin });
    expect(await ask(`patients update ${id} phone= metadata.room=12`)).toMatchObject({ mrn: "007", phone: null, metadata: { room: "12" } });
    const record = await run(`patients record ${id} -o record.ndjson`);
    const [path, rows] = [join(program.folder, "record.ndjson"), (await readFile(join(program.folder, "record.ndjson"), "utf8")).trim().split("\n")];
    expect(record).toEqual({ code: 0, stdout: "", stderr: expect.stringMatching(new RegExp(`^record\\.ndjson: ${rows.length} rows, \\d+ bytes, SHA-256 [0-9a-f]{64}\\n$`)) });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await run(`patients record ${id} -o record.ndjson`)).code).toBe(2);
    expect((await ask(`patients access-report ${id}`)).map(({ operationId }: { operationId: string }) => operationId)).toContain("exportPatientRecord");
    const merged = await run(`patients merge ${scene.patientId} --duplicate ${id} --dry-run`);
    expect(JSON.parse(merged.stdout)).toEqual({ method: "POST", path: `/api/patients/${scene.patientId}/merge`, body: { duplicateId: id } });
    expect((await run(`patients deactivate ${id} --yes`)).code).toBe(0);
    expect(await ask(`patients get ${id}`)).toMatchObject({ status: "INACTIVE" });
  });
});

describe("an enrollment", () => {
  it("is begun, given facts and time, and ended", async () => {
    const { id } = await ask(`enrollments create patientId=${scene.patientId} program=rpm startDate=2026-02-01 consent.method=verbal consent.date=2026-02-01`);
    expect(await ask(`enrollments billing-facts set ${id} 2026-02 otherPractitionerBilled=true mdmComplexity=low`)).toMatchObject({
      month: "2026-02", facts: { otherPractitionerBilled: true, mdmComplexity: "LOW" },
    });
    expect((await run(`enrollments billing-facts list ${id}`)).stdout).toMatch(/^month\tfacts\tsetBy\tsetAt\n2026-02\t/);
    await ask(`time start ${id} --activity review --role clinical-staff`);
    const again = await run(`time start ${id} --activity review --role clinical-staff`);
    expect([again.code, again.stderr]).toEqual([6, expect.stringContaining("timer")]);
    await ask("time stop");
    const logged = await ask(`time log ${id} --activity call --role clinical-staff --for 12m --started-at 2026-03-09T15:00:00Z --interactive --note -`, { stdin: "Called.\n" });
    expect(logged).toMatchObject({ durationSeconds: 720, interactive: true, note: "Called.", status: "FINAL" });
    expect(await ask(`time void ${logged.id}`)).toMatchObject({ status: "VOIDED" });
    expect(await ask(`time list --enrollment ${id} --status voided`)).toHaveLength(1);
    expect(await ask(`enrollments end ${id} --date 2026-03-01 --reason goals-met`)).toMatchObject({ status: "ENDED", endReason: "GOALS_MET" });
    expect(await ask(`enrollments history ${id}`)).toHaveLength(2);
  });
});

describe("readings and alerts", () => {
  it("are seen by trend, voided, acted on, and resolved by what matches", async () => {
    const { body } = await scene.send(185, 0);
    expect((await run(`observations trends ${scene.patientId} --metric metric_bp_systolic`)).stdout).toMatch(/^start\tcount\tmin\tmax\tmean\tlast\n\S+\t1\t185\t/);
    expect(await ask(`observations void ${body.id} --reason Wrong`)).toMatchObject({ status: "ENTERED_IN_ERROR" });
    const [{ id }] = await ask("alerts list --status open");
    const acked = await run("alerts ack - --note Seen", { stdin: `${id}\nalert_none\n` });
    expect(acked).toEqual({ code: 8, stdout: `id\tresult\n${id}\tACKNOWLEDGED\nalert_none\talert_not_found\n`, stderr: "1 of 2 were not changed.\n" });
    expect((await run(`alerts snooze ${id}`)).code).toBe(2);
    const [{ userId }] = await ask("org members list");
    expect((await run(`alerts assign ${id} --to ${userId}`)).code).toBe(0);
    expect(await ask(`alerts get ${id}`)).toMatchObject({ status: "ACKNOWLEDGED", assigneeId: userId });
    expect((await run(`alerts resolve --patient ${scene.patientId} --outcome no-action`)).stderr).toContain("Give --yes");
    expect(await ask(`alerts resolve --patient ${scene.patientId} --outcome no-action --yes`)).toEqual([{ id, result: "RESOLVED" }]);
    expect((await run(`alerts resolve --patient ${scene.patientId} --outcome no-action --yes`)).stderr).toBe("No alert matches.\n");
  });

  it("are watched until Ctrl-C, an object a line", async () => {
    const { child, ended } = program.start(["alerts", "watch"]);
    await once(child.stderr, "data");
    // Watching is announced before the stream is open, so what happens is made to happen until it is seen.
    const seen = once(child.stdout, "data");
    for (let at = 10; await Promise.race([seen.then(() => false), new Promise((resolve) => void setTimeout(() => resolve(true), 250))]); at += 1) {
      await scene.send(190, at);
    }
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([130, "Watching alerts; Ctrl-C ends it.\n"]);
    const events = stdout.trim().split("\n").map((line) => JSON.parse(line));
    expect(events[0]).toMatchObject({ type: expect.stringMatching(/^alert\./), data: { patientId: scene.patientId } });
  });
});

describe("the rest", () => {
  it("has devices that go from hand to hand, rules, webhooks, and a record that holds", async () => {
    const device = await ask("devices create serialNumber=A-1 manufacturer=Example");
    expect(await ask(`devices assign ${device.id} ${scene.patientId}`)).toMatchObject({ assignments: [{ patientId: scene.patientId, to: null }] });
    expect((await ask(`devices list --patient ${scene.patientId}`)).map(({ id }: { id: string }) => id)).toEqual([device.id]);
    const rule = await ask("alert-rules create metricDefinitionId=metric_weight severity=low condition.type=change condition.direction=increase condition.amount=3 condition.withinHours=24");
    expect(await ask(`alert-rules update ${rule.id} enabled=false`)).toMatchObject({ enabled: false, condition: { amount: 3 } });
    expect((await run(`alert-rules delete ${rule.id} -y`)).code).toBe(0);
    expect((await ask("audit list --operation getOrganization"))[0]).toMatchObject({ operationId: "getOrganization", outcome: "SUCCESS" });
    expect(await ask("audit verify")).toMatchObject({ ok: true });
  });
});
