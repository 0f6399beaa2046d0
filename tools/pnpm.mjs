// Runs the pnpm that package.json pins, so that nothing has to be installed globally.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const root = new URL("../package.json", import.meta.url);
const pnpm = JSON.parse(readFileSync(root, "utf8")).packageManager;
const done = spawnSync("npx", ["--yes", pnpm, ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (done.error) console.error(`pnpm could not be started: ${done.error.message}`);
process.exit(done.status ?? 1);
