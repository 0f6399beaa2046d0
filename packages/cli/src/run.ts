import type { Command, OptionValues } from "commander";
import type { VitalEdge } from "@vitaledge/sdk";
import type { Context, GlobalFlags, Run } from "./context.js";
import type { ExitCode } from "./exit-codes.js";
import { FILE_FORMATS } from "./context.js";
import { findPlaces, readProfile } from "./profile.js";
import { UsageError } from "./usage-error.js";

/** What the process lends a command. */
export type Host = Pick<Context, "version" | "environment" | "stdin" | "stdout" | "stderr" | "signal">;

export async function createContext(host: Host, flags: GlobalFlags): Promise<Context> {
  const places = findPlaces(host.environment, flags.profile);
  const profile = await readProfile(places.profile);
  const { VITALEDGE_BASE_URL, VITALEDGE_ORGANIZATION_ID } = host.environment;
  const target = {
    // An empty variable is one that is not set.
    baseUrl: flags.baseUrl ?? (VITALEDGE_BASE_URL || profile.baseUrl),
    organizationId: flags.org ?? (VITALEDGE_ORGANIZATION_ID || profile.organizationId),
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
    const flags = command.optsWithGlobals<GlobalFlags>();
    // Before anything is done: the answer could not be written.
    if (!own.fileFormats && FILE_FORMATS.some((format) => format === flags.format)) throw new UsageError(`Only an export is ${flags.format}.`);
    const context = await createContext(host, flags);
    const run = await load();
    finish(await run(context, command.opts<Options>(), command.args));
  };
}
