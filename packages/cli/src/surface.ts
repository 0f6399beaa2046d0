import type { Command, Option } from "commander";

type Flag = { flags: string; description: string; choices?: readonly string[]; required?: true };

/** The tree of commands as a program may read it: what a script that calls `vitaledge` depends on. */
export type Surface = { name: string; description: string; arguments: string[]; flags: Flag[]; commands: Surface[] };

export function describeSurface(command: Command): Surface {
  return {
    name: command.name(),
    description: command.description(),
    arguments: listArguments(command),
    flags: command.options.filter(({ hidden }) => !hidden).map(describeFlag),
    commands: command.commands.map(describeSurface),
  };
}

function listArguments(command: Command): string[] {
  return command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
}

function describeFlag({ flags, description, argChoices, mandatory }: Option): Flag {
  return { flags, description, ...(argChoices !== undefined && { choices: argChoices }), ...(mandatory && { required: true as const }) };
}

/** For a person: a line a command, as deep as it stands. */
export function drawTree({ name, arguments: taken, description, commands }: Surface, indent = ""): string {
  const line = `${indent}${[name, ...taken].join(" ")}`;
  return `${line.padEnd(34)} ${description}\n${commands.map((command) => drawTree(command, `${indent}  `)).join("")}`;
}
