import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "tsup";

const fetchTypes = join(dirname(createRequire(import.meta.url).resolve("openapi-fetch")), "index.d.mts");
const helperTypes = join(dirname(createRequire(fetchTypes).resolve("openapi-typescript-helpers")), "index.d.mts");

const scratch = mkdtempSync(join(tmpdir(), "vitaledge-types-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** Types are copied into ours only when they lie outside `node_modules`. */
function copyOut(file: string, name: string): string[] {
  const copy = join(scratch, `${name}.d.mts`);
  copyFileSync(file, copy);
  return [copy];
}

// tsup reads a default export and nothing else.
export default defineConfig({
  entry: { index: "src/index.ts", raw: "src/raw.ts", node: "src/node.ts", webhooks: "src/webhooks.ts", testing: "src/testing/index.ts" },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  splitting: false,
  clean: true,
  treeshake: true,
  external: [/^node:/, "msw"],
  noExternal: ["openapi-fetch"],
  // Neither the contract nor openapi-fetch is there where the package is installed.
  dts: {
    resolve: true,
    // `await using` on a client, also where the program's own library is older.
    banner: '/// <reference lib="esnext.disposable" />',
    compilerOptions: {
      paths: {
        "@vitaledge/contract/schema": [fileURLToPath(new URL("../contract/generated/schema.d.ts", import.meta.url))],
        "openapi-fetch": copyOut(fetchTypes, "openapi-fetch"),
        "openapi-typescript-helpers": copyOut(helperTypes, "helpers"),
      },
    },
  },
  esbuildOptions(options) {
    options.conditions = ["vitaledge-source", "import"];
  },
});
