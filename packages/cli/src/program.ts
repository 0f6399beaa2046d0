import { Command, CommanderError, Option } from "commander";
import { declareCompletion } from "./commands/completion.js";
import { EXIT } from "./exit-codes.js";
import type { ExitCode } from "./exit-codes.js";
import { addGlobalOptions, listGlobalOptions } from "./global-options.js";
import { declareGroups } from "./groups.js";
import { formatWithExamples, showHelp } from "./help.js";
import { createStart } from "./run.js";
import type { Host } from "./run.js";
import { UsageError } from "./usage-error.js";

/** Runs one command and ends the process with its exit code. */
export async function runProgram(argv: readonly string[], version: string): Promise<void> {
  const { stdout, stderr, env } = process;
  const interrupt = new AbortController();
  const output = watchProcess(interrupt);
  // Standard input is opened by whoever looks at it, and help does not.
  const host: Host = { version, environment: env, get stdin() { return process.stdin; }, stdout, stderr, signal: interrupt.signal };
  let code = await execute(argv, host);
  await Promise.all([drain(stdout), drain(stderr)]);
  // What was written without waiting for it, as help is.
  if (code === EXIT.done && output.error !== undefined) code = await tell(output.error, argv, host);
  // Standard input and idle connections would keep the process alive.
  process.exit(code);
}

/** The exit code of a command; what failed is told on stderr. */
export async function execute(argv: readonly string[], host: Host): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = await createProgram(host, (exit) => (code = exit), argv);
  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : argv, { from: "user" });
    return code;
  } catch (error) {
    if (host.signal.aborted) return EXIT.interrupted;
    // Help was shown: asked for, or in place of a command that is missing.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    if (error instanceof CommanderError && error.code === "commander.help") return EXIT.usage;
    return tell(error instanceof CommanderError ? toUsageError(error, program, argv) : error, argv, host);
  }
}

async function tell(error: unknown, argv: readonly string[], { stderr }: Host): Promise<ExitCode> {
  const { describeFailure, renderFailure } = await import("./errors.js");
  const failure = describeFailure(error);
  stderr.write(renderFailure(failure, wantsJson(argv)));
  return failure.exitCode;
}

/** The parser's own words, and the help of the command it speaks of. */
function toUsageError({ message }: CommanderError, program: Command, argv: readonly string[]): UsageError {
  let at = program;
  const names = argv.filter((name) => {
    const found = at.commands.find((command) => command.name() === name);
    at = found ?? at;
    return found !== undefined;
  });
  // The parser repeats what it was given, an address with its password too.
  const words = message.replace(/^error: /, "").replaceAll("\n", " ").replaceAll(/\/\/[^/@\s]*@/g, "//***@");
  return new UsageError(words, ["Run: vitaledge help", ...names].join(" "));
}

/** The commands that `argv` may name; without it all of them. */
export async function createProgram(host: Host, finish: (code: ExitCode) => void, argv?: readonly string[]): Promise<Command> {
  const program = new Command("vitaledge")
    .description("The command line of the VitalEdge platform")
    .version(host.version, "-V, --version", "print the version")
    .helpCommand(false)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, helpWidth: host.stdout.columns ?? 100, visibleGlobalOptions: listGlobalOptions, formatHelp: formatWithExamples })
    // What the parser has against an argument is told as any other failure.
    .configureOutput({ writeOut: (text) => void host.stdout.write(text), writeErr: (text) => void host.stderr.write(text), outputError: () => undefined });
  addGlobalOptions(program);
  const start = createStart(host, finish);
  await declareGroups(program, start, argv);
  declareCompletion(program, host.stdout);
  program.command("help").argument("[topic...]", "a command, exit-codes, environment or formatting").description("explain a command or a topic")
    .addOption(new Option("--map [form]", "every command below, as a tree or with its flags as JSON").choices(["tree", "json"]).preset("tree"))
    .action((topic: string[], { map }: { map?: string }) => showHelp(program, topic, map, host.stdout));
  return program;
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

/** Listens to Ctrl-C and to readers that leave; answers what became of standard output. */
function watchProcess(interrupt: AbortController): { error: Error | undefined } {
  process.on("SIGINT", () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort();
    // What does not listen, as a read of standard input, is not waited for.
    setTimeout(() => process.exit(EXIT.interrupted), PATIENCE_MS).unref();
  });
  const output: { error: Error | undefined } = { error: undefined };
  const onError = (error: NodeJS.ErrnoException): void => {
    // A reader that has seen enough, as `head`, is no failure.
    if (error.code === "EPIPE") process.exit(EXIT.done);
    output.error = error;
  };
  process.stdout.on("error", onError);
  process.stderr.on("error", onError);
  return output;
}

function drain(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write("", () => resolve()));
}
