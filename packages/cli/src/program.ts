import { Command, CommanderError, Help, Option } from "commander";
import { declareAlerts } from "./commands/alerts.js";
import { declareAuth } from "./commands/auth.js";
import { declareBilling } from "./commands/billing.js";
import { declareConfig } from "./commands/config.js";
import { declareEnrollments } from "./commands/enrollments.js";
import { declareObservations } from "./commands/observations.js";
import { declareOrg } from "./commands/org.js";
import { declarePatients } from "./commands/patients.js";
import { COLORS, FILE_FORMATS, FORMATS } from "./context.js";
import { EXIT } from "./exit-codes.js";
import type { ExitCode } from "./exit-codes.js";
import { toCount, toDuration, toFields, toKey, toRetries } from "./flags.js";
import { showHelp } from "./help.js";
import { createStart } from "./run.js";
import type { Host } from "./run.js";
import { toBaseUrl } from "./settings.js";
import { UsageError } from "./usage-error.js";

/** Runs one command and ends the process with its exit code. */
export async function runProgram(argv: readonly string[], version: string): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  const interrupt = new AbortController();
  watchProcess(interrupt);
  const host: Host = { version, environment: env, stdin, stdout, stderr, signal: interrupt.signal };
  const code = await execute(argv, host);
  await Promise.all([drain(stdout), drain(stderr)]);
  // Standard input and idle connections would keep the process alive.
  process.exit(code);
}

/** The exit code of a command; what failed is told on stderr. */
export async function execute(argv: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = createProgram(host, (exit) => (code = exit));
  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : argv, { from: "user" });
    return code;
  } catch (error) {
    if (host.signal.aborted) return EXIT.interrupted;
    // Help was shown: asked for, or in place of a command that is missing.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    if (error instanceof CommanderError && error.code === "commander.help") return EXIT.usage;
    const { describeFailure, renderFailure } = await import("./errors.js");
    const told = error instanceof CommanderError ? toUsageError(error, program, argv) : error;
    const failure = describeFailure(told);
    host.stderr.write(renderFailure(failure, wantsJson(argv)));
    return failure.exitCode;
  }
}

/** The parser's own words, and the help of the command it speaks of. */
function toUsageError({ message }: CommanderError, program: Command, argv: readonly string[]): UsageError {
  let at = program;
  const names = argv.filter((name) => {
    const found = at.commands.find((command) => command.name() === name);
    at = found ?? at;
    return found !== undefined;
  });
  return new UsageError(message.replace(/^error: /, "").replaceAll("\n", " "), ["Run: vitaledge help", ...names].join(" "));
}

export function createProgram(host: Host, finish: (code: ExitCode) => void): Command {
  const program = new Command("vitaledge")
    .description("The command line of the VitalEdge platform")
    .version(host.version, "-V, --version", "print the version")
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, helpWidth: host.stdout.columns ?? 100, visibleGlobalOptions: listGlobalOptions })
    // What the parser has against an argument is told as any other failure.
    .configureOutput({ writeOut: (text) => void host.stdout.write(text), writeErr: (text) => void host.stderr.write(text), outputError: () => undefined });
  addGlobalOptions(program);
  const start = createStart(host, finish);
  for (const declare of [declareAuth, declareOrg, declarePatients, declareEnrollments, declareObservations, declareAlerts, declareBilling, declareConfig]) {
    declare(program, start);
  }
  program.command("help").argument("[topic...]", "a command, exit-codes or environment").description("explain a command or a topic")
    .action((topic: string[]) => showHelp(program, topic, host.stdout));
  return program;
}

/** Those of lists stand among a list's own. */
function listGlobalOptions(this: Help, command: Command): Option[] {
  return Help.prototype.visibleGlobalOptions.call(this, command).filter(({ long }) => long !== "--limit" && long !== "--all");
}

function addGlobalOptions(program: Command): void {
  program
    // `billing export` has formats of its own; each command says what it takes.
    .addOption(new Option("-f, --format <format>", "how the answer is written").choices([...FORMATS, ...FILE_FORMATS]))
    .option("--json", "the same as --format json")
    .option("-o, --output <file>", "write to a file, whole or not at all; - is stdout")
    .option("--fields <names>", "these fields and no others, comma separated, as id,patient.lastName", toFields)
    .option("--limit <n>", "rows of a list at most (50)", toCount)
    .option("--all", "every row of a list")
    .option("--profile <name>", "the profile to use")
    .option("--org <id>", "the organization to act for")
    .option("--base-url <url>", "where the API is", toBaseUrl)
    .option("--timeout <time>", "how long one attempt may take, as 30s, 2m or 500ms (30s)", toDuration)
    .option("--retries <n>", "attempts after the first (2)", toRetries)
    .option("--dry-run", "show the first request that would change something; send none")
    .option("--idempotency-key <key>", "the key of the one request that is sent: sent again with it, nothing is done twice", toKey)
    .option("--no-input", "never ask; fail where something is missing")
    .option("-y, --yes", "do what would be asked about first")
    .option("-q, --quiet", "no notes on stderr")
    .option("-v, --verbose", "requests with ids and times on stderr")
    .addOption(new Option("--progress <how>", "progress of long work (auto)").choices(["auto", "json", "off"]))
    .addOption(new Option("--color <when>", "colour on a terminal (auto)").choices([...COLORS]))
    .option("--show-phi", "show names, birth dates and contact data on a terminal");
}

/** Asked before the arguments are parsed, since parsing may be what fails. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const flags = end < 0 ? argv : argv.slice(0, end);
  return flags.some((flag, at) =>
    flag === "--json" || flag === "--format=json" || flag === "-fjson"
    || ((flag === "-f" || flag === "--format") && flags[at + 1] === "json"));
}

const PATIENCE_MS = 2_000;

function watchProcess(interrupt: AbortController): void {
  process.on("SIGINT", () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort();
    // What does not listen, as a read of standard input, is not waited for.
    setTimeout(() => process.exit(EXIT.interrupted), PATIENCE_MS).unref();
  });
  // A reader that has seen enough, as `head`, is no failure.
  const endQuietly = (error: NodeJS.ErrnoException): void => {
    if (error.code === "EPIPE") process.exit(EXIT.done);
    throw error;
  };
  process.stdout.on("error", endQuietly);
  process.stderr.on("error", endQuietly);
}

function drain(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write("", () => resolve()));
}
