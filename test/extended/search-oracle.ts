import { runProgram, type Part } from "./part.js";

const QUERIES = 1_000;

/** What `npm test` does a hundred times. */
export const searchOracle: Part = {
  name: "search oracle",
  shows: `${QUERIES} random searches of FHIR (every kind of parameter, modifiers, prefixes, composites, chains, \`_has\`, order and pages) find what HL7's rules say, read by another FHIRPath engine`,
  lacks: () => undefined,
  async run() {
    runProgram(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "test/fhir/oracle.test.ts"], {
      environment: { NODE_ENV: "test", SEARCH_ORACLE_QUERIES: String(QUERIES), SEARCH_ORACLE_SEED: String(Math.floor(Date.now() / 86_400_000)) },
    });
  },
};
