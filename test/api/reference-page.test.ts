import { mkdtemp, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitaledge-web-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Board</title>");
  await writeFile(join(folder, "assets", "index-Ab12_x-9.js"), `// ${"x".repeat(2_000)}`);
  // By the name of an operation.
  await writeFile(join(folder, "openapi.json"), "{}");
  server = await startServer({ settings: { VITALEDGE_WEB_DIR: folder } });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}, at = server.url): Promise<Response> => fetch(at + path, { headers });
const policyOf = (response: Response): Map<string, string> =>
  new Map((response.headers.get("Content-Security-Policy") ?? "").split("; ").map((part) => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)]));

describe("the reference page", () => {
  test("takes scripts of this server alone, and styles with its nonce, which is another each time", async () => {
    const [first, second] = [await get("/docs"), await get("/docs")];
    const policy = policyOf(first);
    expect(first.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("script-src")).toBe("'self'");
    expect(policy.get("style-src")).toMatch(/^'self' 'nonce-[\w+/=]{20,}'$/);
    expect(policy.get("connect-src")).toBe("'self'");
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect(first.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(policyOf(second).get("style-src")).not.toBe(policy.get("style-src"));
  });

  test("names no other origin, in what it is and in what starts it, and no account", async () => {
    const own = await Promise.all(["/docs", "/docs/start.js", "/docs/reference.css"].map(async (path) => (await get(path)).text()));
    for (const text of own) expect(text).not.toMatch(/https?:\/\/|\/\/[a-z]/i);
    expect(own[0]).not.toContain("data-password");
    expect(own[0]).not.toMatch(/<script(?![^>]* src="\/docs\/)|<style|\son\w+=/);
    for (const quiet of ["proxyUrl: \"\"", "withDefaultFonts: false", "telemetry: false"]) expect(own[1]).toContain(quiet);
  });

  test("has its program from here, compressed, and not again where it is known", async () => {
    const program = await get("/docs/reference.js");
    expect(program.status).toBe(200);
    expect(program.headers.get("Content-Encoding")).toBe("gzip");
    expect((await program.text()).slice(0, 400)).toContain("License");
    const again = await get("/docs/reference.js", { "If-None-Match": program.headers.get("ETag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("leaves what is beside it to the API", async () => {
    expect((await get("/docs/nothing.js")).status).toBe(404);
    expect((await get("/docs/problems")).headers.get("Content-Type")).toContain("text/html");
    const post = await fetch(`${server.url}/docs`, { method: "POST" });
    expect([post.status, ((await post.json()) as { code: string }).code]).toEqual([404, "route_not_found"]);
  });

  test("shows every operation in the SDK, on the command line and with curl", async () => {
    const { paths } = (await (await get("/openapi.json")).json()) as { paths: Record<string, Record<string, { operationId?: string; "x-codeSamples"?: { label: string; source: string }[] }>> };
    const operations = Object.values(paths).flatMap((item) => Object.values(item)).filter(({ operationId }) => operationId !== undefined);
    expect(operations.length).toBeGreaterThan(100);
    for (const operation of operations) {
      const samples = operation["x-codeSamples"] ?? [];
      expect([operation.operationId, samples.map(({ label }) => label)]).toEqual([operation.operationId, ["SDK", "CLI", "curl"]]);
      for (const { source } of samples) expect(source).not.toMatch(/undefined|\{\w+\}"|\[object/);
    }
  });

  test("can be switched off", async () => {
    const quiet = await startServer({ settings: { VITALEDGE_REFERENCE: "off" } });
    expect((await get("/docs", {}, quiet.url)).status).toBe(404);
    expect((await get("/docs/problems", {}, quiet.url)).status).toBe(200);
    await quiet.close();
  });
});

describe("a web application's folder", () => {
  test("is served at /: the page asked for anew each time, hashed files kept for good", async () => {
    const page = await get("/");
    expect([page.status, page.headers.get("Cache-Control"), await page.text()]).toEqual([200, "no-cache", "<!doctype html><title>Board</title>"]);
    expect(policyOf(page).get("script-src")).toBe("'self'");
    const script = await get("/assets/index-Ab12_x-9.js");
    expect(script.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(script.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
    expect(script.headers.get("Content-Encoding")).toBe("gzip");
    expect((await fetch(`${server.url}/`, { method: "HEAD" })).status).toBe(200);
  });

  test.each(["/../package.json", "/%2e%2e/package.json", "/assets/..%2findex.html", "/assets", "/nothing"])("holds nothing at %s", async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get("Content-Type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
  });

  test("takes no operation's place, and changes no answer of the API", async () => {
    expect(await (await get("/openapi.json")).json()).toHaveProperty("openapi");
    const answer = await get("/api/patients");
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([401, "no-store"]);
    expect(policyOf(answer).has("script-src")).toBe(false);
    expect((await fetch(`${server.url}/`, { method: "POST" })).status).toBe(404);
  });

  test("without a page is refused at the start, in one sentence", async () => {
    await expect(startServer({ settings: { VITALEDGE_WEB_DIR: join(folder, "assets") } })).rejects.toThrow(/holds no index\.html\. Build the application first/);
  });
});
