// `pnpm test:extended`: what needs more than npm packages, in parts. `--list` tells them; names as arguments run those alone.
import { prepare, requireNode } from "./prepare.mjs";
import { runNode } from "./run-node.mjs";

requireNode();
await prepare();
runNode(["--conditions=vitaledge-source", "--import", "tsx", "test/extended/main.ts", ...process.argv.slice(2)]);
