import { defineConfig } from "vitest/config";

// Workspace packages load from their sources: a test never runs an older build. The rest are the defaults, but for `module`:
// that is a bundlers' word, and what packages name by it need not run in Node.
const conditions = ["vitaledge-source", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    pool: "forks",
    // The files of a worker share what they import: to load the server and the contract's validators anew for each was a third of a run.
    isolate: false,
    maxWorkers: 2,
    // Faults of a line last: tests of them run side by side.
    maxConcurrency: 12,
    // Against what hangs: on a machine that others use as well, a test takes several times what it needs.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: ["default"],
    projects: [
      { extends: true, test: { name: "unit", include: ["packages/*/src/**/*.test.ts"] } },
      // Each project with the set-up starts a cluster: all that need a database are one project.
      {
        extends: true,
        test: {
          name: "api",
          include: ["test/**/*.test.ts", "examples/*/**/*.test.ts"],
          exclude: ["test/extended/**", "**/node_modules/**"],
          globalSetup: ["test/support/global-setup.ts"],
          setupFiles: ["test/support/error-spy.ts"],
        },
      },
    ],
  },
});
