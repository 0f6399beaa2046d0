import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { lacksProgram } from "./part.js";
import type { Part } from "./part.js";

const SCRIPT = fileURLToPath(new URL("full-disk-run.ts", import.meta.url));

export const fullDisk: Part = {
  name: "full-disk",
  shows: "while the database's disk is full, writes and large uploads are answered within 5 s, by success or 503 that names the cause where the database does; with room again all goes on, nothing acknowledged is lost and nothing is half made",
  lacks() {
    const missing = lacksProgram("unshare", "util-linux") ?? lacksProgram("mount", "mount");
    if (missing !== undefined) return missing;
    if (process.getuid?.() !== 0) return "to be run as root";
    return spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0 ? undefined : "a kernel with mount namespaces and tmpfs";
  },
  async run() {
    // A namespace of its own: the small disk is nobody else's, and goes with the process.
    const done = spawnSync("unshare", ["--mount", process.execPath, "--conditions=vitaledge-source", "--import", "tsx", SCRIPT], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${done.stderr}${done.stdout}`.trim());
    return done.stdout.trim();
  },
};
