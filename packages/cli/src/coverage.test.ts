import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { expect, it } from "vitest";
import { COVERAGE } from "./coverage.js";
import { EXAMPLES } from "./examples.js";
import { createProgram } from "./program.js";
import type { Host } from "./run.js";
import { VERSION } from "./version.js";

const listCommands = (at: Command, path: string[] = []): string[] =>
  at.commands.length === 0 ? [path.join(" ")] : at.commands.flatMap((command) => listCommands(command, [...path, command.name()]));

it("the program has the commands that operations are said to have, and each has an example", () => {
  const { stdin, stdout, stderr } = process;
  const host: Host = { version: VERSION, environment: {}, stdin, stdout, stderr, signal: new AbortController().signal };
  const commands = listCommands(createProgram(host, () => undefined));
  expect(commands.sort()).toEqual(Object.keys(EXAMPLES).sort());
  expect(Object.values(COVERAGE).filter((name) => !commands.includes(name))).toEqual([]);
});

it("the version is the package's", () => {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  expect(VERSION).toBe(version);
});
