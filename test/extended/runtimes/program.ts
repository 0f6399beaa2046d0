import process from "node:process";
import { runScenarios } from "./run-scenarios.js";

// Node, Bun and Deno alike.
void runScenarios(JSON.parse(process.env["SCENE"] ?? "")).then((outcomes) => {
  console.log(JSON.stringify(outcomes));
  // A connection that is kept alive is no reason to stay.
  process.exit(0);
});
