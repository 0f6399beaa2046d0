import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Something a browser asks for by its path: a page, a script, a picture. */
export type Page = {
  type: string;
  body: Buffer;
  /** Whether its name changes with its content, so that it may be kept for good. */
  immutable: boolean;
  etag: string;
  /** Made when it is first asked for, and kept. */
  gzipped(): Promise<Buffer>;
};

const compress = promisify(gzip);
const SMALLEST_COMPRESSED = 1_024;

export const makePage = (type: string, body: Buffer, immutable: boolean): Page => {
  let gzipped: Promise<Buffer> | undefined;
  return {
    type, body, immutable,
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    gzipped: () => (gzipped ??= compress(body, { level: 9 })),
  };
};

export const isWorthCompressing = ({ type, body }: Page): boolean => body.length >= SMALLEST_COMPRESSED && !/^image\/(png|webp)|^font\//.test(type);
