import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BuildOptions } from "esbuild";
import { runFor, runProgram } from "../part.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const INSTALL_SECONDS = 240;

let tarball: Promise<string> | undefined;

const pack = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "vitaledge-packed-"));
  process.once("exit", () => runProgram("rm", ["-rf", folder]));
  runProgram(process.execPath, ["tools/pnpm.mjs", "--dir", "packages/sdk", "pack", "--pack-destination", folder], { cwd: ROOT });
  return join(folder, (await readdir(folder))[0] ?? "");
};

/** The package as it would be published, packed once a run. */
export const packedSdk = (): Promise<string> => (tarball ??= pack());

export type Project = { folder: string; bin(name: string): string; remove(): Promise<void> };

/** A fresh folder in which npm installed the packed SDK, and these packages. */
export const makeProject = async (packages: readonly string[] = []): Promise<Project> => {
  const folder = await mkdtemp(join(tmpdir(), "vitaledge-runtime-"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "fresh", private: true, type: "module" }));
  const { code, output } = await runFor(INSTALL_SECONDS, "npm", ["install", "--no-audit", "--no-fund", await packedSdk(), ...packages], { cwd: folder });
  if (code !== 0) throw new Error(`npm install of ${packages.join(", ")} failed: ${output.slice(-300)}`);
  return { folder, bin: (name) => join(folder, "node_modules", ".bin", name), remove: () => rm(folder, { recursive: true, force: true }) };
};

/** One of the entries beside this file into the project; the SDK is the project's own. */
export const bundleEntry = async ({ folder }: Project, entry: string, outfile: string, options: BuildOptions = {}): Promise<void> => {
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))], outfile: join(folder, outfile),
    bundle: true, format: "esm", platform: "neutral", target: "es2022", external: ["node:*", "@vitaledge/sdk"], ...options,
  });
};
