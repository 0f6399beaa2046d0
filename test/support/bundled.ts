import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const PROGRAMS = {
  server: "packages/server/src/bin.ts",
  worker: "test/support/worker-process.ts",
  holder: "test/support/hold-embedded.ts",
};

/** In the server's package: its dependencies are found there, and its data. */
const FOLDER = join(ROOT, "packages/server/node_modules/.tests/programs");

/** Packages of others stay where they are. */
const OWN = /^(?:[./]|@vitaledge\/)/;
const ownAlone: Plugin = {
  name: "own code alone",
  setup: (bundler) => {
    bundler.onResolve({ filter: /^/ }, ({ path, kind }) => (kind === "entry-point" || OWN.test(path) ? undefined : { path, external: true }));
  },
};

const bundle = async (name: keyof typeof PROGRAMS): Promise<string> => {
  // In parts, as it is published: in one file, everything would be read at each start.
  const { outputFiles } = await build({
    absWorkingDir: ROOT, entryPoints: { [name]: PROGRAMS[name] }, outdir: FOLDER, chunkNames: "[name]-[hash]", bundle: true, splitting: true, write: false,
    platform: "node", format: "esm", target: "node20", conditions: ["vitaledge-source"], plugins: [ownAlone], logLevel: "error",
  });
  await mkdir(FOLDER, { recursive: true });
  // Each at once, and the program after its parts: another worker may be starting the one that is there.
  for (const { path, contents } of outputFiles.toReversed()) {
    await writeFile(`${path}.${process.pid}`, contents);
    await rename(`${path}.${process.pid}`, path);
  }
  return join(FOLDER, `${name}.js`);
};

const made = new Map<string, Promise<string>>();

/** The file of a program, bundled from its sources as they are now: compiled file by file, each start would take two seconds more. */
export const bundled = (name: keyof typeof PROGRAMS): Promise<string> => {
  const file = made.get(name) ?? bundle(name);
  made.set(name, file);
  return file;
};
