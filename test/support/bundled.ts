import { rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const PROGRAMS = {
  server: "packages/server/src/bin.ts",
  worker: "test/support/worker-process.ts",
  holder: "test/support/hold-embedded.ts",
};

/** Where the server's dependencies are found, and as deep in its package as its modules that read its data. */
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
  const [file, fresh] = [join(FOLDER, `${name}.js`), join(FOLDER, `${name}-${process.pid}.js`)];
  await build({
    absWorkingDir: ROOT, entryPoints: [PROGRAMS[name]], outfile: fresh, bundle: true, platform: "node", format: "esm", target: "node20",
    conditions: ["vitaledge-source"], plugins: [ownAlone], logLevel: "error",
  });
  // At once: another worker may be starting the one that is there.
  await rename(fresh, file);
  return file;
};

const made = new Map<string, Promise<string>>();

/** The file of a program, bundled from its sources as they are now: compiled file by file, each start would take two seconds more. */
export const bundled = (name: keyof typeof PROGRAMS): Promise<string> => {
  const file = made.get(name) ?? bundle(name);
  made.set(name, file);
  return file;
};
