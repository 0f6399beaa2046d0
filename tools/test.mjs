// `npm test`: installs and builds where something changed, then runs every test. Arguments go to vitest.
import { prepare, requireNode } from "./prepare.mjs";
import { runNode } from "./run-node.mjs";

requireNode();
await prepare();
runNode(["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)], { ...process.env, NODE_ENV: "test" });
