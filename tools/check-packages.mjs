import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program, tool } from "./run-checks.mjs";

const PUBLISHED = ["contract", "sdk", "cli", "server"];
/** Those that are imported; the others are programs or ES modules alone. */
const TYPED = { sdk: ["--profile", "node16"], contract: ["--profile", "esm-only", "--exclude-entrypoints", "./openapi.yaml"], server: ["--profile", "esm-only"] };

/** Whoever installs the SDK or the CLI installs nothing else. */
const ALONE = ["sdk", "cli"];
/** What a package may hold beside its manifest. */
const CONTENT = /^package\/(package\.json|README\.md|LICENSE|NOTICE|dist\/.+|data\/.+|assets\/.+|generated\/.+)$/;
const NEVER = /\.test\.|\/src\/|\.env|\.map$/;

const checkContent = (name, packed) => {
  const { dependencies } = JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8"));
  if (ALONE.includes(name) && Object.keys(dependencies ?? {}).length > 0) return `it depends on ${Object.keys(dependencies).join(", ")} at run time`;
  const files = execFileSync("tar", ["-tzf", packed], { encoding: "utf8" }).trim().split("\n");
  const odd = files.filter((file) => !CONTENT.test(file) || NEVER.test(file));
  return odd.length > 0 ? `it would publish ${odd.slice(0, 5).join(", ")}` : undefined;
};

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
      const found = checkContent(name, packed) ?? tool("publint", packed) ?? (TYPED[name] && tool("attw", packed, ...TYPED[name]));
      if (found) return `${name}:\n${found}`;
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
