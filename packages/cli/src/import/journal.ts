import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { LineReader } from "../input/lines.js";
import { requireFileName } from "../output/file.js";
import { UsageError } from "../usage-error.js";
import type { Rejection, Row } from "./rows.js";

export type Counts = { created: number; duplicates: number; rejected: number; notEvaluated?: number };
export type Reject = { line: number; problem: Rejection; row: unknown };
/** What became of rows that were sent together. */
export type Sent = { counts: Counts; rejects: readonly Reject[] };

/** What an import is of, and into what: a journal of another one is not gone on with. */
export type Identity = { import: string; server: string | undefined; organizationId: string | undefined };
type Head = Identity & { id: string };
type Entry = Sent & { line: number; digest: string };

/**
 * The rows that were answered, beside the file that they come from: a line for those of a request, written as its answer arrives.
 * It goes from the first row to the last, as the import does, so that neither is ever held in memory.
 */
export class Journal {
  readonly path: string;
  readonly totals: Counts = { created: 0, duplicates: 0, rejected: 0 };
  readonly #file: FileHandle;
  readonly #before: LineReader | undefined;
  readonly #id: string;
  #ahead: Entry | undefined;
  #acknowledged = new Map<number, string>();

  private constructor(path: string, file: FileHandle, { id }: Head, before: LineReader | undefined) {
    this.path = path;
    this.#file = file;
    this.#id = id;
    this.#before = before;
  }

  /** A new one in place of any that is there. */
  static async begin(path: string, identity: Identity): Promise<Journal> {
    await requireFileName(path);
    // What is there may have been made readable, or be a link of somebody else's.
    await rm(path, { force: true });
    const file = await open(path, "wx", 0o600);
    const head: Head = { ...identity, id: randomUUID() };
    await file.appendFile(`${JSON.stringify(head)}\n`);
    return new Journal(path, file, head, undefined);
  }

  /** Undefined where there is none. */
  static async resume(path: string, identity: Identity): Promise<Journal | undefined> {
    const file = await open(path, "r+").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (file === undefined) return undefined;
    try {
      const end = await findEnd(path);
      // A line that was being written when the process ended is none.
      await file.truncate(end);
      await file.close();
      const before = new LineReader(createReadStream(path, { end: Math.max(0, end - 1) }), Infinity);
      const head = checkHead(path, await before.next(), identity);
      return new Journal(path, await open(path, "a"), head, before);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }

  /** Sent again with these rows, it makes the server answer as it did. What a name stands for may have changed since: then it is another key. */
  keyOf(rows: readonly Row[]): string {
    return `${this.#id}-${lineOf(rows)}-${digestOf(rows)}`;
  }

  /** Reads on as far as this line; what was read of earlier ones is let go. */
  async readTo(line: number): Promise<void> {
    this.#acknowledged = new Map();
    for (;;) {
      this.#ahead ??= await this.#readEntry();
      if (this.#ahead === undefined || this.#ahead.line > line) return;
      this.#acknowledged.set(this.#ahead.line, this.#ahead.digest);
      addCounts(this.totals, this.#ahead.counts);
      this.#ahead = undefined;
    }
  }

  /** Whether these rows were answered before. */
  has(rows: readonly Row[]): boolean {
    const digest = this.#acknowledged.get(lineOf(rows));
    if (digest === undefined) return false;
    if (digest === digestOf(rows)) return true;
    throw new UsageError(`Line ${lineOf(rows)} is not what was sent: the file was changed since.`, "Leave out --resume: rows that are known are told apart.");
  }

  /** In one piece, so that a row is never half on record; on the disk before more is sent, for a machine that loses power. */
  async add(rows: readonly Row[], sent: Sent): Promise<void> {
    const entry: Entry = { line: lineOf(rows), digest: digestOf(rows), ...sent };
    await this.#file.appendFile(`${JSON.stringify(entry)}\n`);
    await this.#file.datasync();
    addCounts(this.totals, sent.counts);
  }

  async close(): Promise<void> {
    await this.#file.sync().catch(() => undefined);
    await this.#file.close();
  }

  async #readEntry(): Promise<Entry | undefined> {
    const line = await this.#before?.next();
    return line === undefined ? undefined : (parseLine(this.path, line) as Entry);
  }

}

export function addCounts(totals: Counts, counts: Counts): void {
  for (const [name, count] of Object.entries(counts) as [keyof Counts, number][]) totals[name] = (totals[name] ?? 0) + count;
}

/** What was refused, in the order of its answers. */
export async function* readRejects(path: string): AsyncGenerator<Reject> {
  const lines = new LineReader(createReadStream(path), Infinity);
  for (let line = await lines.next(); line !== undefined; line = await lines.next()) {
    const { rejects = [] } = parseLine(path, line) as Partial<Entry>;
    yield* rejects;
  }
}

function checkHead(path: string, text: string | undefined, { import: what, server, organizationId }: Identity): Head {
  const head = parseLine(path, text ?? "{}") as Partial<Head>;
  if (head.import === what && head.server === server && head.organizationId === organizationId && head.id !== undefined) return head as Head;
  const known = head.import === undefined ? "no journal" : `the journal of ${head.import} for ${head.organizationId} at ${head.server}`;
  throw new UsageError(`${path} is ${known}.`, "Give another --journal FILE, or leave out --resume.");
}

/** The parser would quote what it cannot read, and that may be a patient. */
function parseLine(path: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UsageError(`${path} is damaged, or no journal.`, "Give another --journal FILE, or leave out --resume: rows that are known are told apart.");
  }
}

/** Behind the last line that is whole. */
async function findEnd(path: string): Promise<number> {
  let [end, at] = [0, 0];
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    const last = piece.lastIndexOf("\n");
    if (last >= 0) end = at + last + 1;
    at += piece.length;
  }
  return end;
}

function lineOf(rows: readonly Row[]): number {
  return rows[0]?.line ?? 0;
}

function digestOf(rows: readonly Row[]): string {
  const hash = createHash("sha256");
  for (const { line, body } of rows) hash.update(`${line} ${JSON.stringify(body)}\n`);
  return hash.digest("base64url").slice(0, 22);
}
