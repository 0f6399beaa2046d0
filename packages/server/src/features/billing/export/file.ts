import { createHash } from "node:crypto";
import { claimFileGaps } from "../claim-file.js";
import type { ClaimLine } from "../lines.js";
import { isExported } from "../lines.js";
import type { OrganizationOnClaim } from "../parties.js";
import { write837, type ClaimFileHead } from "./claims-837.js";
import { exportCsv } from "./csv.js";
import { exportJson } from "./json.js";
import { exportNdjson } from "./ndjson.js";
import { exportXlsx } from "./xlsx.js";

export type ExportFormat = "csv" | "json" | "ndjson" | "xlsx" | "837p";

/** What stands around the lines of a claim file. */
export type ClaimFile = { head: ClaimFileHead; organization: OrganizationOnClaim };

type Written = AsyncGenerator<string | Uint8Array>;
type Format = { write: (lines: AsyncIterable<ClaimLine>, claimFile: ClaimFile) => Written; mediaType: string; extension: string };

/** No held line makes a claim, whatever lines were asked for. */
async function* claimable(lines: AsyncIterable<ClaimLine>, organization: OrganizationOnClaim): AsyncGenerator<ClaimLine> {
  for await (const line of lines) if (isExported(line) && claimFileGaps(line, organization).length === 0) yield line;
}

const FORMATS: { readonly [F in ExportFormat]: Format } = {
  "csv": { write: exportCsv, mediaType: "text/csv; charset=utf-8", extension: "csv" },
  "json": { write: exportJson, mediaType: "application/json; charset=utf-8", extension: "json" },
  "ndjson": { write: exportNdjson, mediaType: "application/x-ndjson; charset=utf-8", extension: "ndjson" },
  "xlsx": { write: exportXlsx, mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", extension: "xlsx" },
  // RFC 1767.
  "837p": {
    write: (lines, { head, organization }) => write837(head, organization, claimable(lines, organization)),
    mediaType: "application/edi-x12", extension: "837",
  },
};

export const mediaTypeOf = (format: ExportFormat): string => FORMATS[format].mediaType;
export const extensionOf = (format: ExportFormat): string => FORMATS[format].extension;

/** A file that can be written again and again with the same bytes. */
export type ExportFile = { digest: Buffer; bytes: number; write(): AsyncGenerator<Buffer> };

/** Writes the file once to know its digest and length; `lines` starts over each time. */
export const describeFile = async (format: ExportFormat, lines: () => AsyncIterable<ClaimLine>, claimFile: ClaimFile): Promise<ExportFile> => {
  const write = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of FORMATS[format].write(lines(), claimFile)) yield Buffer.from(chunk);
  };
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of write()) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { digest: hash.digest(), bytes, write };
};
