import { Help } from "commander";
import type { Command } from "commander";
import { EXAMPLES } from "./examples.js";
import { EXIT, MEANINGS } from "./exit-codes.js";
import { UsageError } from "./usage-error.js";

const ENVIRONMENT: readonly [string, string][] = [
  ["VITALEDGE_BASE_URL", "where the API is; --base-url wins over it, and it over the profile"],
  ["VITALEDGE_ORGANIZATION_ID", "the organization to act for; --org wins over it, and it over the profile"],
  ["VITALEDGE_ACCESS_TOKEN", "an access token, used in place of the profile's session"],
  ["VITALEDGE_PROFILE", "the profile, where --profile is not given; it wins over config use"],
  ["VITALEDGE_CONFIG_DIR", "where profiles and sessions are kept; else XDG_CONFIG_HOME/vitaledge, else ~/.config/vitaledge"],
  ["NO_COLOR", "no colour, whatever the value; --color always wins over it"],
  ["COLUMNS", "how wide a page is in a pipe"],
  ["NODE_USE_ENV_PROXY", "1: HTTPS_PROXY, HTTP_PROXY and NO_PROXY are minded (Node 22.21, 24 and later)"],
  ["NODE_EXTRA_CA_CERTS", "a file with certificates to trust beside those that Node knows"],
];

const FORMATTING: readonly [string, string][] = [
  ["table", "for a person: columns, names and birth dates masked unless --show-phi; in a pipe, values parted by tabs, unmasked"],
  ["json", "the answer as the server gives it; of a list one array over all pages"],
  ["ndjson", "a row a line"],
  ["csv", "RFC 4180, UTF-8; text that a spreadsheet would run begins with an apostrophe"],
  ["xlsx, 837p", "of billing export alone"],
  ["", ""],
  ["--json", "the same as --format json; errors are one object on standard error then"],
  ["--fields a,b", "these fields alone, as id,patient.lastName, in every format"],
  ["-o FILE", "written as FILE.part for its owner alone, then renamed: under its name a file is whole or absent"],
  ["--limit, --all", "a list has 50 rows unless they say otherwise"],
  ["", ""],
  ["times", "RFC 3339; months are YYYY-MM; amounts are cents"],
];

const TOPICS: Record<string, () => string> = {
  "exit-codes": () =>
    renderPairs((Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => [String(EXIT[name]).padStart(3), MEANINGS[name]])),
  environment: () => renderPairs(ENVIRONMENT),
  formatting: () => renderPairs(FORMATTING),
};

export async function showHelp(program: Command, topic: readonly string[], map: string | undefined, out: NodeJS.WritableStream): Promise<void> {
  const known = TOPICS[topic.join(" ")];
  if (known !== undefined) return void out.write(known());
  const command = findCommand(program, topic);
  if (map === undefined) {
    command.outputHelp();
    return;
  }
  const { describeSurface, drawTree } = await import("./surface.js");
  const surface = describeSurface(command);
  out.write(map === "json" ? `${JSON.stringify(surface, null, 2)}\n` : drawTree(surface));
}

/** The parser's own page, and below it how the command is called. */
export function formatWithExamples(this: Help, command: Command, helper: Help): string {
  const page = Help.prototype.formatHelp.call(this, command, helper);
  const examples = listExamples(command);
  return examples.length === 0 ? page : `${page}\nExamples:\n${examples.map((line) => `  ${line}\n`).join("")}`;
}

function listExamples(command: Command): readonly string[] {
  const name = pathOf(command).slice(1).join(" ");
  return (EXAMPLES as Readonly<Record<string, readonly string[]>>)[name] ?? [];
}

function pathOf(command: Command): string[] {
  return [...(command.parent === null ? [] : pathOf(command.parent)), command.name()];
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
  return pairs.map(([name, text]) => `${`${name.padEnd(width)}  ${text}`.trimEnd()}\n`).join("");
}
