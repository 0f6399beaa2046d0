import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { installProgram } from "./program.js";
import type { Ended, Program } from "./program.js";

/** What a real server cannot be made to do. */
let fake: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let program: Program;
let url: string;

beforeAll(async () => {
  fake = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => void fake.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(fake.address() as AddressInfo).port}`;
  program = await installProgram();
});
afterEach(() => fake.closeAllConnections());
afterAll(async () => {
  fake.close();
  await program.remove();
});

const environment = (): Record<string, string> => ({
  VITALEDGE_BASE_URL: url, VITALEDGE_ORGANIZATION_ID: "org_abc123", VITALEDGE_ACCESS_TOKEN: "a-token",
});
const hostEnvironment = (): NodeJS.ProcessEnv =>
  ({ ...process.env, ...environment(), VITALEDGE_CONFIG_DIR: join(program.folder, "config") });
const run = (...args: string[]): Promise<Ended> => program.run(args, { environment: environment() });

/** An address where nobody listens any more. */
const findClosed = async (): Promise<string> => {
  const gone = createServer();
  await new Promise<void>((resolve) => void gone.listen(0, "127.0.0.1", resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => void gone.close(resolve));
  return `http://127.0.0.1:${port}`;
};

const refuse = (status: number, code: string, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    const problem = { type: "about:blank", title: "No", status, code, detail: "It was refused.", requestId: "request-1" };
    response.writeHead(status, { "Content-Type": "application/problem+json", "X-Request-ID": "request-1", ...headers });
    response.end(JSON.stringify(problem));
  };

const EXPORT = ["billing", "export", "--month", "2026-01", "--allow-held", "-o", "jan.csv"];

describe("exit codes", () => {
  it.each([
    [400, "invalid_request", 6], [401, "token_expired", 4], [403, "mfa_required", 4], [403, "permission_denied", 5],
    [404, "patient_not_found", 3], [409, "observation_conflict", 6], [422, "unit_mismatch", 6],
    [429, "rate_limited", 7], [500, "internal_error", 10],
  ])("%i %s is %i", async (status, code, exit) => {
    answer = refuse(status, code, status === 429 ? { "Retry-After": "100" } : {});
    const ended = await run("patients", "get", "patient_xyz");
    expect([ended.code, ended.stdout]).toEqual([exit, ""]);
    expect(ended.stderr).toMatch(/^.+\nIt was refused\.\n.+\nrequest id: request-1\n$/);
  });

  it("is 10 for a web page in place of an answer, and 9 for none", async () => {
    answer = (_request, response) => void response.writeHead(200, { "Content-Type": "text/html" }).end("<html></html>");
    expect((await run("patients", "get", "patient_xyz")).code).toBe(10);
    const ended = await program.run(["patients", "list", "--json"], { environment: { ...environment(), VITALEDGE_BASE_URL: await findClosed() } });
    expect(ended.code).toBe(9);
    expect(JSON.parse(ended.stderr)).toMatchObject({ exitCode: 9, status: null, requestId: null, detail: expect.stringContaining("ECONNREFUSED") });
  });

  it("is 2 where the command cannot be run, and the parser's words are an object too", async () => {
    const ended = await run("patients", "list", "--limit", "none", "--json");
    expect(JSON.parse(ended.stderr)).toMatchObject({ exitCode: 2, suggestion: "Run: vitaledge help patients list" });
    expect((await run("patient")).stderr).toContain("Did you mean patients?");
  });
});

describe("an export that goes wrong", () => {
  it("is 11 when the bytes are not those of the digest, and leaves nothing", async () => {
    const digest = `sha-256=:${Buffer.alloc(32).toString("base64")}:`;
    answer = (_request, response) => void response.writeHead(200, { "Content-Type": "text/csv", "Repr-Digest": digest }).end("a,b\r\n1,2\r\n");
    const ended = await run(...EXPORT);
    expect(ended.code).toBe(11);
    expect((await readdir(program.folder)).filter((name) => name.startsWith("jan"))).toEqual([]);
    expect((await run(...EXPORT.slice(0, -1), "-")).code).toBe(11);
  });

  it("is 130 when interrupted, and nothing has the file's name", async () => {
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    answer = (_request, response) => {
      response.writeHead(200, { "Content-Type": "text/csv", "Content-Length": "100" }).write("a,b\r\n");
      begun();
    };
    const child = spawn(process.execPath, [join(program.folder, "dist/vitaledge.js"), ...EXPORT], { cwd: program.folder, env: hostEnvironment() });
    await started;
    child.kill("SIGINT");
    expect(await new Promise((resolve) => void child.on("close", resolve))).toBe(130);
    expect(await readdir(program.folder)).not.toContain("jan.csv");
  });
});

describe("the program", () => {
  it("ends quietly when its reader has seen enough", async () => {
    const data = Array.from({ length: 200 }, (_, at) => ({ id: `patient_${at}`, mrn: "M".repeat(500) }));
    answer = (request, response) => {
      const cursor = Number(new URL(request.url ?? "", url).searchParams.get("cursor") ?? 0) + 1;
      const body = JSON.stringify({ data, nextCursor: cursor < 20 ? String(cursor) : null });
      response.writeHead(200, { "Content-Type": "application/json" }).end(body);
    };
    const child = spawn(process.execPath, [join(program.folder, "dist/vitaledge.js"), "patients", "list", "--all"], { env: hostEnvironment() });
    let told = "";
    child.stderr.on("data", (piece: Buffer) => (told += piece.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    expect(await new Promise((resolve) => void child.on("close", resolve))).toBe(0);
    expect(told).toBe("");
  });

  it("says its version, and explains itself", async () => {
    const { version } = JSON.parse(readFileSync(join(program.folder, "package.json"), "utf8")) as { version: string };
    expect(await run("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    expect((await run("--help")).stdout).toMatch(/^Usage: vitaledge/);
    expect((await run("help", "exit-codes")).stdout).toMatch(/^130 {2}interrupted$/m);
    expect((await run("help", "environment")).stdout).toContain("VITALEDGE_CONFIG_DIR");
    expect((await run("help", "billing", "export")).stdout).toContain("--force");
    expect((await run("patients")).code).toBe(2);
  });

  it("is started by its own name", async () => {
    const ended = await new Promise<string>((resolve, reject) =>
      void execFile(join(program.folder, "dist/vitaledge.js"), ["--version"], (error, stdout) => (error ? reject(error) : resolve(stdout))));
    expect(ended).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("shows what it asked for with --verbose, without values", async () => {
    answer = refuse(404, "patient_not_found");
    const ended = await run("patients", "get", "patient_xyz", "--verbose");
    expect(ended.stderr).toMatch(/^GET \/api\/patients\/\{id\} getPatient 404 \d+ ms attempt 1 request-1$/m);
    expect(ended.stderr).not.toContain("a-token");
    expect(ended.stderr).not.toContain("patient_xyz");
  });
});
