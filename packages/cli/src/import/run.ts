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
import { Journal, readRejects } from "./journal.js";
import type { Sent } from "./journal.js";
import { previewRows } from "./preview.js";
import { readCsv, readNdjson } from "./rows.js";
import type { Row } from "./rows.js";

export type ImportOptions = { inputFormat?: string; rejects?: string; journal?: string; resume?: boolean };

export async function runImport(context: Context, importing: Importing, options: ImportOptions, file: string): Promise<ExitCode> {
  const format = chooseFormat(file, options.inputFormat);
  const source = await openSource(context, file);
  const rows = format === "csv" ? readCsv(source, importing.table) : readNdjson(source);
  if (context.flags.dryRun === true) return previewRows(context, importing, rows);
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
  const columns = COLUMNS["observations import"];
  if (importing.what === "observations") await printAnswer(context, { notEvaluated: 0, ...journal.totals }, columns);
  else await printAnswer(context, journal.totals, columns.slice(0, 3));
  return journal.totals.rejected > 0 ? EXIT.partial : EXIT.done;
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

function chooseFormat(file: string, given: string | undefined): "csv" | "ndjson" {
  const name = given ?? /\.(csv|ndjson|jsonl)$/i.exec(file)?.[1] ?? (file === "-" ? "ndjson" : undefined);
  if (name === undefined) throw new UsageError(`The name of ${file} does not say what it is.`, "Give --input-format ndjson or --input-format csv.");
  if (/^(csv|ndjson|jsonl)$/i.test(name)) return name.toLowerCase() === "csv" ? "csv" : "ndjson";
  throw new UsageError(`'${name}' is no format of an import: ndjson or csv.`);
}
