import { ApiError } from "@vitaledge/sdk";
import type { Sent } from "./journal.js";
import type { ReadRows, Rejection, Row } from "./rows.js";

/** How rows of one kind are read and sent. */
export type Importing = {
  /** As the command is named; also in the journal. */
  what: "observations" | "patients" | "enrollments" | "fhir";
  rows: ReadRows;
  /** Rows a request, and requests at once: as much as is in memory at any time. */
  chunk: number;
  concurrency: number;
  /** What a row is known by: of rows that share one, the later waits, since it may be the first again. */
  identify?: (row: Row) => string[];
  /** Puts ids in place of what a file names things by; a problem where there is no such thing. */
  prepare(row: Row): Promise<Row>;
  /** Each row has been prepared, and none has a problem. `key` is the same whenever these rows are sent. */
  send(rows: readonly Row[], key: string): Promise<Sent>;
};

export const NOTHING: Sent = { counts: { created: 0, duplicates: 0, rejected: 0 }, rejects: [] };
export const CREATED: Sent = { ...NOTHING, counts: { ...NOTHING.counts, created: 1 } };
export const KNOWN: Sent = { ...NOTHING, counts: { ...NOTHING.counts, duplicates: 1 } };

export function rejected({ line, body }: Row, problem: Rejection): Sent {
  return { counts: { ...NOTHING.counts, rejected: 1 }, rejects: [{ line, problem, row: body }] };
}

/** What is wrong with a row is told of that row; anything else ends the import. */
export function toRejection(error: unknown): Rejection {
  if (!(error instanceof ApiError) || ![400, 404, 409, 413, 422].includes(error.status)) throw error;
  const { problem, fields, message } = error;
  return { code: problem?.code ?? String(error.status), detail: message, ...(fields.length > 0 && { errors: fields }) };
}
