import { readFile, writeFile } from "node:fs/promises";
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

const run = (...args: string[]): Promise<Ended> => program.run(args);
const PATIENT = ["firstName=Maria", "lastName=Example", "birthDate=1950-01-01", "address.city=Boston", "mrn=M-7"].flatMap((field) => ["-F", field]);

describe("api", () => {
  it("sends fields as a body, and writes the answer as it came", async () => {
    const ended = await run("api", "post", "/api/patients", ...PATIENT);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    const made = JSON.parse(ended.stdout) as { id: string };
    expect(made).toMatchObject({ firstName: "Maria", address: { city: "Boston" }, mrn: "M-7" });
    const changed = await program.run(["api", "PATCH", `/api/patients/${made.id}`, "--input", "-"], { stdin: '{"mrn":"M-8"}' });
    expect(JSON.parse(changed.stdout)).toMatchObject({ mrn: "M-8" });
    expect((await run("api", "GET", `/api/patients/${made.id}`, "-o", "patient.json")).stdout).toBe("");
    expect(JSON.parse(await readFile(join(program.folder, "patient.json"), "utf8"))).toMatchObject({ id: made.id });
  });

  it("reads every page", async () => {
    for (const mrn of ["P-1", "P-2", "P-3"]) await owner.call("POST", "/api/patients", { firstName: "Maria", lastName: "Example", birthDate: "1950-01-01", mrn });
    const ended = await run("api", "GET", "/api/patients?limit=2", "-F", "status=ACTIVE", "--paginate", "-f", "ndjson", "--fields", "mrn");
    expect(ended.stdout.trim().split("\n").length).toBe(4);
    expect(JSON.parse((await run("api", "GET", "/api/patients", "-F", "limit=1", "--paginate")).stdout)).toHaveLength(4);
    expect((await run("api", "POST", "/api/patients", "--paginate")).stderr).toContain("POST /api/patients answers no pages.");
  });

  it("sends a file as what its name says, and writes bytes that are no JSON", async () => {
    await writeFile(join(program.folder, "charges.csv"), "code,effective_from,amount\n99454,2026-01-01,55.00\n");
    expect((await run("api", "PUT", `/api/organizations/${owner.organizationId}/charges`, "--input", "charges.csv")).code).toBe(0);
    const page = await run("api", "GET", "/openapi.yaml");
    expect([page.code, page.stderr, page.stdout]).toEqual([0, "", expect.stringMatching(/^openapi: 3\.1/m)]);
  });

  it("tells a refusal as any other command does", async () => {
    const ended = await run("api", "POST", "/api/patients", "-F", "firstName=Maria");
    expect([ended.code, ended.stdout]).toEqual([6, ""]);
    expect(ended.stderr).toMatch(/request id: \S+\n$/);
  });

  it.each([
    [["GET", "/api/pateints"], "The contract has no /api/pateints.\nDid you mean GET /api/patients?"],
    [["GET", "/api/patients/patient_1/enrolments-of"], "The paths are in the contract"],
    [["DELETE", "/api/patients"], "/api/patients has no DELETE.\nIt has: GET, POST"],
    [["GET", "https://elsewhere.example/api/patients"], "is no path."],
    [["GET", "//elsewhere.example/api/patients"], "is no path."],
    [["POST", "/api/auth/login", "-F", "password=secret-word"], "password would be seen in the list of processes."],
    [["POST", "/api/patients", "-F", "firstName"], "'firstName' is no k=v."],
  ])("refuses %j", async (args, words) => {
    const ended = await run("api", ...args);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe("doctor", () => {
  it("finds nothing wrong where nothing is", async () => {
    const ended = await run("doctor", "--json");
    const { findings } = JSON.parse(ended.stdout) as { findings: { check: string; result: string }[] };
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(Object.fromEntries(findings.map(({ check, result }) => [check, result]))).toEqual({
      tls: "ok", proxy: "ok", permissions: "ok", keyring: "warn", server: "ok", clock: "ok", versions: "ok", login: "ok", "rate limit": "ok",
    });
  });

  it("says what is wrong and what to do about it, with exit 8", async () => {
    server.clock.advance(-3_600_000);
    const environment = { HTTPS_PROXY: "http://user:proxy-password@proxy.internal:3128", NODE_TLS_REJECT_UNAUTHORIZED: "0", VITALEDGE_ACCESS_TOKEN: "a-secret-token" };
    const ended = await program.run(["doctor", "--report", "report.json"], { environment });
    server.clock.advance(3_600_000);
    expect(ended.code).toBe(8);
    expect(ended.stdout).toMatch(/^fail\ttls\t.*NODE_EXTRA_CA_CERTS/m);
    expect(ended.stdout).toMatch(/^fail\tclock\t3[56]\d\d s ahead of the server's\tSet the clock/m);
    expect(ended.stdout).toMatch(/^warn\tproxy\tHTTPS_PROXY is set/m);
    expect(ended.stdout).toMatch(/^warn\tlogin\t.*\tRun: vitaledge auth login$/m);
    const report = await readFile(join(program.folder, "report.json"), "utf8");
    expect(report).not.toMatch(/proxy-password|proxy\.internal|a-secret-token|@example/);
    expect(report).not.toContain(program.folder);
    expect(JSON.parse(report)).toMatchObject({ baseUrl: server.url, login: "session", node: process.version });
  });

  it("knows an address that is none of ours", async () => {
    const ended = await run("doctor", "--base-url", `${server.url}/elsewhere`);
    expect(ended.code).toBe(8);
    expect(ended.stdout).toMatch(/^fail\tserver\t.*answers 404 to GET \/healthz\tCheck --base-url/m);
  });
});
