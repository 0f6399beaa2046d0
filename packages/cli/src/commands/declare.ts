import type { Command, OptionValues } from "commander";
import type { Run } from "../context.js";
import type { Start } from "../run.js";

type Action = (...input: unknown[]) => Promise<void>;

/** The actions of a file that is loaded when one of them runs. */
export function actionsOf<Runs>(start: Start, load: () => Promise<Runs>): <Options extends OptionValues>(pick: (runs: Runs) => Run<Options>) => Action {
  return (pick) => start(async () => pick(await load()));
}

/** A body by its fields. Other people on a machine see what stands in a command line. */
export function addFields(command: Command): Command {
  return command
    .argument("[field=value...]", "as the contract names it; a.b=v nests, lists are comma separated, nothing behind = is null")
    .option("--input <file>", "the whole as JSON, which no other user sees as they see a command line; - is standard input");
}
