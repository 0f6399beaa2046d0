import { DATA } from "./data.js";
import { FAULTS } from "./faults.js";
import type { Scenario } from "./scene.js";
import { SESSION } from "./session.js";

/** Promises that hold in every runtime; each is a function of a scene and needs nothing but the SDK. */
export const SCENARIOS: readonly Scenario[] = [...SESSION, ...FAULTS, ...DATA];
