export type FileFormat = "csv" | "json" | "ndjson" | "xlsx" | "837p";

/** What every service line of a claim begins with, and nothing else of a file: no text has the delimiters. */
const LINE_SEGMENT = Buffer.from("~LX*");

const [QUOTE, BACKSLASH, NEWLINE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [...'"\\\n{}[]'].map((sign) => sign.charCodeAt(0));

/** Counts the rows of a file as its bytes go by; none of the signs looked for is part of another character in UTF-8. */
export class RowCounter {
  readonly #format: FileFormat;
  #quoted = false;
  #escaped = false;
  #depth = 0;
  #count = 0;
  #open = false;
  #matched = 0;

  constructor(format: FileFormat) {
    this.#format = format;
  }

  /** None are counted of a workbook, which is compressed. */
  get rows(): number | null {
    if (this.#format === "xlsx") return null;
    const lines = this.#count + (this.#open ? 1 : 0);
    return this.#format === "csv" ? Math.max(0, lines - 1) : lines;
  }

  add(piece: Uint8Array): void {
    if (this.#format === "xlsx") return;
    const step = { "json": this.#stepJson, "837p": this.#stepSegment, "csv": this.#stepLine, "ndjson": this.#stepLine }[this.#format];
    for (const byte of piece) step.call(this, byte);
  }

  /** Lines that end outside of quotes; NDJSON has no line end inside of them either. */
  #stepLine(byte: number): void {
    if (byte === QUOTE && this.#format === "csv") this.#quoted = !this.#quoted;
    if (byte === NEWLINE && !this.#quoted) {
      this.#count += 1;
      this.#open = false;
    } else {
      this.#open = true;
    }
  }

  /** The begun match goes on, or begins anew. */
  #stepSegment(byte: number): void {
    this.#matched = byte === LINE_SEGMENT[this.#matched] ? this.#matched + 1 : Number(byte === LINE_SEGMENT[0]);
    if (this.#matched < LINE_SEGMENT.length) return;
    this.#count += 1;
    this.#matched = 0;
  }

  /** Objects in the list of the outermost object. */
  #stepJson(byte: number): void {
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#quoted = false;
      return;
    }
    if (byte === QUOTE) this.#quoted = true;
    else if (byte === OPEN || byte === OPEN_LIST) {
      if (byte === OPEN && this.#depth === 2) this.#count += 1;
      this.#depth += 1;
    } else if (byte === CLOSE || byte === CLOSE_LIST) this.#depth -= 1;
  }
}
