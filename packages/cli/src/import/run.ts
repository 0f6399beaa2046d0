import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { Context } from "../context.js";
import { EXIT } from "../exit-codes.js";
import type { ExitCode } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { openFile, withSink } from "../output/file.js";
import { printAnswer } from "../output/print.js";
import { createProgress } from "../output/progress.js";
import { UsageError } from "../usage-error.js";
import { rejected } from "./importing.js";
import type { Importing } from "./importing.js";
import { addCounts, Journal, readRejects } from "./journal.js";
import type { Counts, Sent } from "./journal.js";
import { previewRows } from "./preview.js";
import type { Row } from "./rows.js";

export type ImportOptions = { inputFormat?: string; rejects?: string; journal?: string; resume?: boolean };

/** One file after the other; their counts are told together. */
export async function runImport(context: Context, importing: Importing, options: ImportOptions, files: readonly string[]): Promise<ExitCode> {
  if (files.length > 1 && (options.journal ?? options.rejects) !== undefined) throw new UsageError("--journal and --rejects are of one file.", "Import the files one by one, or leave them out.");
  const totals: Counts = { created: 0, duplicates: 0, rejected: 0, ...(importing.what === "observations" && { notEvaluated: 0 }) };
  let isPartial = false;
  for (const file of files) {
    const read = importing.rows(file, options.inputFormat);
    const source = await openSource(context, file);
    if (context.flags.dryRun === true) {
      isPartial = (await previewRows(context, importing, read(source))) === EXIT.partial || isPartial;
    } else {
      addCounts(totals, await importFile(context, importing, options, { file, source, rows: read(source) }));
    }
  }
  if (context.flags.dryRun === true) return isPartial ? EXIT.partial : EXIT.done;
  await printAnswer(context, totals, COLUMNS["observations import"].filter(({ path }) => path in totals));
  return totals.rejected > 0 ? EXIT.partial : EXIT.done;
}

type Source = { file: string; source: Readable; rows: AsyncIterable<Row> };

async function importFile(context: Context, importing: Importing, options: ImportOptions, { file, source, rows }: Source): Promise<Counts> {
  const name = file === "-" ? "stdin" : file;
  const rejects = options.rejects ?? `${name}.rejects.ndjson`;
  const journal = await openFiles(context, importing, { ...options, journal: options.journal ?? `${name}.journal.ndjson`, rejects }).catch((error: unknown) => {
    source.destroy();
    throw error;
  });
  try {
    await sendAll(context, importing, journal, rows);
  } catch (error) {
    const { created, duplicates } = journal.totals;
    if (created + duplicates > 0) context.note(`Broke off after ${created} created and ${duplicates} known rows: --resume goes on from there.`);
    throw error;
  } finally {
    source.destroy();
    await journal.close();
    // Also when it broke off: what was refused by then is worth having.
    await writeRejects(context, journal, rejects);
  }
  // Those of an earlier import are not this one's; a file that was named by hand is left alone.
  if (journal.totals.rejected === 0 && options.rejects === undefined) await rm(rejects, { force: true });
  return journal.totals;
}

/** That the rejects could not be written must be known before a row is sent. */
async function openFiles(context: Context, importing: Importing, { journal, rejects, resume }: ImportOptions & { journal: string; rejects: string }): Promise<Journal> {
  await (await openFile(rejects)).abandon();
  return openJournal(context, importing, journal, resume === true);
}

async function openJournal({ target, note }: Context, { what }: Importing, path: string, resume: boolean): Promise<Journal> {
  const identity = { import: what, server: target.baseUrl, organizationId: target.organizationId };
  const found = resume ? await Journal.resume(path, identity) : undefined;
  if (resume && found === undefined) note(`There is no ${path}: it begins with the first row.`);
  return found ?? Journal.begin(path, identity);
}

/** Some requests at once; the next ones when all of them were answered, so that the journal keeps the order of the file. */
async function sendAll(context: Context, importing: Importing, journal: Journal, rows: AsyncIterable<Row>): Promise<void> {
  const progress = createProgress(context, `${importing.what} import`);
  try {
    for await (const units of cut(rows, importing)) {
      context.signal.throwIfAborted();
      await journal.readTo(units.at(-1)?.[0]?.line ?? 0);
      await inOrder(units, importing, async (unit) => {
        if (!journal.has(unit)) await journal.add(unit, await sendUnit(importing, unit, journal));
      });
      progress.show({ ...journal.totals });
    }
  } finally {
    progress.end();
  }
}

async function sendUnit(importing: Importing, unit: readonly Row[], journal: Journal): Promise<Sent> {
  const prepared: Row[] = [];
  for (const row of unit) prepared.push(row.problem === undefined ? await importing.prepare(row) : row);
  const good = prepared.filter(({ problem }) => problem === undefined);
  const sent = good.length === 0 ? [] : [await importing.send(good, journal.keyOf(good))];
  const bad = prepared.flatMap((row) => (row.problem === undefined ? [] : [rejected(row, row.problem)]));
  return [...bad, ...sent].reduce(addUp);
}

function addUp(one: Sent, other: Sent): Sent {
  const names = new Set([...Object.keys(one.counts), ...Object.keys(other.counts)]) as Set<keyof Sent["counts"]>;
  const counts = Object.fromEntries([...names].map((name) => [name, (one.counts[name] ?? 0) + (other.counts[name] ?? 0)])) as Sent["counts"];
  return { counts, rejects: [...one.rejects, ...other.rejects] };
}

/** All end before the first that failed is told: what the others were answered is on record then. */
async function inOrder(units: readonly Row[][], { identify }: Importing, work: (unit: readonly Row[]) => Promise<void>): Promise<void> {
  const latest = new Map<string, Promise<void>>();
  const works = units.map((unit) => {
    const names = identify === undefined ? [] : unit.flatMap(identify);
    const done = Promise.all(names.map((name) => latest.get(name) ?? Promise.resolve())).then(() => work(unit));
    for (const name of names) latest.set(name, done);
    return done;
  });
  const failed = (await Promise.allSettled(works)).find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function* cut(rows: AsyncIterable<Row>, { chunk, concurrency }: Importing): AsyncGenerator<Row[][]> {
  let units: Row[][] = [[]];
  for await (const row of rows) {
    if (units.at(-1)?.length === chunk) {
      if (units.length === concurrency) {
        yield units;
        units = [];
      }
      units.push([]);
    }
    units.at(-1)?.push(row);
  }
  if (units[0]?.length !== 0) yield units;
}

async function writeRejects({ note }: Context, journal: Journal, path: string): Promise<void> {
  const { rejected: count } = journal.totals;
  if (count === 0) return;
  await withSink(await openFile(path), async (sink) => {
    for await (const reject of readRejects(journal.path)) await sink.write(`${JSON.stringify(reject)}\n`);
  });
  note(`${count} rejected rows and why: ${path}`);
}

async function openSource({ stdin }: Context, file: string): Promise<Readable> {
  if (file !== "-") {
    // Opened first, so that a missing file is told before anything else.
    const handle = await open(file, "r");
    if ((await handle.stat()).isFile()) return handle.createReadStream();
    await handle.close();
    return createReadStream(file);
  }
  if (stdin.isTTY) throw new UsageError("Nothing is piped into standard input.");
  return stdin;
}
