// The server is published as a few files: as many as it has modules take longer to find and to open than to run.
import { chmodSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL(".", import.meta.url));

rmSync(`${root}/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/bin.ts", "src/index.ts"],
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  // What is imported where it is first needed is a file of its own.
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Packages are those that are installed; as text, our code keeps the names that its stack traces show.
  packages: "external",
});
chmodSync(`${root}/dist/bin.js`, 0o755);
