import type { Command } from "commander";
import { EXIT_CODES } from "./main.js";
import { renderSettings } from "./platform/settings-table.js";
import { makeProgram } from "./program.js";

const program = await makeProgram();

/** Each command that does something, with its path and what it takes. */
export const commandsOf = (command: Command, groups: readonly string[] = []): { path: string; command: Command }[] =>
  command.commands.flatMap((each) => {
    const words = [...groups, each.name()];
    if (each.commands.length) return commandsOf(each, words);
    return [{ path: [...words, ...each.registeredArguments.map((argument) => `<${argument.name()}>`)].join(" "), command: each }];
  });

const renderCommands = (): string => [
  "| command | what it does |", "|---|---|", ...commandsOf(program).map(({ path, command }) => `| \`${path}\` | ${command.description()} |`),
].join("\n");

const renderExitCodes = (): string => ["| exit code | meaning |", "|---|---|", ...Object.entries(EXIT_CODES).map(([code, meaning]) => `| ${code} | ${meaning} |`)].join("\n");

/** What the handbook shows and the program says, by the name of its block. */
const TABLES: Readonly<Record<string, () => string>> = { settings: renderSettings, commands: renderCommands, exitCodes: renderExitCodes };

const BLOCK = /(<!-- generated: (\w+) -->\n)[^]*?(<!-- end of \2 -->)/g;

/** The page with each block `<!-- generated: NAME -->` ... `<!-- end of NAME -->` as the program says it now. */
export const fillTables = (page: string): string =>
  page.replace(BLOCK, (block, head: string, name: string, foot: string) => {
    const render = TABLES[name];
    return render ? `${head}${render()}\n${foot}` : block;
  });
