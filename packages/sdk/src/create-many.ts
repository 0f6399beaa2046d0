import { ConfigurationError } from "./errors.js";
import type { ObservationsMethods } from "./generated/methods.js";
import type { ObservationBulkResult, ObservationInput } from "./generated/models.js";
import type { CallOptions } from "./options.js";

/** The contract leaves a row of a bulk open, so that a bad one is refused alone; it is written as a reading of its own. */
export type ObservationRow = ObservationInput;
/** Counts and one result a row, in the order of the rows; `index` counts them from 0. */
export type BulkReport = ObservationBulkResult;
type BulkRecord = ObservationsMethods["createMany"];

/** `budget` is half of the organization's rate limit unless given. */
export type CreateManyOptions = CallOptions & {
  /** Rows a request: 1 to 5,000 (1,000). */
  chunk?: number;
  /** Requests at once (2). */
  concurrency?: number;
  /** Counts after each chunk that was answered. */
  onProgress?: (progress: Omit<BulkReport, "results"> & { sent: number }) => void;
};

type Chunk = { at: number; rows: ObservationRow[] };

const MOST_ROWS = 5_000;

export async function createMany(
  record: BulkRecord, rows: Iterable<ObservationRow> | AsyncIterable<ObservationRow>, options: CreateManyOptions = {},
): Promise<BulkReport> {
  const { chunk = 1_000, concurrency = 2, budget = 0.5, onProgress, ...callOptions } = options;
  if (!(chunk >= 1 && chunk <= MOST_ROWS && concurrency >= 1 && budget > 0 && budget <= 1)) {
    throw new ConfigurationError(`chunk must be 1 to ${MOST_ROWS}, concurrency at least 1, and budget above 0 and at most 1.`);
  }
  const chunks = cut(rows, Math.floor(chunk));
  const answers: { at: number; answer: BulkReport }[] = [];
  const total = { created: 0, duplicates: 0, rejected: 0, notEvaluated: 0, sent: 0 };
  let stopped = false;
  const work = async (): Promise<void> => {
    try {
      for (;;) {
        const next = stopped ? undefined : (await chunks.next()).value;
        if (next === undefined) return;
        const answer = await send(record, next, { ...callOptions, budget });
        answers.push({ at: next.at, answer });
        addUp(total, answer);
        onProgress?.({ ...total });
      }
    } catch (error) {
      stopped = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.floor(concurrency) }, work));
  await chunks.return(undefined);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  const { sent: _, ...counts } = total;
  answers.sort((a, b) => a.at - b.at);
  return { ...counts, results: answers.flatMap(({ at, answer }) => shift(answer, at)) };
}

async function send(record: BulkRecord, { at, rows }: Chunk, options: CallOptions): Promise<BulkReport> {
  // One key for all chunks would be refused as one of another body.
  const idempotencyKey = options.idempotencyKey === undefined ? undefined : `${options.idempotencyKey}-${at}`;
  return record({ observations: rows }, { ...options, idempotencyKey });
}

function addUp(total: Omit<BulkReport, "results"> & { sent: number }, answer: BulkReport): void {
  total.created += answer.created;
  total.duplicates += answer.duplicates;
  total.rejected += answer.rejected;
  total.notEvaluated += answer.notEvaluated;
  total.sent += answer.results.length;
}

function shift(answer: BulkReport, at: number): BulkReport["results"] {
  return answer.results.map((result) => ({ ...result, index: result.index + at }));
}

/** Pulled by the workers, so that no more rows are read than are being sent. */
async function* cut(
  rows: Iterable<ObservationRow> | AsyncIterable<ObservationRow>, size: number,
): AsyncGenerator<Chunk, undefined, undefined> {
  let at = 0;
  let held: ObservationRow[] = [];
  for await (const row of rows) {
    held.push(row);
    if (held.length < size) continue;
    yield { at, rows: held };
    at += held.length;
    held = [];
  }
  if (held.length > 0) yield { at, rows: held };
  return undefined;
}
