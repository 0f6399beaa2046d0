import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandsOf, fillTables } from "./handbook.js";
import { SETTINGS } from "./platform/config.js";
import { makeProgram } from "./program.js";

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

test("the handbook has every command of the program", async () => {
  const commands = commandsOf(await makeProgram());
  expect(commands.length).toBeGreaterThan(25);
  for (const { path } of commands) expect(page).toContain(`| \`${path}\` | `);
});

test("what the handbook says of failures, the program says: each sentence stands in its source", () => {
  const table = page.split("\n## ").find((part) => part.startsWith("When something fails\n")) ?? "";
  const failures = table.split("\n").filter((line) => line.startsWith("| `")).map((line) => line.split(" | ")[0]!);
  expect(failures).toHaveLength(10);
  const sources = new URL("./", import.meta.url);
  const program = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).map((name) => readFileSync(new URL(name, sources), "utf8")).join("\n");
  for (const failure of failures) {
    const sentences = [...failure.matchAll(/`([^`]+)`/g)].map(([, sentence]) => sentence!);
    expect(sentences).not.toEqual([]);
    for (const sentence of sentences) expect(program.includes(sentence), sentence).toBe(true);
  }
});
