import { Command } from "commander";
import { registerAudit } from "./commands/audit.js";
import { registerBackup } from "./commands/backup.js";
import { registerBilling } from "./commands/billing.js";
import { registerBreakGlass } from "./commands/break-glass.js";
import { registerDemo } from "./commands/demo.js";
import { registerKeys } from "./commands/keys.js";
import { registerMigrate } from "./commands/migrate.js";
import { registerOrganizations } from "./commands/organizations.js";
import { registerPartitions } from "./commands/partitions.js";
import { registerServe } from "./commands/serve.js";
import { registerUsers } from "./commands/users.js";
import { registerWorker } from "./commands/worker.js";
import { OperatorError } from "./platform/operator-error.js";

const VERSION = "0.1.0";

const REGISTERS = [
  registerServe, registerWorker, registerMigrate, registerUsers, registerOrganizations, registerBreakGlass, registerKeys, registerAudit,
  registerBilling, registerPartitions, registerBackup, registerDemo,
];

export const makeProgram = (): Command => {
  const program = new Command("vitaledge-server")
    .description("The VitalEdge server and its operator's commands. Settings come from the environment.")
    .version(VERSION)
    .showHelpAfterError("Run `vitaledge-server --help` to see what there is.")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  for (const register of REGISTERS) register(program);
  return program;
};

/** What is served needs no further word: `vitaledge-server --workers 4`. */
const withCommand = ([node = "", file = "", ...words]: readonly string[]): string[] =>
  [node, file, ...(words[0]?.startsWith("--workers") ? ["serve"] : []), ...words];

/** The program `vitaledge-server`. Exit codes: 0 done, 1 failed, 2 wrong usage. */
export const main = async (argv: readonly string[]): Promise<void> => {
  const program = makeProgram();
  try {
    await program.parseAsync(withCommand(argv));
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof OperatorError) process.stderr.write(`${error.message}\n`);
    else throw error;
  }
};
