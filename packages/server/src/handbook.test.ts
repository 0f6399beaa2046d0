import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandsOf, fillTables } from "./handbook.js";
import { makeProgram } from "./main.js";
import { SETTINGS } from "./platform/config.js";

const page = readFileSync(new URL("../../../docs/operations.md", import.meta.url), "utf8");

test("the handbook's tables are what the program says: `npm run generate` writes them", () => {
  expect(fillTables(page)).toBe(page);
});

test("the handbook has every setting with its default, what it takes and what it is for", () => {
  for (const { name, about, takes, otherwise } of Object.values(SETTINGS)) {
    for (const words of [takes, otherwise, about]) expect(words, name).not.toBe("");
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\| .+ \\| .+ \\| .+ \\|$`, "m"));
  }
});

test("the handbook has every command of the program", () => {
  const commands = commandsOf(makeProgram());
  expect(commands.length).toBeGreaterThan(25);
  for (const { path } of commands) expect(page).toContain(`| \`${path}\` | `);
});
