import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ORGANIZATION, startDemonstration } from "../support/demonstration.js";
import type { TestServer } from "../support/server.js";
import { checkTypes } from "./check-types.js";
import { installPrograms } from "./programs.js";
import { createPrepare, type Prepare } from "./prepared.js";
import { listPages, readFences, type Fence, type Mark } from "./read-snippets.js";
import { removeModules, runModule } from "./run-module.js";
import { runScript } from "./run-script.js";
import { shiftDate } from "./shift-date.js";

type Snippet = Fence & { mark: Extract<Mark, { kind: "snippet" }> };

const fences = listPages().flatMap(readFences);
const isSnippet = (fence: Fence): fence is Snippet => fence.mark?.kind === "snippet";
const snippets = fences.filter(isSnippet);

/** Pages name months and days, which are always as far away. */
const TODAY = "2026-11-20T15:00:00Z";

let restoreDate: () => void;
let server: TestServer;
let folder: string;
let prepare: Prepare;

beforeAll(async () => {
  restoreDate = shiftDate(TODAY);
  folder = await mkdtemp(join(tmpdir(), "vitaledge-docs-"));
  [server] = await Promise.all([startDemonstration(), installPrograms(folder)]);
  prepare = await createPrepare(server);
  vi.stubEnv("VITALEDGE_BASE_URL", server.url).stubEnv("VITALEDGE_ORGANIZATION_ID", ORGANIZATION).stubEnv("HOME", folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  restoreDate();
  await server.close();
  await removeModules();
  await rm(folder, { recursive: true, force: true });
});

test("every fence has a mark that says what becomes of it", () => {
  expect(fences.filter(({ mark }) => mark === undefined).map(({ page, line }) => `${page}:${line}`)).toEqual([]);
});

test("what is not run says why, and each name is there once", () => {
  expect(snippets.filter(({ mark }) => mark.notRun !== undefined && mark.notRun.length < 10).map(({ mark }) => mark.name)).toEqual([]);
  const names = fences.map(({ page, mark }) => `${page} ${mark?.kind} ${mark?.name}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test("what is neither run nor compiled is at least JSON, or a script that a shell can read", () => {
  const scripts = snippets.filter(({ language, mark }) => language === "sh" && mark.notRun !== undefined);
  for (const { page, line, text } of scripts) expect(spawnSync("bash", ["-n"], { input: text, encoding: "utf8" }).stderr, `${page}:${line}`).toBe("");
  for (const { text } of fences.filter(({ language, mark }) => language === "json" && mark?.kind !== "output")) JSON.parse(text);
});

test("every snippet in TypeScript agrees with the types of the SDK", () => {
  expect(checkTypes(snippets.filter(({ language }) => language === "ts"))).toEqual([]);
});

/** Where a reader's server would be. */
const ADDRESSES = /(?:http:\/\/)?(?:localhost|127\.0\.0\.1):8080|https:\/\/(?:api\.example\.org|api\.vsumup-health\.com)/g;

const run = async ({ page, text, language, mark }: Snippet): Promise<string> => {
  const here = join(folder, page.replaceAll("/", "_"));
  await mkdir(here, { recursive: true });
  for (const file of fences.filter((fence) => fence.page === page && fence.mark?.kind === "file")) {
    await writeFile(join(here, file.mark!.name), file.text, { flag: "wx" }).catch(() => undefined);
  }
  const prepared = await prepare(mark.needs);
  const own = text.replaceAll(ADDRESSES, server.url).replaceAll("YOUR_JWT_TOKEN", prepared.accessToken ?? "");
  if (language === "ts") return runModule({ name: `${page}-${mark.name}`, expected: mark.expected }, own, prepared);
  const environment = Object.entries(prepared).map(([name, value]) => [name.replaceAll(/[A-Z]/g, "_$&").toUpperCase(), String(value)]);
  const ended = await runScript({ text: own, stdin: `${mark.stdin}\n`, environment: Object.fromEntries(environment), folder: here, programs: join(folder, "bin") });
  expect(ended.code, ended.stdout + ended.stderr).toBe(mark.exit);
  expect(ended.stdout).toContain(mark.expected ?? "");
  return ended.stdout;
};

/** `…` stands for whatever differs from run to run, on a line of its own for any lines. */
const toPattern = (expected: string): RegExp => {
  const escaped = expected.trimEnd().replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll(/^…$/gm, "[^]*").replaceAll("…", ".*")}\\s*$`);
};

const runnable = snippets.filter(({ mark }) => mark.notRun === undefined);

describe.each([...new Set(runnable.map(({ page }) => page))])("%s", (page) => {
  const ofPage = runnable.filter((snippet) => snippet.page === page);
  test.each(ofPage.map((snippet) => [snippet.mark.name, snippet] as const))("%s", async (name, snippet) => {
    const printed = await run(snippet);
    const output = fences.find((fence) => fence.page === page && fence.mark?.kind === "output" && fence.mark.name === name);
    if (output) expect(printed).toMatch(toPattern(output.text));
  });
});
