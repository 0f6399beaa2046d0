import { createHash } from "node:crypto";
import type { ClaimLine } from "../lines.js";
import { exportCsv } from "./csv.js";
import { exportJson } from "./json.js";
import { exportNdjson } from "./ndjson.js";

export type ExportFormat = "csv" | "json" | "ndjson";

const FORMATS = {
  csv: { write: exportCsv, mediaType: "text/csv; charset=utf-8" },
  json: { write: exportJson, mediaType: "application/json; charset=utf-8" },
  ndjson: { write: exportNdjson, mediaType: "application/x-ndjson; charset=utf-8" },
};

export const mediaTypeOf = (format: ExportFormat): string => FORMATS[format].mediaType;

/** A file that can be written again and again with the same bytes. */
export type ExportFile = { digest: Buffer; bytes: number; write(): AsyncGenerator<Buffer> };

/** Writes the file once to know its digest and length; `lines` starts over each time. */
export const describeFile = async (format: ExportFormat, lines: () => AsyncIterable<ClaimLine>): Promise<ExportFile> => {
  const write = async function* (): AsyncGenerator<Buffer> {
    for await (const text of FORMATS[format].write(lines())) yield Buffer.from(text, "utf8");
  };
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of write()) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { digest: hash.digest(), bytes, write };
};
