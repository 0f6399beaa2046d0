import { copyFileSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "tsup";

const fetchTypes = join(dirname(createRequire(import.meta.url).resolve("openapi-fetch")), "index.d.mts");
const helperTypes = join(dirname(createRequire(fetchTypes).resolve("openapi-typescript-helpers")), "index.d.mts");

/** Types are copied into ours only when they lie outside `node_modules`. */
function copyOut(file: string, directory = mkdtempSync(join(tmpdir(), "vitaledge-types-"))): string[] {
  const copy = join(directory, "index.d.mts");
  copyFileSync(file, copy);
  return [copy];
}

// tsup reads a default export and nothing else.
export default defineConfig({
  entry: { index: "src/index.ts", raw: "src/raw.ts", node: "src/node.ts" },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  splitting: false,
  clean: true,
  treeshake: true,
  external: [/^node:/],
  noExternal: ["openapi-fetch"],
  // Neither the contract nor openapi-fetch is there where the package is installed.
  dts: {
    resolve: true,
    compilerOptions: {
      paths: {
        "@vitaledge/contract/schema": [fileURLToPath(new URL("../contract/generated/schema.d.ts", import.meta.url))],
        "openapi-fetch": copyOut(fetchTypes),
        "openapi-typescript-helpers": copyOut(helperTypes),
      },
    },
  },
  esbuildOptions(options) {
    options.conditions = ["vitaledge-source", "import"];
  },
});
