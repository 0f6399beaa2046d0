// `pnpm bench`: installs and builds where something changed, then measures the server beside a bare one.
import { prepare, requireNode } from "./prepare.mjs";
import { runNode } from "./run-node.mjs";

requireNode();
await prepare();
runNode(["--conditions=vitaledge-source", "--import", "tsx", "bench/main.ts", ...process.argv.slice(2)]);
