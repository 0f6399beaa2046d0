import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { kernel, program, root } from "./needs.js";
import type { Part } from "./part.js";

const SCRIPT = fileURLToPath(new URL("bad-network-run.ts", import.meta.url));
const PROBE = `ip link set lo up && tc qdisc add dev lo root handle 1: prio bands 4 && tc qdisc add dev lo parent 1:4 handle 40: netem delay 1ms
  && tc filter add dev lo protocol ip parent 1:0 prio 1 u32 match ip dport 1 0xffff flowid 1:4`.replace("\n", " ");

export const badNetwork: Part = {
  name: "bad-network",
  shows: "with delay, loss, reordering and a full stop by the kernel (tc netem) between server and database, every answer comes within 5 s and is 2xx, 409 or 503, and all is well within 5 s after",
  needs: [program("tc", "iproute2", "-V"), program("unshare", "util-linux"), root, kernel("network namespaces, sch_prio, sch_netem and cls_u32", ["--net"], PROBE)],
  async run() {
    // A namespace of its own: the loopback device that is made sick is nobody else's.
    const done = spawnSync("unshare", ["--net", process.execPath, "--conditions=vitaledge-source", "--import", "tsx", SCRIPT], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`${done.stderr}${done.stdout}`.trim());
    return done.stdout.trim();
  },
};
