import type { Command, OptionValues } from "commander";
import type { VitalEdge } from "@vitaledge/sdk";
import type { Context, GivenFlags, Run } from "./context.js";
import { EXIT } from "./exit-codes.js";
import type { ExitCode } from "./exit-codes.js";
import { FILE_FORMATS } from "./context.js";
import { takesListFlags } from "./flags.js";
import { choosePlaces, readProfile } from "./profile.js";
import { applySettings } from "./settings.js";
import { DryRun, UsageError } from "./usage-error.js";

/** What the process lends a command. */
export type Host = Pick<Context, "version" | "environment" | "stdin" | "stdout" | "stderr" | "signal">;

export async function createContext(host: Host, given: GivenFlags): Promise<Context> {
  const places = await choosePlaces(host.environment, given.profile);
  const profile = await readProfile(places.profile);
  const flags = applySettings(given, profile);
  const { VITALEDGE_BASE_URL, VITALEDGE_ORGANIZATION_ID } = host.environment;
  const target = {
    // An empty variable is one that is not set.
    baseUrl: flags.baseUrl ?? (VITALEDGE_BASE_URL || profile["base-url"]),
    organizationId: flags.org ?? (VITALEDGE_ORGANIZATION_ID || profile.org),
  };
  const note = (line: string): void => {
    if (flags.quiet !== true) host.stderr.write(`${line}\n`);
  };
  const parts = { ...host, flags, places, profile, target, note };
  // The SDK is loaded when a command runs, not for its help.
  const { createClient } = await import("./client.js");
  let client: VitalEdge | undefined;
  return { ...parts, client: () => (client ??= createClient(parts)) };
}

/** What an action of the parser becomes: the command's file is loaded only now. */
export type Start = <Options extends OptionValues>(load: () => Promise<Run<Options>>, own?: { fileFormats?: boolean }) => (...input: unknown[]) => Promise<void>;

export function createStart(host: Host, finish: (code: ExitCode) => void): Start {
  return <Options extends OptionValues>(load: () => Promise<Run<Options>>, own: { fileFormats?: boolean } = {}) => async (...input: unknown[]) => {
    // The parser passes the arguments, the options, and at the end itself.
    const command = input.at(-1) as Command;
    const flags = command.optsWithGlobals<GivenFlags>();
    refuseListFlags(command, flags);
    refuseTwoFormats(flags);
    // Before anything is done: the answer could not be written.
    if (!own.fileFormats && FILE_FORMATS.some((format) => format === flags.format)) throw new UsageError(`Only an export is ${flags.format}.`);
    // An export writes its file by itself, and before that asks the server.
    if (flags.output !== undefined && flags.output !== "-") await (await import("./output/file.js")).requireFileName(flags.output);
    const context = await createContext(host, flags);
    const run = await load();
    const options = { ...command.opts<Options>(), limit: flags.limit, all: flags.all };
    finish(await run(context, options, command.args).catch((error: unknown) => showDryRun(context, adviseHelp(command, error))));
  };
}

/** Where a command says nothing of what to run next, its own help does. */
function adviseHelp(command: Command, error: unknown): unknown {
  if (!(error instanceof UsageError) || error.next !== undefined) return error;
  const names: string[] = [];
  for (let at: Command | null = command; at?.parent != null; at = at.parent) names.unshift(at.name());
  return new UsageError(error.message, ["Run: vitaledge help", ...names].join(" "));
}

/** Which of them was meant would be a guess. */
function refuseTwoFormats({ json, format }: GivenFlags): void {
  if (json === true && format !== undefined && format !== "json") throw new UsageError(`--json and --format ${format} are two formats.`, "Give one of them.");
}

async function showDryRun(context: Context, error: unknown): Promise<ExitCode> {
  if (!(error instanceof DryRun)) throw error;
  const [{ openSink, withSink }, { printJson }, { hideValues }] = await Promise.all([import("./output/file.js"), import("./output/json.js"), import("./output/cells.js")]);
  const { output, showPhi } = context.flags;
  const isHidden = output === undefined && context.stdout.isTTY && showPhi !== true;
  const request = isHidden ? { ...error.request, body: hideValues(error.request.body) } : error.request;
  await withSink(await openSink(output, context.stdout), (sink) => sink.write(printJson(request)));
  context.note(isHidden ? `${error.message} --show-phi shows the values.` : error.message);
  return EXIT.done;
}

/** Left unsaid, a limit that nothing minds would look as if it had been minded. */
function refuseListFlags(command: Command, { limit, all }: GivenFlags): void {
  if ((limit === undefined && all !== true) || takesListFlags(command)) return;
  throw new UsageError(`This command answers no list, and takes neither --limit nor --all.`);
}
