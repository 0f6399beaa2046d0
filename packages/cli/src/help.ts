import type { Command } from "commander";
import { UsageError } from "./usage-error.js";
import { EXIT, MEANINGS } from "./exit-codes.js";

const ENVIRONMENT: readonly [string, string][] = [
  ["VITALEDGE_BASE_URL", "where the API is; --base-url wins over it, and it over the profile"],
  ["VITALEDGE_ORGANIZATION_ID", "the organization to act for; --org wins over it, and it over the profile"],
  ["VITALEDGE_ACCESS_TOKEN", "an access token, used in place of the profile's session"],
  ["VITALEDGE_PROFILE", "the profile, where --profile is not given"],
  ["VITALEDGE_CONFIG_DIR", "where profiles and sessions are kept; else XDG_CONFIG_HOME/vitaledge, else ~/.config/vitaledge"],
  ["NO_COLOR", "no colour, whatever the value"],
];

const TOPICS: Record<string, () => string> = {
  "exit-codes": () =>
    renderPairs((Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => [String(EXIT[name]).padStart(3), MEANINGS[name]])),
  environment: () => renderPairs(ENVIRONMENT),
};

export function showHelp(program: Command, topic: readonly string[], out: NodeJS.WritableStream): void {
  const known = TOPICS[topic.join(" ")];
  if (known !== undefined) out.write(known());
  else findCommand(program, topic).outputHelp();
}

function findCommand(program: Command, names: readonly string[]): Command {
  return names.reduce((at, name) => {
    const found = at.commands.find((command) => command.name() === name);
    if (found !== undefined) return found;
    throw new UsageError(`There is no help on '${names.join(" ")}'.`, "Run: vitaledge help");
  }, program);
}

function renderPairs(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, text]) => `${name.padEnd(width)}  ${text}\n`).join("");
}
