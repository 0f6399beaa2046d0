import { spawnSync } from "node:child_process";
import { lstat, mkdir, readdir, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
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
const page = (status: number): RequestListener => (_request, response) => void response.writeHead(status, { "Content-Type": "text/html" }).end("<html>Sign in</html>");
const problem = (status: number, code: string): RequestListener => (_request, response) =>
  void response.writeHead(status, { "Content-Type": "application/problem+json" }).end(JSON.stringify({ type: "about:blank", title: "No", status, code, detail: "It was refused.", requestId: "request-1" }));

/** What, why, what to do next. */
const THREE_LINES = /^[A-Z].+[.]\n.+\n.+\n$/;

describe("a server that is not the one", () => {
  it.each([["200", 200], ["404", 404], ["403", 403]])("says that a web page came, with exit 10: status %s", async (_name, status) => {
    fake.answer = page(status);
    const ended = await run("patients", "get", "patient_1", "-o", "patient.json");
    expect([ended.code, ended.stdout]).toEqual([10, ""]);
    expect(ended.stderr).toMatch(THREE_LINES);
    expect(ended.stderr).toMatch(/^What answered is no VitalEdge server.*\n.*\nCheck the address.*vitaledge doctor\n$/);
    expect((await readdir(program.folder)).filter((name) => name.startsWith("patient.json"))).toEqual([]);
  });

  it("says so of a list that is none", async () => {
    fake.answer = fake.json({ hello: "world" });
    const ended = await run("patients", "list", "--json");
    expect([ended.code, ended.stdout]).toEqual([10, ""]);
    expect(JSON.parse(ended.stderr)).toMatchObject({ exitCode: 10, suggestion: expect.stringContaining("vitaledge doctor") });
  });

  it("says that a server of another version does not know an operation", async () => {
    fake.answer = problem(404, "route_not_found");
    const ended = await run("billing", "claims", "list");
    expect([ended.code, ended.stderr.split("\n")[0]]).toEqual([10, "The server does not know this operation: it is of another version."]);
  });

  it.each([["nowhere"], ["ftp://example.org"], ["https://user:word@example.org"]])("refuses the address %s before anything is sent", async (address) => {
    const sent = fake.requests.length;
    const flagged = await run("patients", "list", "--base-url", address);
    const named = await program.run(["patients", "list"], { environment: { ...fake.environment, VITALEDGE_BASE_URL: address } });
    expect([flagged.code, named.code, fake.requests.length]).toEqual([2, 2, sent]);
    for (const { stderr } of [flagged, named]) expect(stderr).toContain("as https://api.example.org");
  });
});

describe("what cannot be written", () => {
  // Only Linux has a device that is always full.
  it.runIf(process.platform === "linux")("is said where the disk is full", () => {
    const script = `"${process.execPath}" "${join(program.folder, "dist/vitaledge.js")}" "$@" > /dev/full`;
    for (const args of [["config", "path"], ["help", "exit-codes"]]) {
      const ended = spawnSync("sh", ["-c", script, "sh", ...args], { encoding: "utf8", env: { HOME: program.folder, PATH: process.env["PATH"] ?? "" } });
      expect([ended.status, ended.stderr]).toEqual([2, expect.stringContaining("the disk is full")]);
    }
  });

  it("leaves nothing under its name", async () => {
    fake.answer = fake.json({ data: [], nextCursor: null });
    await mkdir(join(program.folder, "taken"));
    for (const [file, words] of [["taken", "taken is a directory"], ["missing/list.json", "does not exist"]] as const) {
      const ended = await run("patients", "list", "-o", file);
      expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(words)]);
      expect(ended.stderr).toMatch(THREE_LINES);
    }
    expect((await readdir(program.folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

describe("a name that is no file's", () => {
  it("is refused, and the pipe stays a pipe", async () => {
    fake.answer = fake.json({ data: [], nextCursor: null });
    const pipe = join(program.folder, "pipe");
    spawnSync("mkfifo", [pipe]);
    await writeFile(join(program.folder, "rows.ndjson"), "{}\n");
    const sent = fake.requests.length;
    const named = [["patients", "list", "-o"], ["billing", "export", "--month", "2026-01", "--force", "-o"], ["patients", "import", "rows.ndjson", "--journal"], ["patients", "import", "rows.ndjson", "--rejects"]];
    for (const args of named) {
      for (const [file, words] of [["pipe", "a device or a pipe"], ["/dev/stdout", "a device or a pipe"], ["", "is empty"]] as const) {
        const ended = await run(...args, file);
        expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining(words)]);
        expect(ended.stderr).toMatch(THREE_LINES);
      }
    }
    expect(fake.requests.length).toBe(sent);
    expect((await lstat(pipe)).isFIFO()).toBe(true);
    expect((await readdir(program.folder)).filter((name) => name.includes(".part"))).toEqual([]);
  });

  it("and rejects that could not be written are told before a row is sent", async () => {
    const sent = fake.requests.length;
    const ended = await run("patients", "import", "rows.ndjson", "--rejects", "nowhere/rejects.ndjson");
    expect([ended.code, ended.stderr.split("\n")[1], fake.requests.length]).toEqual([2, expect.stringMatching(/rejects\.ndjson does not exist\.$/), sent]);
  });
});

describe("what cannot be read", () => {
  it("is said: a path of the raw call that is no encoding", async () => {
    const ended = await run("api", "GET", "/api/patients/%zz");
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("no percent-encoding")]);
  });

  it("is said of a damaged journal without what stands in it", async () => {
    await writeFile(join(program.folder, "rows.ndjson"), "{}\n");
    await writeFile(join(program.folder, "rows.ndjson.journal.ndjson"), "Maria Example\n");
    const ended = await run("patients", "import", "rows.ndjson", "--resume");
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("is damaged, or no journal.")]);
    expect(ended.stderr).toMatch(THREE_LINES);
    expect(ended.stderr).not.toContain("Maria");
  });

  // Windows has no such modes, and no chmod to run.
  it.skipIf(process.platform === "win32")("is said with the chmod to run: credentials that others may read", async () => {
    const login = { "base-url": fake.url, login: { baseUrl: fake.url, kind: "session", keptIn: "file" } };
    for (const name of ["profiles", "credentials"]) await mkdir(join(program.folder, "config", name), { recursive: true });
    await writeFile(join(program.folder, "config", "profiles", "loose.json"), JSON.stringify(login));
    await writeFile(join(program.folder, "config", "credentials", "loose.json"), "{}", { mode: 0o644 });
    const ended = await program.run(["patients", "list", "--profile", "loose", "--json"]);
    expect([ended.code, JSON.parse(ended.stderr).suggestion]).toEqual([2, expect.stringMatching(/^Run: chmod 600 '.*loose\.json'$/)]);
  });

  it("is said with the command's own help, and without the password that stood in an address", async () => {
    const [formats, address] = [await run("billing", "export", "--month", "2026-10", "--json", "-f", "837p", "-o", "two.837"), await run("patients", "list", "--base-url", "http://u:secretpw@[", "--json")];
    expect([formats.code, formats.stderr]).toEqual([2, expect.stringContaining("--json and --format 837p are two formats.")]);
    expect([address.code, address.stderr]).toEqual([2, expect.not.stringContaining("secretpw")]);
    const cut = await run("config", "set", "timeout", "soon");
    expect([cut.code, cut.stderr]).toEqual([2, expect.stringContaining("Run: vitaledge help config set")]);
  });

  it("is said: a profile that is no JSON, a month that is none", async () => {
    await mkdir(join(program.folder, "config", "profiles"), { recursive: true });
    await writeFile(join(program.folder, "config", "profiles", "broken.json"), "{");
    await writeFile(join(program.folder, "config", "profiles", "odd.json"), '{"timeout":"soon"}');
    const [broken, odd] = await Promise.all(["broken", "odd"].map((name) => run("patients", "list", "--profile", name)));
    expect([broken?.code, broken?.stderr]).toEqual([2, expect.stringContaining("broken.json cannot be read as JSON.")]);
    expect([odd?.code, odd?.stderr]).toEqual([2, expect.stringContaining("'soon' is no timeout.")]);
    const month = await run("billing", "export", "--month", "2026-13", "-o", "month.csv");
    expect([month.code, month.stderr]).toEqual([2, expect.stringContaining("A month is expected, YYYY-MM.")]);
    expect((await readdir(program.folder)).filter((name) => name.startsWith("month"))).toEqual([]);
  });
});
