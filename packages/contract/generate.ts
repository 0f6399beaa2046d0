import { stringify } from "yaml";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import type { OpenAPI3 } from "openapi-typescript";
import { bundleContract } from "./bundle.js";
import { addCodeSamples, renderSdkSamples } from "./code-samples.js";
import type { Document } from "./document.js";
import { listOperations } from "./document.js";
import { renderOperations } from "./operation-table.js";
import { renderPhiPaths } from "./phi-table.js";
import { renderValidators, VALIDATOR_TYPES } from "./validator-code.js";

const directory = dirname(fileURLToPath(import.meta.url));
const root = join(directory, "../..");

async function renderTypes(document: Document): Promise<string> {
  const rest = Object.entries(document.paths).filter(([path]) => listOperations(document).some((placed) => placed.path === path));
  // What we send to others is no operation that anybody could call.
  const nodes = await openapiTS({ ...structuredClone(document), paths: Object.fromEntries(structuredClone(rest)), webhooks: undefined } as unknown as OpenAPI3, { defaultNonNullable: false });
  return `// Generated from openapi.yaml by packages/contract/generate.ts; do not edit.\n${astToString(nodes)}`;
}

const document = bundleContract(root);
addCodeSamples(document);
const files: Record<string, string> = {
  "openapi.json": `${JSON.stringify(document, null, 2)}\n`,
  "openapi.yaml": stringify(document, { lineWidth: 110 }),
  "schema.d.ts": await renderTypes(document),
  "operations.ts": renderOperations(document),
  "phi-paths.ts": renderPhiPaths(document),
  "validators.js": await renderValidators(document, directory),
  "validators.d.ts": VALIDATOR_TYPES,
};

mkdirSync(join(directory, "generated"), { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, "generated", name), text);
writeFileSync(join(root, "test/contract/generated/code-samples.ts"), renderSdkSamples(document));
