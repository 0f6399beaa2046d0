import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { BulkReport, ObservationRow, VitalEdge } from "@vitaledge/sdk";
import type { Context, Run } from "../context.js";
import { EXIT } from "../exit-codes.js";
import { COLUMNS } from "../generated/columns.js";
import { readCsv, readNdjson } from "../input/observation-rows.js";
import type { ImportRow, Rejection } from "../input/observation-rows.js";
import { PatientIds } from "../input/patient-ids.js";
import { printAnswer } from "../output/print.js";
import { createProgress } from "../output/progress.js";
import { Rejects } from "../output/rejects.js";
import { UsageError } from "../usage-error.js";

type Options = { inputFormat?: string; rejects?: string };
type Counts = Omit<BulkReport, "results">;

/** Rows a request, and requests at once: as much as is in memory at any time. */
const CHUNK = 500;
const CONCURRENCY = 2;

export const importObservations: Run<Options> = async (context, options, [file = "-"]) => {
  const source = await openSource(context, file);
  const rows = chooseFormat(file, options.inputFormat) === "csv" ? readCsv(source) : readNdjson(source);
  const rejects = new Rejects(options.rejects ?? `${file === "-" ? "stdin" : file}.rejects.ndjson`);
  const importer = new Importer(context, rejects);
  try {
    await importer.run(rows);
  } catch (error) {
    const { created, duplicates } = importer.counts;
    context.note(`Broke off after ${created} created and ${duplicates} known rows. Run it again: what is stored counts as duplicate.`);
    throw error;
  } finally {
    await rejects.close();
  }
  if (rejects.count > 0) context.note(`${rejects.count} rejected rows and why: ${rejects.path}`);
  await printAnswer(context, importer.counts, COLUMNS["observations import"]);
  return rejects.count > 0 ? EXIT.partial : EXIT.done;
};

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

class Importer {
  readonly counts: Counts = { created: 0, duplicates: 0, rejected: 0, notEvaluated: 0 };
  readonly #context: Context;
  readonly #client: VitalEdge;
  readonly #patients: PatientIds;
  readonly #rejects: Rejects;

  constructor(context: Context, rejects: Rejects) {
    this.#context = context;
    this.#client = context.client();
    this.#patients = new PatientIds(this.#client, context.signal);
    this.#rejects = rejects;
  }

  async run(rows: AsyncIterable<ImportRow>): Promise<void> {
    const progress = createProgress(this.#context, "observations import");
    let held: ImportRow[] = [];
    const flush = async (): Promise<void> => {
      await this.#send(held);
      held = [];
      progress.show({ ...this.counts });
    };
    try {
      for await (const row of rows) {
        this.#context.signal.throwIfAborted();
        const named = await this.#namePatient(row);
        if (named.problem === undefined) held.push(named);
        else await this.#reject(named, named.problem);
        if (held.length >= CHUNK * CONCURRENCY) await flush();
      }
      if (held.length > 0) await flush();
    } finally {
      progress.end();
    }
  }

  async #namePatient(row: ImportRow): Promise<ImportRow> {
    const { mrn, ...observation } = row.observation;
    if (row.problem !== undefined || mrn === undefined) return row;
    if (observation["patientId"] !== undefined) return { ...row, observation };
    const patientId = typeof mrn === "string" ? await this.#patients.find(mrn) : undefined;
    if (patientId !== undefined) return { ...row, observation: { patientId, ...observation } };
    return { ...row, problem: { code: "patient_not_found", detail: "No patient of the organization has this MRN." } };
  }

  async #send(rows: readonly ImportRow[]): Promise<void> {
    const observations = rows.map(({ observation }) => observation as ObservationRow);
    const { results, ...counts } = await this.#client.observations.createMany(observations, {
      chunk: CHUNK, concurrency: CONCURRENCY, signal: this.#context.signal,
    });
    for (const { index, status, problem } of results) {
      const row = rows[index];
      if (status === "rejected" && row !== undefined) await this.#rejects.add(row, toRejection(problem));
    }
    for (const name of Object.keys(this.counts) as (keyof Counts)[]) this.counts[name] += counts[name];
  }

  async #reject(row: ImportRow, problem: Rejection): Promise<void> {
    this.counts.rejected += 1;
    await this.#rejects.add(row, problem);
  }
}

function toRejection(problem: BulkReport["results"][number]["problem"]): Rejection {
  const { code = "internal_error", detail = "", errors, existingId } = problem ?? {};
  return { code, detail, ...(errors !== undefined && { errors }), ...(existingId !== undefined && { existingId }) };
}
