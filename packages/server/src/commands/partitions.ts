import type { Command } from "commander";
import type { Database } from "../db/knex.js";
import { ensurePartitions } from "../db/partitions.js";
import { attachPart } from "../db/partitions/attach.js";
import { detachPart } from "../db/partitions/detach.js";
import { shift, type Part } from "../db/partitions/spans.js";
import { firstMonthOf, splitHistory } from "../db/partitions/split.js";
import { partsOf, unclosedMonths } from "../db/partitions/unclosed.js";
import type { Deps } from "../deps.js";
import type { Month } from "../platform/civil.js";
import { OperatorError, UsageError } from "../platform/operator-error.js";
import { asOwner, withOwner } from "./as-owner.js";
import { withDeps } from "./open-deps.js";
import { inJson, type Answering, type Out } from "./operator-words.js";
import { recordCommand } from "./record-command.js";

/** The server's surroundings, and the database as its owner. */
export type OwnerDeps = { deps: Deps; owner: Database };

const refuse = (message: string): never => {
  throw new OperatorError(message);
};

const refuseUsage = (message: string): never => {
  throw new UsageError(message);
};

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const monthOf = (text: string, option: string): Month => (MONTH.test(text) ? text : refuseUsage(`${option} takes a month, as 2016-01.`));

const spanName = ({ from, before }: Part): string => from ?? `before ${before}`;
const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

/** A line a part, oldest first: months, attached or detached, rows (estimated), size. */
export const listPartitionsCommand = async ({ owner }: OwnerDeps, { json = false }: Answering, out: Out): Promise<void> => {
  const parts = await partsOf(owner);
  if (json) return void out.write(inJson(parts));
  for (const part of parts) {
    out.write(`${[spanName(part), part.attached ? "attached" : "detached", `${part.rows} rows`, megabytes(part.bytes)].join("\t")}\n`);
  }
};

export const ensurePartitionsCommand = async ({ deps }: OwnerDeps, out: Out): Promise<void> => {
  const made = await ensurePartitions(deps.database, deps.clock.now());
  out.write(made ? `Made ${made} ${made === 1 ? "month" : "months"}.\n` : "All months are there, three ahead. Detached ones stay detached.\n");
};

const record = ({ deps }: OwnerDeps, name: string, part: Part): Promise<void> =>
  recordCommand(deps, { name: `partitions ${name}`, resourceType: "Observation", resourceId: null, reason: spanName(part) });

export type Detaching = { before: string; yes?: boolean; unclosed?: boolean };

// Tables that are made beside are the coordinator's own there.
const expectPlain = ({ deps: { config } }: OwnerDeps): void => {
  if (config.databaseDistributed) refuse("With DATABASE_DISTRIBUTED=citus months are neither split nor detached: this was not proven on Citus.");
};

/** Takes readings measured before a month out of the table, the oldest first; each part is a transaction of its own. */
export const detachCommand = async (all: OwnerDeps, options: Detaching, out: Out): Promise<void> => {
  const before = monthOf(options.before, "--before");
  expectPlain(all);
  expectOldEnough(all.deps, before);
  const parts = (await partsOf(all.owner)).filter((part) => part.attached && (part.from ?? "") < before);
  const across = parts.find((part) => part.before > before);
  if (across) refuse(`The readings before ${across.before} lie in one partition, the history. Name --before ${across.before}, or run \`vitaledge-server partitions split\` first.`);
  if (!parts.length) return void out.write(`No readings before ${before} are attached.\n`);
  if (!options.unclosed) await expectClosed(all.owner, parts[0]!.from, before);
  if (!options.yes) refuseUsage(`This takes ${parts.map(spanName).join(", ")} out of every list, trend, export and search. Say --yes to do it; \`partitions attach\` brings them back.`);
  for (const part of parts) {
    await detachPart(all.owner, part);
    await record(all, "detach", part);
    out.write(`Detached ${spanName(part)}: about ${part.rows} readings.\n`);
  }
};

const expectOldEnough = ({ config, clock }: Deps, before: Month): void => {
  const floor = shift(clock.now().toISOString().slice(0, 7), -12 * config.readingsKeptYears);
  if (before > floor) refuse(`Readings are kept for ${config.readingsKeptYears} years (VITALEDGE_READINGS_KEPT_YEARS): --before ${floor} is the latest month today.`);
};

const SHOWN = 5;

const expectClosed = async (owner: Database, since: Month | null, before: Month): Promise<void> => {
  const open = await unclosedMonths(owner, since, before);
  if (!open.length) return;
  const shown = open.slice(0, SHOWN).map(({ organization, month }) => `${month} of ${organization}`).join(", ");
  refuse(`Billing is not closed for ${shown}${open.length > SHOWN ? ` and ${open.length - SHOWN} more` : ""}. Close it, or say --unclosed where it never will be billed.`);
};

/** Brings back all that was measured from a month on, the newest first, so that there is never a gap. */
export const attachCommand = async (all: OwnerDeps, { from: given }: { from: string }, out: Out): Promise<void> => {
  const from = monthOf(given, "--from");
  const parts = (await partsOf(all.owner)).filter((part) => !part.attached && part.before > from).toReversed();
  if (!parts.length) return void out.write(`No readings from ${from} on are detached.\n`);
  for (const part of parts) {
    await attachPart(all.owner, part);
    await record(all, "attach", part);
    out.write(`Attached ${spanName(part)}.\n`);
  }
  out.write("Patients or enrollments that changed meanwhile: `vitaledge-server rollups rebuild` counts their days anew.\n");
};

/** Months that a split makes at most where none is named: ten years. */
const MOST_MONTHS = 120;

export const splitCommand = async (all: OwnerDeps, options: { from?: string }, out: Out): Promise<void> => {
  expectPlain(all);
  const history = (await partsOf(all.owner)).find((part) => part.attached && part.from === null) ?? refuse("There is no history: it was detached.");
  const first = await firstMonthOf(all.owner);
  if (first === null) return void out.write("The history is empty: there is nothing to split.\n");
  const earliest = [first, shift(history.before, -MOST_MONTHS)].toSorted().at(-1)!;
  const from = options.from === undefined ? earliest : monthOf(options.from, "--from");
  if (from >= history.before) refuseUsage(`--from must be before ${history.before}, where the history ends.`);
  await splitHistory(all.owner, history, from, (line) => void process.stderr.write(`${line}\n`));
  await record(all, "split", history);
  out.write(`Made months of the history from ${from} on. What is older stays in it.\n`);
};

const withBoth = (work: (all: OwnerDeps) => Promise<void>): Promise<void> =>
  withDeps((deps) => asOwner(({ ownerUrl }) => withOwner(ownerUrl, (owner) => work({ deps, owner }))));

export const registerPartitions = (program: Command, open = withBoth): void => {
  const partitions = program.command("partitions").description("the months of readings");
  partitions.command("list").description("list the parts of the readings, attached and detached, with their sizes")
    .option("--json", "answer in JSON")
    .action((options: Answering) => open((all) => listPartitionsCommand(all, options, process.stdout)));
  partitions.command("ensure").description("make the months up to three ahead; the scheduler does it each hour")
    .action(() => open((all) => ensurePartitionsCommand(all, process.stdout)));
  partitions.command("detach").description("take old readings out of every list, trend, export and search, and keep them in tables of their own")
    .requiredOption("--before <month>", "readings measured before this month (UTC), as 2016-01")
    .option("--unclosed", "also months whose billing was not closed")
    .option("--yes", "do it")
    .action((options: Detaching) => open((all) => detachCommand(all, options, process.stdout)));
  partitions.command("attach").description("bring detached readings back")
    .requiredOption("--from <month>", "readings measured from this month on, as 2016-01")
    .action((options: { from: string }) => open((all) => attachCommand(all, options, process.stdout)));
  partitions.command("split").description("make months of the history, beside a running server; needs its size on disk")
    .option("--from <month>", "the first month to make; the oldest reading's unless given, and ten years at most")
    .action((options: { from?: string }) => open((all) => splitCommand(all, options, process.stdout)));
};
