// `npm start`: installs and builds where something changed, then runs the demonstration.
import { prepare, requireNode } from "./prepare.mjs";
import { runNode } from "./run-node.mjs";

requireNode();
await prepare();
runNode(["packages/server/dist/bin.js", "demo", ...process.argv.slice(2)]);
