import { createHash, createHmac, hkdfSync } from "node:crypto";
import { DamagedFile } from "../../platform/age.js";
import type { Partition, Sequence, Table } from "./catalogue.js";

/** What a backup says of itself. `keys`: the wrapped data keys of organizations, which data never hold. */
export type Manifest = {
  format: string;
  kind: "data" | "keys";
  madeAt: string;
  postgres: string;
  /** The schema, as the names of the migrations that made it. */
  migrations: string[];
  tables: (Table & Tally)[];
  partitions: Partition[];
  sequences: Sequence[];
  /** The last entries of the audit chains, to compare with what was noted elsewhere. */
  auditHeads: unknown[];
};

/** Rows of a table, and SHA-256 (hex) of them as COPY's text. */
export type Tally = { rows: number; sha256: string };

export const FORMAT = "vitaledge-backup/1";

/** Format, start of a table, rows, manifest, and the manifest's MAC by the master key: in this order. */
export type Frame = { type: "F" | "T" | "R" | "M" | "A"; content: Buffer };

const HEAD = 5;
const LONGEST = 256 * 1024 * 1024;

export const frame = (type: Frame["type"], content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(HEAD);
  head.write(type, "latin1");
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
};

/** @throws DamagedFile where the stream is no sequence of whole frames. */
export async function* readFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    held = held.length ? Buffer.concat([held, piece]) : piece;
    let at = 0;
    while (held.length - at >= HEAD) {
      const length = held.readUInt32BE(at + 1);
      if (length > LONGEST) throw new DamagedFile("a frame is longer than any that is written");
      if (held.length - at - HEAD < length) break;
      yield { type: held.toString("latin1", at, at + 1) as Frame["type"], content: held.subarray(at + HEAD, at + HEAD + length) };
      at += HEAD + length;
    }
    held = held.subarray(at);
  }
  if (held.length) throw new DamagedFile("the last frame is cut off");
}

const LINE_END = 10;

/** Counts and hashes rows as they pass. COPY writes one line a row, and a line's end inside of a value as `\n`. */
export const makeTally = (): { add(piece: Buffer): void; end(): Tally } => {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(piece) {
      hash.update(piece);
      for (let at = piece.indexOf(LINE_END); at !== -1; at = piece.indexOf(LINE_END, at + 1)) rows += 1;
    },
    end: () => ({ rows, sha256: hash.digest("hex") }),
  };
};

/** Says that the maker held the master key, and that the one who restores holds the same. */
export const macOf = (masterKey: Buffer, manifest: Buffer): Buffer =>
  createHmac("sha256", Buffer.from(hkdfSync("sha256", masterKey, Buffer.alloc(0), FORMAT, 32))).update(manifest).digest();
