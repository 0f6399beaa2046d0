import type { Readable } from "node:stream";
import { UsageError } from "../usage-error.js";

/** A row is a few hundred bytes; a file without line ends must not fill the memory. */
const LONGEST = 4 * 1024 * 1024;

/** Line by line, without reading further than it is asked. */
export class LineReader {
  readonly #source: Readable;
  readonly #longest: number;
  #rest = "";
  #iterator: AsyncIterator<unknown> | undefined;

  constructor(source: Readable, longest = LONGEST) {
    this.#source = source;
    this.#longest = longest;
  }

  /** Undefined at the end. */
  async next(): Promise<string | undefined> {
    this.#iterator ??= this.#source.setEncoding("utf8")[Symbol.asyncIterator]();
    let end = this.#rest.indexOf("\n");
    while (end < 0) {
      if (this.#rest.length > this.#longest) throw new UsageError(`A line is longer than ${this.#longest} characters: NDJSON has one object a line.`);
      const turn = await this.#iterator.next();
      if (turn.done === true) return this.#takeRest();
      const from = this.#rest.length;
      this.#rest += String(turn.value);
      end = this.#rest.indexOf("\n", from);
    }
    const line = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end + 1);
    return line.replace(/\r$/, "");
  }

  #takeRest(): string | undefined {
    const line = this.#rest === "" ? undefined : this.#rest;
    this.#rest = "";
    return line;
  }
}
