// All that is held against the code without running it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkAllowedBuilds, checkLockfile } from "./check-lockfile.mjs";
import { checkImports, checkSizes, checkTransactions } from "./check-structure.mjs";
import { checkPackages } from "./check-packages.mjs";
import { checkReference } from "./check-reference.mjs";
import { checkSupply } from "./check-supply.mjs";
import { checkVersions } from "./versions.mjs";
import { runChecks, tool } from "./run-checks.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

// What the generators write now against what is there.
const checkDrift = () => {
  const before = snapshot();
  const fault = ["server/generate-fhir-paths.ts", "contract/generate.ts", "sdk/generate.ts", "sdk/generate-testing.ts", "cli/generate.ts", "server/generate-handbook.ts"].map((file) => tool("tsx", "--conditions=vitaledge-source", `packages/${file}`)).find(Boolean);
  if (fault) return fault;
  return snapshot() === before ? undefined : "Generated code differs from the contract. Run `npm run generate` and commit it.";
};

const FILES = [
  "openapi.yaml", "openapi/paths/fhir.yaml",
  "packages/contract/generated/openapi.json", "packages/contract/generated/operations.ts", "packages/contract/generated/schema.d.ts",
  "packages/contract/generated/validators.js", "packages/contract/generated/phi-paths.ts", "packages/contract/generated/openapi.yaml",
  "packages/sdk/src/generated/coverage.ts", "packages/sdk/src/generated/methods.ts", "packages/sdk/src/generated/models.ts", "packages/sdk/src/generated/tables.ts",
  "packages/sdk/src/generated/mocked.ts", "packages/cli/src/generated/columns.ts", "packages/cli/src/generated/routes.ts", "packages/cli/surface.json",
  "test/contract/generated/code-samples.ts", "docs/operations.md",
];
const snapshot = () => FILES.map((file) => readFileSync(file, "utf8")).join("\0");

const failed = runChecks([
  { name: "generated code is the contract's", run: checkDrift },
  { name: "contract lint (redocly, own rules)", run: () => tool("redocly", "lint", "openapi.yaml") },
  { name: "contract is OpenAPI 3.1, and its examples hold", run: () => tool("tsx", "packages/contract/check.ts") },
  { name: "types", run: () => ["contract", "server", "sdk", "cli"].map((name) => tool("tsc", "--noEmit", "-p", `packages/${name}/tsconfig.json`)).find(Boolean) ?? ["test", "bench", "examples", "examples/triage-board"].map((folder) => tool("tsc", "--noEmit", "-p", `${folder}/tsconfig.json`)).find(Boolean) },
  { name: "lint (oxlint, type-aware)", run: () => tool("oxlint", "--type-aware", "--deny-warnings") },
  { name: "who may import whom", run: checkImports },
  { name: "size of files", run: checkSizes },
  { name: "every migration is a transaction", run: checkTransactions },
  { name: "nothing is there that nobody uses (knip)", run: () => tool("knip", "--no-progress") },
  { name: "lockfile holds no address", run: checkLockfile },
  { name: "allowBuilds names every build script", run: checkAllowedBuilds },
  { name: "licences, and a bill of materials without gaps", run: checkSupply },
  { name: "the SDK's reference is its doc comments' (typedoc)", run: checkReference },
  { name: "programs tell their package's version", run: checkVersions },
  { name: "packages (publint, are-the-types-wrong)", run: checkPackages },
]);
console.log(failed.length ? `${failed.length} checks failed: ${failed.join("; ")}` : "all checks passed");
process.exit(failed.length ? 1 : 0);
