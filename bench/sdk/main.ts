import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, rounded, runNode, timeInTurn } from "./processes.js";
import { measureSizes } from "./sizes.js";
import { measureTypes } from "./types.js";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SDK = at("../../packages/sdk/dist/index.js");
const CLI = at("../../packages/cli/dist/vitaledge.js");
const FETCH = at(join("../../packages/sdk/node_modules", "openapi-fetch", "dist/index.mjs"));
const ROUNDS = 15;

/** One line of the table of budgets: what others reach, what ours may be, what it is. */
export type Budget = { what: string; unit: string; others: string; budget: number; measured: number };

/** Milliseconds of an import in a fresh process. */
const importTime = (entry: string): number => {
  const program = `const began = performance.now(); await import(${JSON.stringify(entry)}); console.log(performance.now() - began)`;
  return rounded(median(Array.from({ length: ROUNDS }, () => Number(runNode(["--input-type=module", "-e", program]).stdout))), 1);
};

type Round = { wall: number; cpu: number };

const measureOverhead = async (): Promise<{ wall: number; cpu: number }> => {
  const echo = spawn(process.execPath, [at("echo.mjs")], { stdio: ["ignore", "ignore", "pipe"] });
  try {
    const url = await new Promise<string>((resolve) => echo.stderr.setEncoding("utf8").on("data", (text: string) => resolve(/http:\S+/.exec(text)?.[0] ?? "")));
    const rounds = JSON.parse(runNode([at("overhead.mjs"), url, SDK]).stdout) as Record<"fetch" | "sdk", Round[]>;
    const ratio = (kind: keyof Round): number => rounded(median(rounds.sdk.map((round, turn) => round[kind] / (rounds.fetch[turn]?.[kind] ?? Number.NaN))));
    return { wall: ratio("wall"), cpu: ratio("cpu") };
  } finally {
    echo.kill();
  }
};

/** The figures of the SDK and the CLI; times of whole processes are as ratios to an empty program too. */
export const measureSdk = async (): Promise<Budget[]> => {
  const manifest = JSON.parse(readFileSync(at("../../packages/sdk/package.json"), "utf8")) as { dependencies?: object };
  const sizes = await measureSizes('import { bearer, createClient, devices } from "./browser.js"; console.log(bearer, createClient, devices);', FETCH);
  const kilobytes = (bytes: number): number => rounded(bytes / 1_000, 1);
  const overhead = await measureOverhead();
  const types = await measureTypes();
  const starts = timeInTurn({ node: ["-e", "0"], version: [CLI, "--version"], help: [CLI, "--help"] }, ROUNDS);
  const { node = Number.NaN, version = Number.NaN, help = Number.NaN } = starts;
  return [
    { what: "`.` for a browser, all namespaces", unit: "KB gzip", others: `openapi-fetch ${kilobytes(sizes.openapiFetch)} (no auth, no retry); auth-js 24.7`, budget: 10, measured: kilobytes(sizes.everything) },
    { what: "`./fhir` beside it", unit: "KB gzip", others: "fhir-kit-client 7.9, fhirclient 26.6", budget: 3, measured: kilobytes(sizes.fhirExtra) },
    { what: "core and one namespace", unit: "KB gzip", others: "", budget: 6, measured: kilobytes(sizes.oneNamespace) },
    { what: "runtime dependencies", unit: "", others: "0 (stripe, openai, medplum)", budget: 0, measured: Object.keys(manifest.dependencies ?? {}).length },
    { what: "import", unit: "ms", others: `openapi-fetch ${importTime(FETCH)} here, 2.3 on Node 24; octokit core 11.2`, budget: 6, measured: importTime(SDK) },
    { what: "GET against bare fetch, wall", unit: "ratio", others: "openapi-fetch 0.97 to 1.05, medplum 1.10", budget: 1.15, measured: overhead.wall },
    { what: "GET against bare fetch, CPU", unit: "ratio", others: "", budget: 1.2, measured: overhead.cpu },
    { what: "types, of both formats", unit: "MB", others: "openapi-fetch 0.05, medplum 0.8", budget: 0.4, measured: rounded(sizes.typesBytes / 1e6) },
    { what: "compiler, over an empty program", unit: "s", others: "", budget: 0.25, measured: types.overEmptySeconds },
    { what: "instantiations for one call", unit: "", others: "", budget: 5_000, measured: types.instantiations },
    { what: "`vitaledge --version`", unit: "ms", others: `vercel 38; an empty Node program ${node} here`, budget: 60, measured: version },
    { what: "`vitaledge --help`", unit: "ms", others: "vercel 49", budget: 80, measured: help },
    { what: "`--version` against an empty Node program", unit: "ratio", others: "", budget: 1.5, measured: rounded(version / node) },
    { what: "`--help` against an empty Node program", unit: "ratio", others: "", budget: 2, measured: rounded(help / node) },
    { what: "CLI, installed", unit: "MB", others: "32 (a Go binary)", budget: 3, measured: rounded(sizes.cliBytes / 1e6) },
  ];
};
