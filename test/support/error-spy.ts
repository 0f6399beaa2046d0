import { afterEach } from "vitest";
import { takeFaults } from "./failures-seen.js";

// Runs before every test file.

afterEach(() => {
  const all = takeFaults();
  if (all.length) throw new Error(`Answers that are no problem as the contract has it:\n${all.join("\n")}`);
});
