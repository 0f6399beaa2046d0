// `npm start`: installs and builds where something changed, then runs the demonstration.
import { join } from "node:path";
import { prepare, requireNode, ROOT } from "./prepare.mjs";
import { runNode } from "./run-node.mjs";

const BOARD = join(ROOT, "examples", "triage-board", "dist");

requireNode();
await prepare();
runNode(["packages/server/dist/bin.js", "demo", ...process.argv.slice(2)], { VITALEDGE_WEB_DIR: BOARD, ...process.env });
