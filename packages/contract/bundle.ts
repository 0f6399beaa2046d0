import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Document } from "./document.js";

/** The whole contract as one document. Redocly is a program: its bundler is no public module. */
export function bundleContract(root: string): Document {
  const directory = mkdtempSync(join(tmpdir(), "vitaledge-contract-"));
  try {
    const output = join(directory, "openapi.json");
    const program = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin", "cli.js");
    execFileSync(process.execPath, [program, "bundle", "openapi.yaml", "--ext", "json", "--output", output], {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    return JSON.parse(readFileSync(output, "utf8")) as Document;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
