import { handOver, readPieces } from "./body.js";
import { createHasher, join, readDigest, toBase64 } from "./digest.js";
import { readError, unexpected } from "./decode.js";
import type { Core, Input } from "./core.js";
import { IntegrityError } from "./errors.js";
import type { Operation } from "./operation.js";
import { DEFAULTS } from "./options.js";
import type { CallOptions } from "./options.js";
import { writeFile } from "./to-file.js";
import type { FileOptions, SavedFile } from "./to-file.js";
import type { Exchange } from "./transport.js";

/** The file that an operation answers. */
export function openDownload(core: Core, operation: Operation, input: Input, options: CallOptions = {}): Download {
  const maxRetries = options.maxRetries ?? core.defaults.maxRetries ?? DEFAULTS.maxRetries;
  return new Download(async (headers) => {
    const { exchange, open } = core.prepare(operation, input, { ...options, headers: { ...options.headers, ...headers } });
    return { response: await open(), exchange };
  }, maxRetries);
}

export type Opened = { response: Response; exchange: Exchange };
type Open = (headers?: Record<string, string>) => Promise<Opened>;

/** A file of the server's, read as it comes. Nothing is sent before something is asked of it. */
export class Download implements AsyncIterable<Uint8Array> {
  readonly #open: Open;
  readonly #maxRetries: number;
  #first: Promise<Opened> | undefined;

  constructor(open: Open, maxRetries: number) {
    this.#open = async (headers) => checkOpened(await open(headers));
    this.#maxRetries = maxRetries;
  }

  /** The response with its headers, its body unread; who reads it there has as much time as they take. */
  async response(): Promise<Response> {
    return handOver((await (this.#first ??= this.#open())).response);
  }

  /** SHA-256 in base64, as the server states it. */
  get digest(): Promise<string | undefined> {
    return (this.#first ??= this.#open()).then(({ response }) => readDigest(response.headers));
  }

  /** Bytes; the end of the last piece comes only when all of them have the server's digest. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const { response, exchange } = await this.#take();
    const expected = response.status === 206 ? undefined : readDigest(response.headers);
    const hasher = expected === undefined ? undefined : createHasher();
    for await (const piece of readPieces(response)) {
      hasher?.update(piece);
      yield piece;
    }
    if (hasher === undefined) return;
    if (toBase64(await hasher.digest()) !== expected) throw new IntegrityError(`${exchange.operation}: the digest does not match.`);
  }

  /** Lines without their ends, as NDJSON and CSV have them. */
  async *lines(): AsyncGenerator<string, void, undefined> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const piece of this) {
      const parts = (rest + decoder.decode(piece, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) yield line.endsWith("\r") ? line.slice(0, -1) : line;
    }
    rest += decoder.decode();
    if (rest !== "") yield rest;
  }

  /** The whole in memory. */
  async bytes(): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this) pieces.push(piece);
    return join(pieces);
  }

  /** The whole as text. */
  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  /** The whole, parsed. */
  async json<T = unknown>(): Promise<T> {
    const { response, exchange } = await (this.#first ??= this.#open());
    const text = await this.text();
    try {
      return JSON.parse(text) as T;
    } catch {
      throw unexpected(response, exchange.operation, "cannot be read as JSON");
    }
  }

  /** Writes `path.part`, checks the digest, renames: under its name the file is whole or absent. Node, Deno, Bun. */
  toFile(path: string, options: FileOptions = {}): Promise<SavedFile> {
    return writeFile((headers) => (headers === undefined ? this.#take() : this.#open(headers)), path, options, this.#maxRetries);
  }

  /** The answer that is open already, once; after that a new one. */
  #take(): Promise<Opened> {
    const opened = this.#first ?? this.#open();
    this.#first = undefined;
    return opened;
  }
}

async function checkOpened(opened: Opened): Promise<Opened> {
  const { response, exchange } = opened;
  if (!response.ok) throw await readError(response, exchange);
  const type = response.headers.get("Content-Type") ?? "";
  if (/^text\/html\b/i.test(type)) {
    await response.body?.cancel();
    throw unexpected(response, exchange.operation, "is no file");
  }
  return opened;
}
