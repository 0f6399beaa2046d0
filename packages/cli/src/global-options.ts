import { Help, Option } from "commander";
import type { Command } from "commander";
import { COLORS, FILE_FORMATS, FORMATS } from "./context.js";
import { toCount, toDuration, toFields, toKey, toRetries } from "./flags.js";
import { toBaseUrl } from "./settings.js";

/** Those of lists stand among a list's own. */
export function listGlobalOptions(this: Help, command: Command): Option[] {
  return Help.prototype.visibleGlobalOptions.call(this, command).filter(({ long }) => long !== "--limit" && long !== "--all");
}

export function addGlobalOptions(program: Command): void {
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
