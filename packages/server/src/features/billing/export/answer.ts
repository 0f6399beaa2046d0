import type { Readable } from "node:stream";
import type { HeldSnapshot } from "../../../db/held-snapshot.js";
import type { Month } from "../../../platform/civil.js";
import { extensionOf, mediaTypeOf, type ExportFile, type ExportFormat } from "./file.js";
import { parseRange, sliceBytes } from "./range.js";

type Asked = { organizationId: string; month: Month; format: ExportFormat; range: string | undefined; ifRange: string | undefined };
type Answer = { status: 200 | 206; headers: Record<string, string>; body: Readable };

const etagOf = ({ digest }: ExportFile): string => `"sha256-${digest.toString("base64url")}"`;

/** The file, or the part of it that was asked for by somebody who has the rest. */
export const answerFile = (file: ExportFile, { organizationId, month, format, range, ifRange }: Asked, stream: HeldSnapshot["stream"]): Answer => {
  const etag = etagOf(file);
  const part = ifRange === etag ? parseRange(range, file.bytes) : undefined;
  const chunks = part ? sliceBytes(file.write(), part) : file.write();
  return {
    status: part ? 206 : 200,
    body: stream(chunks),
    headers: {
      "Content-Type": mediaTypeOf(format),
      "Content-Disposition": `attachment; filename="billing-${organizationId}-${month}.${extensionOf(format)}"`,
      "ETag": etag,
      "Repr-Digest": `sha-256=:${file.digest.toString("base64")}:`,
      "Content-Length": String(part ? part.to - part.from + 1 : file.bytes),
      "Accept-Ranges": "bytes",
      "Cache-Control": "no-store, no-transform",
      ...(part && { "Content-Range": `bytes ${part.from}-${part.to}/${file.bytes}` }),
    },
  };
};
