import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { kernel, program, root } from "./needs.js";
import type { Part } from "./part.js";

const SCRIPT = fileURLToPath(new URL("full-disk-run.ts", import.meta.url));

/** A disk in memory that nobody else sees. */
export const SMALL_DISK = [program("unshare", "util-linux"), program("mount", "mount"), root, kernel("mount namespaces and tmpfs", ["--mount"], "mount -t tmpfs none /mnt")];

export const fullDisk: Part = {
  name: "full-disk",
  shows: "while the database's disk is full, writes and large uploads are answered within 5 s, by success or 503 that names the cause where the database does; with room again all goes on, nothing acknowledged is lost and nothing is half made",
  needs: SMALL_DISK,
  async run() {
    // A namespace of its own: the small disk is nobody else's, and goes with the process.
    const done = spawnSync("unshare", ["--mount", process.execPath, "--conditions=vitaledge-source", "--import", "tsx", SCRIPT], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${done.stderr}${done.stdout}`.trim());
    return done.stdout.trim();
  },
};
