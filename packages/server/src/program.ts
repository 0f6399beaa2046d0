import { Command } from "commander";
import { addHelp, inSentences } from "./commands/help.js";

const VERSION = "0.1.0";

type Register = (program: Command) => void;

/** The commands by their first word; of most of them a server that starts has no need. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  serve: async () => (await import("./commands/serve.js")).registerServe,
  worker: async () => (await import("./commands/worker.js")).registerWorker,
  init: async () => (await import("./commands/init.js")).registerInit,
  doctor: async () => (await import("./commands/doctor.js")).registerDoctor,
  migrate: async () => (await import("./commands/migrate.js")).registerMigrate,
  users: async () => (await import("./commands/users.js")).registerUsers,
  organizations: async () => (await import("./commands/organizations.js")).registerOrganizations,
  "break-glass": async () => (await import("./commands/break-glass.js")).registerBreakGlass,
  keys: async () => (await import("./commands/keys.js")).registerKeys,
  audit: async () => (await import("./commands/audit.js")).registerAudit,
  rollups: async () => (await import("./commands/rollups.js")).registerRollups,
  partitions: async () => (await import("./commands/partitions.js")).registerPartitions,
  backup: async () => (await import("./commands/backup.js")).registerBackup,
  restore: async () => (await import("./commands/backup.js")).registerBackup,
  "backup-key": async () => (await import("./commands/backup.js")).registerBackup,
  openapi: async () => (await import("./commands/openapi.js")).registerOpenApi,
  demo: async () => (await import("./commands/demo.js")).registerDemo,
};

/** With all commands, or the one that is asked for alone. */
export const makeProgram = async (asked = ""): Promise<Command> => {
  const program = new Command("vitaledge-server")
    .description("The VitalEdge server and its operator's commands. Settings come from the environment.")
    .version(VERSION)
    .configureOutput({ outputError: (text, write) => write(inSentences(text)) })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  const names = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
  const registers = await Promise.all(names.map((name) => COMMANDS[name]!()));
  for (const register of new Set(registers)) register(program);
  addHelp(program);
  return program;
};
