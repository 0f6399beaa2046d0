import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, it } from "vitest";
import { COVERAGE } from "./coverage.js";
import { EXAMPLES } from "./examples.js";
import { COLUMNS } from "./generated/columns.js";
import { createProgram } from "./program.js";
import type { Host } from "./run.js";
import { VERSION } from "./version.js";

const listCommands = (at: Command, path: string[] = []): string[] =>
  at.commands.length === 0 ? [path.join(" ")] : at.commands.flatMap((command) => listCommands(command, [...path, command.name()]));

const createHosted = (): Promise<Command> => {
  const { stdin, stdout, stderr } = process;
  const host: Host = { version: VERSION, environment: {}, stdin, stdout, stderr, signal: new AbortController().signal };
  return createProgram(host, () => undefined);
};
const allCommands = (at: Command): Command[] => [at, ...at.commands.flatMap(allCommands)];

it.each(Object.entries(EXAMPLES))("the parser takes the examples of %s", async (name, examples) => {
  for (const line of examples) {
    const program = await createHosted();
    const ran: string[] = [];
    for (const command of allCommands(program)) if (command.commands.length === 0) command.action(() => void ran.push(command.name()));
    const words = (line.replace(/ [<>] .*/, "").match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
    await program.parseAsync(words.slice(1), { from: "user" });
    expect(ran).toEqual([name.split(" ").at(-1)]);
  }
});

it("the program has the commands that operations are said to have, and each has an example", async () => {
  const commands = listCommands(await createHosted());
  expect(commands.sort()).toEqual(Object.keys(EXAMPLES).sort());
  expect([...Object.values(COVERAGE), ...Object.keys(COLUMNS)].filter((name) => !commands.includes(name))).toEqual([]);
});

it("the version is the package's", () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  expect(VERSION).toBe(version);
});
