import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { defineConfig } from "tsup";
import type { Options } from "tsup";

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

/** What the contract's types refer to a thousand times, each by a name. */
const SHORT = { responses: "Responses", schemas: "Schemas", parameters: "Parameters" };

/** The contract's types without what they say in words: those are with the names of `.`, and ./raw is for who knows the paths. */
function copySchema(): string[] {
  const text = readFileSync(new URL("../contract/generated/schema.d.ts", import.meta.url), "utf8");
  const copy = join(scratch, "schema.d.mts");
  const bare = text.replace(/\/\*\*[^]*?\*\//g, "").replace(/\n\s+/g, "\n");
  const short = bare.replace(/components\["(responses|schemas|parameters)"\]/g, (_, part: keyof typeof SHORT) => SHORT[part]);
  const names = Object.entries(SHORT).map(([part, name]) => `type ${name} = components["${part}"];\n`);
  writeFileSync(copy, short + names.join(""));
  return [copy];
}

const entry = { index: "src/index.ts", raw: "src/raw.ts", fhir: "src/fhir/index.ts", node: "src/node.ts", webhooks: "src/webhooks.ts", testing: "src/testing/index.ts" };

// Before any of the builds below, which run side by side.
rmSync("dist", { recursive: true, force: true });

const code: Options = {
  target: "es2022",
  platform: "neutral",
  splitting: false,
  treeshake: true,
  external: [/^node:/, "msw"],
  noExternal: ["openapi-fetch"],
  esbuildOptions(options) {
    options.conditions = ["vitaledge-source", "import"];
  },
};

/** `to-file.browser.ts` in place of `to-file.ts`. */
const forBrowsers: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "for-browsers",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/to-file\.js$/ }, ({ importer, resolveDir }) =>
      importer.endsWith(".browser.ts") ? undefined : { path: join(resolveDir, "to-file.browser.ts") });
  },
};

/** What ./fhir needs of the client it takes from `.`: a program has both, and each of its classes once. */
const fromTheClient: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "from-the-client",
  setup({ onResolve }) {
    onResolve({ filter: /\/(download|errors|paginate)\.js$/ }, () => ({ path: "@vitaledge/sdk", external: true, sideEffects: false }));
  },
};

const { fhir, ...others } = entry;

// tsup reads a default export and nothing else.
export default defineConfig([
  { ...code, entry: { browser: "src/index.ts" }, format: ["esm"], esbuildPlugins: [forBrowsers] },
  { ...code, entry: others, format: ["esm", "cjs"] },
  { ...code, entry: { fhir }, format: ["esm", "cjs"], external: [/^node:/, "@vitaledge/sdk"], esbuildPlugins: [fromTheClient] },
  {
    entry,
    format: ["cjs"],
    // A program has them of its own, or none: see NeedsTypes.
    external: [/^fhir\//],
    // Neither the contract nor openapi-fetch is there where the package is installed.
    dts: {
      only: true,
      resolve: true,
      // `await using` on a client, also where the program's own library is older.
      banner: '/// <reference lib="esnext.disposable" />',
      compilerOptions: {
        stripInternal: true,
        paths: {
          "@vitaledge/contract/schema": copySchema(),
          "openapi-fetch": copyOut(fetchTypes, "openapi-fetch"),
          "openapi-typescript-helpers": copyOut(helperTypes, "helpers"),
        },
      },
    },
  },
]);
