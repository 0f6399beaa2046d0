import type { Command } from "commander";
import { EXAMPLES } from "./examples.js";

const PROGRAM = "vitaledge-server";

/** Commander's words as the program's own: a sentence, and the name that was meant. */
export const inSentences = (text: string): string => {
  const [, fault = text, meant] = /^error: (.+?)\n?(?:\(Did you mean (.+?)\?\))?\s*$/s.exec(text) ?? [];
  return `${fault.charAt(0).toUpperCase()}${fault.slice(1).replace(/\.?$/, ".")}${meant ? ` Is ${meant} meant?` : ""}\n`;
};

const walk = (command: Command, words: readonly string[]): void => {
  const path = words.join(" ");
  command.helpCommand(false).showHelpAfterError(`Run \`${[PROGRAM, ...words].join(" ")} --help\` to see what there is.`);
  const examples = EXAMPLES[path];
  if (examples) command.addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${PROGRAM} ${line}`).join("\n")}`);
  for (const each of command.commands) walk(each, [...words, each.name()]);
};

/** The same help for each command: examples, and where to read on after a mistake. */
export const addHelp = (program: Command): void => walk(program, []);
