import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { makeProgram } from "./main.js";

/** Each command that does something, as the handbook's table has it. */
const rowsOf = (command: Command, groups: readonly string[] = []): string[] =>
  command.commands.flatMap((each) => {
    const path = [...groups, each.name()];
    if (each.commands.length) return rowsOf(each, path);
    const taken = each.registeredArguments.map((argument) => `<${argument.name()}>`);
    return [`| \`${[...path, ...taken].join(" ")}\` | ${each.description()} |`];
  });

test("the handbook's table has every command of the program, in its words, and no other", () => {
  const page = readFileSync(new URL("../../../docs/operations.md", import.meta.url), "utf8");
  const table = page.split("\n## ").find((part) => part.startsWith("Commands\n")) ?? "";
  const listed = table.split("\n").filter((line) => line.startsWith("| `"));
  const rows = rowsOf(makeProgram());
  expect(rows.length).toBeGreaterThan(20);
  expect(listed).toEqual(rows);
});
