import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scene } from "../support/alert-scene.js";
import { makeScene } from "../support/alert-scene.js";
import type { Actor } from "../support/actors.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Program } from "./program.js";

const PATIENTS = 60;

let server: TestServer;
let program: Program;
let owner: Actor;
let scene: Scene;

beforeAll(async () => {
  [server, program] = await Promise.all([startServer({ now: "2026-03-10T15:00:00Z" }), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
  for (let at = 0; at < PATIENTS; at += 1) {
    const name = at === 0 ? "=1+1" : `Example${String(at).padStart(2, "0")}`;
    await owner.call("POST", "/api/patients", { firstName: "Pat", lastName: name, birthDate: "1950-01-01", mrn: `MRN-${at}` });
  }
  const rule = { metricDefinitionId: "metric_bp_systolic", condition: { type: "threshold", operator: "gt", value: 160 }, severity: "HIGH" };
  await owner.call("POST", "/api/alert-rules", rule);
  scene = await makeScene(() => owner, new Date("2026-03-10T14:00:00Z"));
});
afterAll(() => Promise.all([server.close(), program.remove()]));

describe("patients", () => {
  it("lists 50 as lines with tabs and says that there are more", async () => {
    const ended = await program.run(["patients", "list"]);
    expect(ended.code).toBe(0);
    const lines = ended.stdout.split("\n");
    expect(lines[0]).toBe("id\tmrn\tlastName\tfirstName\tbirthDate\tstatus");
    expect(lines).toHaveLength(1 + 50 + 1);
    expect(lines[1]?.split("\t")).toHaveLength(6);
    expect(ended.stderr).toBe("50 shown, there are more: --limit N or --all\n");
  });

  it("lists all, or as many as asked for", async () => {
    const all = await program.run(["patients", "list", "--all", "--json"]);
    expect(JSON.parse(all.stdout)).toHaveLength(PATIENTS + 1);
    expect(all.stderr).toBe("");
    const two = await program.run(["patients", "list", "--limit", "2", "-f", "ndjson", "-q"]);
    expect(two.stdout.trim().split("\n").map((line) => Object.keys(JSON.parse(line) as object))).toHaveLength(2);
    expect(two.stderr).toBe("");
  });

  it("writes csv that no spreadsheet runs", async () => {
    const ended = await program.run(["patients", "list", "--mrn", "MRN-0", "-f", "csv"]);
    const [head, row] = ended.stdout.split("\r\n");
    expect(head).toBe("id,mrn,lastName,firstName,birthDate,status");
    expect(row).toContain(",MRN-0,'=1+1,Pat,1950-01-01,ACTIVE");
  });

  it("writes a file whole, for its owner alone", async () => {
    const ended = await program.run(["patients", "list", "--search", "example07", "--json", "-o", "found.json"]);
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
    const path = join(program.folder, "found.json");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject([{ lastName: "Example07" }]);
    expect((await readdir(program.folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("gets one, and says with exit 3 that there is none", async () => {
    const one = await program.run(["patients", "get", scene.patientId, "--json"]);
    expect(JSON.parse(one.stdout)).toMatchObject({ id: scene.patientId, firstName: "Maria" });
    const none = await program.run(["patients", "get", "patient_none", "--json"]);
    expect([none.code, none.stdout]).toEqual([3, ""]);
    expect(JSON.parse(none.stderr)).toMatchObject({
      status: 404, code: "patient_not_found", exitCode: 3, requestId: expect.stringMatching(/./), suggestion: expect.any(String),
    });
  });
});

describe("alerts", () => {
  it("lists, queues and resolves", async () => {
    await scene.send(185, 0);
    const [alert] = JSON.parse((await program.run(["alerts", "list", "--status", "open", "--severity", "high", "--json"])).stdout);
    expect(alert).toMatchObject({ patientId: scene.patientId, status: "OPEN", value: 185 });
    const queue = await program.run(["alerts", "triage"]);
    expect(queue.stdout.split("\n")[0]).toContain("priority\talert.id");
    expect(queue.stdout).toContain(alert.id);
    const resolve = ["alerts", "resolve", alert.id, "alert_none", "--outcome", "contacted-patient", "--note", "-"];
    const resolved = await program.run(resolve, { stdin: "Called.\n" });
    expect(resolved).toEqual({
      code: 8, stdout: `id\tresult\n${alert.id}\tRESOLVED\nalert_none\talert_not_found\n`, stderr: "1 of 2 were not changed.\n",
    });
    const again = await program.run(["alerts", "resolve", alert.id, "--outcome", "OTHER"]);
    expect([again.code, again.stdout]).toEqual([6, ""]);
    expect((await program.run(["alerts", "list", "--status", "open"])).stdout.split("\n")).toHaveLength(2);
  });
});
