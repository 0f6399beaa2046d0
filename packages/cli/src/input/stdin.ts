import { UsageError } from "../usage-error.js";

/** All of standard input; for a note or one body, not for an import. */
export async function readAll(stdin: NodeJS.ReadStream): Promise<string> {
  if (stdin.isTTY) throw new UsageError("Nothing is piped into standard input.");
  const pieces: Buffer[] = [];
  for await (const piece of stdin) pieces.push(Buffer.from(piece as Buffer));
  return Buffer.concat(pieces).toString("utf8");
}

/** Standard input line by line, without reading further than it is asked. */
export class LineReader {
  readonly #stdin: NodeJS.ReadStream;
  #rest = "";
  #iterator: AsyncIterator<unknown> | undefined;

  constructor(stdin: NodeJS.ReadStream) {
    this.#stdin = stdin;
  }

  /** Undefined at the end. */
  async next(): Promise<string | undefined> {
    this.#iterator ??= this.#stdin.setEncoding("utf8")[Symbol.asyncIterator]();
    let end = this.#rest.indexOf("\n");
    while (end < 0) {
      const turn = await this.#iterator.next();
      if (turn.done === true) return this.#takeRest();
      this.#rest += String(turn.value);
      end = this.#rest.indexOf("\n");
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
