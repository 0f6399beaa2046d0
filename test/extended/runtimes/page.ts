import { runScenarios } from "./run-scenarios.js";

const scene = JSON.parse(await (await fetch("/scene")).text());
await fetch("/report", { method: "POST", body: JSON.stringify(await runScenarios(scene)) });
