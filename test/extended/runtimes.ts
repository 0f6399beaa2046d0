import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { BROWSER } from "./browser.js";
import { npmPackage } from "./needs.js";
import { runFor } from "./part.js";
import type { Need, Part } from "./part.js";
import { bundleEntry, makeProject } from "./runtimes/project.js";
import type { Project } from "./runtimes/project.js";
import type { Outcome } from "./runtimes/run-scenarios.js";
import { setRuntimeStage } from "./runtimes/stage.js";
import type { RuntimeStage } from "./runtimes/stage.js";

const SECONDS = 120;

/** Throws with the names of what failed. */
const judge = (outcomes: readonly Outcome[]): string => {
  const failed = outcomes.filter(({ failure }) => failure !== null);
  if (outcomes.length === 0 || failed.length > 0) throw new Error(failed.map(({ name, failure }) => `${name}: ${failure}`).join("; ") || "no scenario ran");
  return `${outcomes.length} promises`;
};

/** `packages`: as npm is told them, by name or by name and version. */
type Runtime = { name: string; label: string; packages: readonly string[]; needs?: readonly Need[]; run(project: Project, stage: RuntimeStage): Promise<readonly Outcome[]> };

const nameOf = (spec: string): string => spec.split("@")[0]!;

const installed = async (packages: readonly string[], { folder }: Project): Promise<string> => {
  const versions = packages.map(async (spec) => {
    const { version } = JSON.parse(await readFile(join(folder, "node_modules", nameOf(spec), "package.json"), "utf8")) as { version: string };
    return `${nameOf(spec)} ${version}`;
  });
  return (await Promise.all(versions)).join(", ");
};

const runtime = ({ name, label, packages, needs = [], run }: Runtime): Part => ({
  name: `runtime-${name}`,
  shows: `the packed SDK in a fresh project keeps its promises in ${label}`,
  needs: [...needs, ...packages.map((spec) => npmPackage(nameOf(spec)))],
  async run() {
    const project = await makeProject(packages);
    try {
      const stage = await setRuntimeStage();
      try {
        return `${judge(await run(project, stage))}, ${await installed(packages, project)}`;
      } finally {
        await stage.stop();
      }
    } finally {
      await project.remove();
    }
  },
});

/** Runs a bundled program to its end; its last line is what it found. */
const runBundle = async (file: string, args: string[], { folder }: Project, { facts }: RuntimeStage): Promise<readonly Outcome[]> => {
  const environment = { SCENE: JSON.stringify(facts), DENO_NO_UPDATE_CHECK: "1" };
  const { code, output, cut } = await runFor(SECONDS, file, args, { cwd: folder, environment });
  if (code !== 0 || cut) throw new Error(`it ended with ${cut ? "no answer" : code}: ${output.slice(-400)}`);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as Outcome[];
};

const node = (major: number, format: "esm" | "cjs"): Part =>
  runtime({
    name: `node${major}-${format}`, label: `Node ${major}, ${format === "esm" ? "ES modules" : "CommonJS"}`, packages: [`node@${major}`],
    async run(project, stage) {
      const file = format === "esm" ? "program.mjs" : "program.cjs";
      await bundleEntry(project, "program.ts", file, { format });
      return runBundle(project.bin("node"), [file], project, stage);
    },
  });

const bun = runtime({
  name: "bun", label: "Bun", packages: ["bun"],
  async run(project, stage) {
    await bundleEntry(project, "program.ts", "program.mjs");
    return runBundle(project.bin("bun"), ["run", "program.mjs"], project, stage);
  },
});

const deno = runtime({
  name: "deno", label: "Deno", packages: ["deno"],
  async run(project, stage) {
    await bundleEntry(project, "program.ts", "program.mjs");
    return runBundle(project.bin("deno"), ["run", "--allow-all", "program.mjs"], project, stage);
  },
});

const workerdConfig = (port: number): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["local"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  bindings = [(name = "SCENE", fromEnvironment = "SCENE")]
);
`;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const workerd = runtime({
  name: "workerd", label: "workerd", packages: ["workerd"],
  async run(project, { facts }) {
    await bundleEntry(project, "worker.ts", "worker.js", { external: [], conditions: ["workerd", "import"], nodePaths: [join(project.folder, "node_modules")], alias: { "@vitaledge/sdk": join(project.folder, "node_modules/@vitaledge/sdk/dist/index.js") } });
    const port = await freePort();
    await writeFile(join(project.folder, "config.capnp"), workerdConfig(port));
    // A group of its own: what npm names workerd is a program that starts it.
    const child = spawn(project.bin("workerd"), ["serve", "config.capnp"], { cwd: project.folder, env: { ...process.env, SCENE: JSON.stringify(facts) }, stdio: "ignore", detached: true });
    try {
      return await askUntil(`http://127.0.0.1:${port}/`);
    } finally {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    }
  },
});

/** Asked again while nobody listens yet. */
const askUntil = async (url: string): Promise<readonly Outcome[]> => {
  for (let tries = 0; ; tries += 1) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(SECONDS * 1_000) });
      return (await response.json()) as Outcome[];
    } catch (error) {
      if (tries >= 40 || !(error instanceof TypeError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
};

const TYPES: Record<string, string> = { html: "text/html", js: "text/javascript" };

const chromium = runtime({
  name: "chromium", label: "Chromium, bundled by Vite", packages: ["vite@8.3.8"], needs: [BROWSER],
  async run(project, stage) {
    await bundleEntry(project, "page.ts", "page.js");
    await writeFile(join(project.folder, "index.html"), '<!doctype html><title>SDK</title><script type="module" src="./page.js"></script>\n');
    const { code, output } = await runFor(SECONDS, project.bin("vite"), ["build", "--target", "es2022"], { cwd: project.folder });
    if (code !== 0) throw new Error(`vite build failed: ${output.slice(-400)}`);
    const dist = join(project.folder, "dist");
    const known = new Map<string, Uint8Array>([["/", await readFile(join(dist, "index.html"))]]);
    stage.serve((path) => {
      const body = known.get(path) ?? (/^\/assets\/[\w.-]+$/.test(path) ? readFileSync(join(dist, path)) : undefined);
      return body && { type: TYPES[path.split(".")[1] ?? "html"] ?? "text/plain", body };
    });
    await mkdir(join(project.folder, "profile"));
    const args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${join(project.folder, "profile")}`, "--remote-debugging-port=0", stage.facts.control];
    const child = spawn("chromium", args, { stdio: "ignore", detached: true });
    const timeout = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("the page did not report")), SECONDS * 1_000).unref());
    try {
      return await Promise.race([stage.report, timeout]);
    } finally {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    }
  },
});

export const runtimes: readonly Part[] = [
  ...[20, 22, 24, 26].map((major) => node(major, "esm")), node(20, "cjs"), node(26, "cjs"), bun, deno, workerd, chromium,
];
