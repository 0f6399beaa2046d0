import { Argument } from "commander";
import type { Command } from "commander";
import { SHELLS } from "../completion/shells.js";

/** It needs no profile and no server: the tree of commands is all there is to know. */
export function declareCompletion(program: Command, out: NodeJS.WritableStream): void {
  program.command("completion").description("print a script that completes commands, flags and their choices in a shell")
    .addArgument(new Argument("<shell>").choices(Object.keys(SHELLS)))
    .action(async (shell: keyof typeof SHELLS) => {
      const [{ readTree }, write] = await Promise.all([import("../completion/places.js"), SHELLS[shell]()]);
      out.write(write(readTree(program)));
    });
}
