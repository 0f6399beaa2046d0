import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, tool } from "./run-checks.mjs";

const PUBLISHED = ["contract", "sdk", "cli", "server"];
/** Those that are imported; the others are programs or ES modules alone. */
const TYPED = { sdk: ["--profile", "node16"], contract: ["--profile", "esm-only", "--exclude-entrypoints", "./openapi.yaml"], server: ["--profile", "esm-only"] };

/** What would be published, packed as it would be, held against publint and are-the-types-wrong. */
export const checkPackages = () => {
  const folder = mkdtempSync(join(tmpdir(), "vitaledge-pack-"));
  try {
    for (const name of PUBLISHED) {
      const target = join(folder, name);
      const fault = program(process.execPath, ["tools/pnpm.mjs", "--dir", `packages/${name}`, "pack", "--pack-destination", target]);
      if (fault) return fault;
      const [tarball] = readdirSync(target);
      const packed = join(target, tarball);
      const found = tool("publint", packed) ?? (TYPED[name] && tool("attw", packed, ...TYPED[name]));
      if (found) return `${name}:\n${found}`;
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
