import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFake } from "./fake-server.js";
import type { FakeServer } from "./fake-server.js";
import { installProgram } from "./program.js";
import type { Ended, Program } from "./program.js";

let fake: FakeServer;
let program: Program;

beforeAll(async () => void ([fake, program] = await Promise.all([startFake(), installProgram()])));
afterAll(() => Promise.all([fake.close(), program.remove()]));

const run = (...args: string[]): Promise<Ended> => program.run(args, { environment: fake.environment });
const patients = Array.from({ length: 3 }, (_, at) => ({ id: `patient_${at}`, mrn: `M${at}`, lastName: "Example", address: { city: "Boston" }, status: "ACTIVE" }));
const list = { data: patients, nextCursor: null };

describe("--fields", () => {
  it("is what is written, in every format", async () => {
    fake.answer = fake.json(list);
    const fields = ["patients", "list", "--fields", "id,address.city"];
    expect((await run(...fields)).stdout.split("\n").slice(0, 2)).toEqual(["id\taddress.city", "patient_0\tBoston"]);
    expect((await run(...fields, "-f", "csv")).stdout.split("\r\n").slice(0, 2)).toEqual(["id,address.city", "patient_0,Boston"]);
    expect((await run(...fields, "-f", "ndjson")).stdout.split("\n")[0]).toBe('{"id":"patient_0","address":{"city":"Boston"}}');
    fake.answer = fake.json(patients[0]);
    expect(JSON.parse((await run("patients", "get", "patient_0", "--json", "--fields", "mrn")).stdout)).toEqual({ mrn: "M0" });
  });

  it("that no row has are named beside those there are, with exit 2 and nothing written", async () => {
    fake.answer = fake.json(list);
    const ended = await run("patients", "list", "--fields", "id,nmae", "-o", "fields.csv");
    expect([ended.code, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain("No row has nmae.\nFields are: id, mrn, lastName, address, status\n");
    await expect(readFile(join(program.folder, "fields.csv"))).rejects.toThrow("ENOENT");
  });
});

describe("global flags", () => {
  it("stand before the command or behind it", async () => {
    fake.answer = fake.json(list);
    expect((await run("--limit", "2", "patients", "list", "--fields", "id")).stdout).toBe("id\npatient_0\npatient_1\n");
    expect(fake.requests.at(-1)?.url).toContain("limit=2");
  });

  it("that limit a list are refused where there is none", async () => {
    const ended = await run("patients", "get", "patient_0", "--limit", "2");
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("This command answers no list, and takes neither --limit nor --all.")]);
  });

  it("say how often and how long is tried", async () => {
    let asked = 0;
    fake.answer = (_request, response) => {
      asked += 1;
      response.writeHead(503, { "Content-Type": "application/json" }).end("{}");
    };
    expect((await run("patients", "get", "patient_0", "--retries", "0")).code).toBe(10);
    expect(asked).toBe(1);
    fake.answer = () => undefined;
    const ended = await run("patients", "get", "patient_0", "--retries", "0", "--timeout", "200ms");
    expect([ended.code, ended.stderr]).toEqual([9, expect.stringContaining("getPatient ran out of time (headers).")]);
    expect((await run("patients", "list", "--timeout", "soon")).code).toBe(2);
  });

  it("show the request that would change something, and send none", async () => {
    const sent = fake.requests.length;
    const ended = await run("alerts", "resolve", "alert_1", "--outcome", "FALSE_POSITIVE", "--dry-run");
    expect([ended.code, ended.stderr]).toEqual([0, "Nothing was sent.\n"]);
    expect(JSON.parse(ended.stdout)).toEqual({ method: "POST", path: "/api/alerts/alert_1/resolve", body: { outcome: "FALSE_POSITIVE" } });
    expect((await run("billing", "close", "--month", "2026-01", "--dry-run")).code).toBe(0);
    expect(fake.requests.length).toBe(sent);
    // What is asked by POST, so that names stand in no address, changes nothing.
    fake.answer = fake.json(list);
    expect((await run("patients", "list", "--search", "exa", "--dry-run", "--fields", "id")).stdout).toContain("patient_0");
  });

  it("show no password", async () => {
    const ended = await program.run(["auth", "login", "--email", "a@example.org", "--dry-run"], { stdin: "a secret\n", environment: { VITALEDGE_BASE_URL: fake.url } });
    expect(JSON.parse(ended.stdout)).toEqual({ method: "POST", path: "/api/auth/login" });
  });

  it("give the key of the one request there is", async () => {
    fake.answer = fake.json({ id: "alert_1" });
    const resolve = ["alerts", "resolve", "--outcome", "FALSE_POSITIVE", "--idempotency-key", "of-mine"];
    expect((await run(...resolve, "alert_1")).code).toBe(0);
    expect(fake.requests.at(-1)?.headers["idempotency-key"]).toBe("of-mine");
    fake.answer = fake.json({ updated: [], skipped: [] });
    const ids = Array.from({ length: 501 }, (_, at) => `alert_${at}`);
    const ended = await run("alerts", "ack", ...ids, "--idempotency-key", "of-mine");
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("--idempotency-key is for one request")]);
  });

  it("tell once what the server will give up", async () => {
    const headers = { Deprecation: "@1767225600", Sunset: "Fri, 01 Jan 2027 00:00:00 GMT" };
    fake.answer = (request, response) => {
      const cursor = new URL(request.url ?? "", fake.url).searchParams.get("cursor") === null ? "next" : null;
      response.writeHead(200, { "Content-Type": "application/json", ...headers }).end(JSON.stringify({ data: patients, nextCursor: cursor }));
    };
    const ended = await run("patients", "list", "--all", "--fields", "id");
    expect([ended.code, ended.stdout.split("\n").length]).toEqual([0, 8]);
    expect(ended.stderr).toBe("The server will give up listPatients on Fri, 01 Jan 2027 00:00:00 GMT: install a newer vitaledge.\n");
  });
});
