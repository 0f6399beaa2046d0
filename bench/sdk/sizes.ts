import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const SDK = fileURLToPath(new URL("../../packages/sdk/dist/", import.meta.url));

/** Bytes of a program after a browser's bundler and gzip. */
const bundled = async (program: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: SDK }, bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
};

const folderBytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

export type Sizes = { everything: number; fhirExtra: number; oneNamespace: number; openapiFetch: number; typesBytes: number; cliBytes: number };

/** `openapiFetch` is the path of that package's own file, for comparison. */
export const measureSizes = async (oneNamespace: string, openapiFetch: string): Promise<Sizes> => {
  const types = readdirSync(SDK).filter((name) => /\.d\.c?ts$/.test(name));
  const everything = await bundled(`import { VitalEdge } from "./browser.js"; console.log(VitalEdge);`);
  return {
    everything,
    fhirExtra: (await bundled(`import { VitalEdge } from "./browser.js"; import { fhirOf } from "./fhir.js"; console.log(VitalEdge, fhirOf);`)) - everything,
    oneNamespace: await bundled(oneNamespace),
    openapiFetch: await bundled(`import createClient from ${JSON.stringify(openapiFetch)}; console.log(createClient);`),
    typesBytes: types.reduce((sum, name) => sum + statSync(join(SDK, name)).size, 0),
    cliBytes: folderBytes(fileURLToPath(new URL("../../packages/cli/dist/", import.meta.url))),
  };
};

/** Runs `work` with a folder that has these files and the SDK as an installed package. */
export const withProject = async <T>(files: Record<string, string>, work: (folder: string) => Promise<T>): Promise<T> => {
  // Inside the workspace, so that the package is found by its name.
  const folder = mkdtempSync(join(fileURLToPath(new URL("../../node_modules/", import.meta.url)), ".bench-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

