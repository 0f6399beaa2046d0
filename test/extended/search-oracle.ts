import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { occasion, table, writePage } from "./evidence.js";
import { runProgram, type Part } from "./part.js";

const QUERIES = 1_000;
/** Two that were agreed on, and a new one each day. */
const SEEDS = [7, 11, Math.floor(Date.now() / 86_400_000)];
const RACE = "fifty conditional creates at once make one";

type Report = { testResults: { assertionResults: { title: string; status: string }[] }[] };
type Test = { title: string; passed: boolean };

const vitest = (files: readonly string[], environment: Record<string, string>, extra: readonly string[] = []): void => {
  runProgram(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...files.map((name) => `test/fhir/${name}.test.ts`), ...extra], { environment: { NODE_ENV: "test", ...environment } });
};

/** Every test of FHIR that counts something, and how many resources the validators took in them. */
const countTests = (): { tests: Test[]; validated: number; types: number } => {
  const folder = mkdtempSync(join(tmpdir(), "vitaledge-fhir-"));
  try {
    const [report, log] = [join(folder, "report.json"), join(folder, "validated")];
    vitest(["examples", "synthea", "made", "mapped", "reading-profiles", "readings", "search", "statuses"], { VALID_FHIR_LOG: log }, ["--reporter=json", `--outputFile=${report}`]);
    const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ title, status }) => ({ title, passed: status === "passed" })));
    const types = readFileSync(log, "utf8").trim().split("\n");
    return { tests, validated: types.length, types: new Set(types).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What `npm test` does a hundred times, and what else of FHIR is counted. */
export const searchOracle: Part = {
  name: "search-oracle",
  shows: `${QUERIES} random searches of FHIR for each of ${SEEDS.length} seeds (every kind of parameter, modifiers, prefixes, composites, chains, \`_has\`, order and pages) find what HL7's rules say, read by another FHIRPath engine`,
  needs: [],
  pages: ["fhir.md"],
  async run() {
    for (const seed of SEEDS) vitest(["oracle"], { SEARCH_ORACLE_QUERIES: String(QUERIES), SEARCH_ORACLE_SEED: String(seed) });
    const { tests, validated, types } = countTests();
    const counted = (of: (title: string) => boolean): string => `${tests.filter(({ title, passed }) => passed && of(title)).length} of ${tests.filter(({ title }) => of(title)).length}`;
    await writePage("fhir", [
      "# FHIR, counted", "", `What \`pnpm test:extended search-oracle\` found on ${occasion()}.`, "",
      ...table(["what", "count"], [
        [`random searches that found what a naive reading finds, seeds ${SEEDS.join(", ")}`, `${SEEDS.length * QUERIES} of ${SEEDS.length * QUERIES}`],
        [`resources of ${types} types that HL7's schema, definitions and invariants, the US Core profiles they claim (\`@medplum/core\`, ajv, \`fhirpath\`) and UCUM took`, validated],
        ["official R4 examples that came back as they were sent", counted((title) => title.endsWith("comes back as it was sent"))],
        ["official R4 examples of types that the platform makes, refused", counted((title) => title.endsWith("the platform makes its type"))],
        ["bundles of Synthea that committed whole and read back equal", counted((title) => title.endsWith("commits whole and reads back equal"))],
        ["races of 50 conditional creates at once, of which one made the resource", counted((title) => title === RACE)],
        ["tests of these files", counted(() => true)],
      ]), "",
      "How fast, beside REST: [performance](../performance.md#fhir).",
    ]);
    return `${validated} resources valid`;
  },
};
