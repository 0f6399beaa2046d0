import { spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { runFor, runProgram } from "./part.js";
import type { Part } from "./part.js";
import { expect } from "./smoke.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PACKAGES = ["contract", "sdk", "cli", "server"];
const ACCOUNT = { email: "user@example.com", password: "secure_password" };
const SECONDS = 240;

/** Packs what a release publishes and installs it in a folder that knows nothing of this one. */
const install = async (folder: string): Promise<void> => {
  const packed = join(folder, "packed");
  for (const name of PACKAGES) runProgram(process.execPath, ["tools/pnpm.mjs", "--dir", `packages/${name}`, "pack", "--pack-destination", packed], { cwd: ROOT });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "fresh", private: true, type: "module" }));
  const tarballs = (await readdir(packed)).map((file) => join(packed, file));
  const { code, output } = await runFor(SECONDS, "npm", ["install", "--no-audit", "--no-fund", ...tarballs], { cwd: folder });
  if (code !== 0) throw new Error(`npm install: ${output.slice(-400)}`);
};

type Demonstration = { url: string; stop(): Promise<void> };

const startDemonstration = (folder: string): Promise<Demonstration> =>
  new Promise((resolve, reject) => {
    const environment = { ...process.env, PORT: "0", VITALEDGE_DATA_DIR: join(folder, "data") };
    const child = spawn(join(folder, "node_modules/.bin/vitaledge-server"), ["demo"], { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise<void>((end) => child.once("exit", () => end()));
    let printed = "";
    const read = (text: string): void => {
      printed += text;
      const url = /VitalEdge runs at (\S+)\n/.exec(printed)?.[1];
      if (url !== undefined) resolve({ url, stop: () => (child.kill("SIGTERM"), ended) });
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", read);
    void ended.then(() => reject(new Error(`vitaledge-server ended: ${printed.slice(-400)}`)));
  });

export const release: Part = {
  name: "release-dry-run",
  shows: "all packages, packed as they would be published, install outside the workspace: the demonstration starts, the quickstart and the CLI run against it",
  needs: [],
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "vitaledge-release-"));
    try {
      // As root, PostgreSQL runs as a user that has to pass through.
      await chmod(folder, 0o711);
      await install(folder);
      const { url, stop } = await startDemonstration(folder);
      try {
        await build({ entryPoints: [join(ROOT, "examples/quickstart/src/main.ts")], outfile: join(folder, "quickstart.mjs"), bundle: true, format: "esm", platform: "node", external: ["@vitaledge/*"] });
        const environment = { VITALEDGE_BASE_URL: url, VITALEDGE_CONFIG_DIR: join(folder, "config") };
        runProgram(process.execPath, ["quickstart.mjs"], { cwd: folder, environment });
        const vitaledge = (args: string[], input = ""): string => runProgram(join(folder, "node_modules/.bin/vitaledge"), args, { cwd: folder, environment, input });
        vitaledge(["auth", "login", "--email", ACCOUNT.email, "--org", "org_abc123"], `${ACCOUNT.password}\n`);
        const patients = JSON.parse(vitaledge(["patients", "list", "--limit", "3", "--json"])) as unknown[];
        expect(patients.length === 3, "the CLI lists three patients");
      } finally {
        await stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
