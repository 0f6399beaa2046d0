import { Command } from "commander";
import { addHelp, inSentences } from "./commands/help.js";
import { registerAudit } from "./commands/audit.js";
import { registerBackup } from "./commands/backup.js";
import { registerRollups } from "./commands/rollups.js";
import { registerBreakGlass } from "./commands/break-glass.js";
import { registerDemo } from "./commands/demo.js";
import { registerDoctor } from "./commands/doctor.js";
import { registerInit } from "./commands/init.js";
import { registerKeys } from "./commands/keys.js";
import { registerMigrate } from "./commands/migrate.js";
import { registerOpenApi } from "./commands/openapi.js";
import { registerOrganizations } from "./commands/organizations.js";
import { registerPartitions } from "./commands/partitions.js";
import { registerServe } from "./commands/serve.js";
import { registerUsers } from "./commands/users.js";
import { registerWorker } from "./commands/worker.js";
import { OperatorError, UsageError } from "./platform/operator-error.js";

const VERSION = "0.1.0";

const REGISTERS = [
  registerServe, registerWorker, registerInit, registerDoctor, registerMigrate, registerUsers, registerOrganizations, registerBreakGlass, registerKeys, registerAudit,
  registerRollups, registerPartitions, registerBackup, registerOpenApi, registerDemo,
];

export const makeProgram = (): Command => {
  const program = new Command("vitaledge-server")
    .description("The VitalEdge server and its operator's commands. Settings come from the environment.")
    .version(VERSION)
    .configureOutput({ outputError: (text, write) => write(inSentences(text)) })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const register of REGISTERS) register(program);
  addHelp(program);
  return program;
};

/** What is served needs no further word: `vitaledge-server --workers 4`. */
const withCommand = ([node = "", file = "", ...words]: readonly string[]): string[] =>
  [node, file, ...(words[0]?.startsWith("--workers") ? ["serve"] : []), ...words];

/** What each exit code of the program says. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  0: "done; of a server or worker: it was asked to end, and what ran was finished",
  1: "failed: the last line says why and what to do. Of `doctor`, `audit verify` and `rollups rebuild --check`: something is not as it should be",
  2: "wrong usage: an unknown command or option, a value that is not taken, or one that is missing; nothing was done",
};

/** The program `vitaledge-server`. */
export const main = async (argv: readonly string[]): Promise<void> => {
  const program = makeProgram();
  try {
    await program.parseAsync(withCommand(argv));
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    if (error instanceof OperatorError) process.stderr.write(`${error.message}\n`);
    else throw error;
  }
};
