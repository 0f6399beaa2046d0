import type { Context } from "koa";
import type { Operation } from "@vitaledge/contract";
import { fail, ProblemError } from "./problem.js";

const mediaTypeOf = (ctx: Context): string => (ctx.get("Content-Type").split(";")[0] ?? "").trim().toLowerCase();

const hasBody = (ctx: Context): boolean =>
  ctx.get("Transfer-Encoding") !== "" || Number(ctx.get("Content-Length") || 0) > 0;

/** Before anything is read: the media type and the declared length against the operation. */
export const expectAcceptableBody = (ctx: Context, operation: Operation): void => {
  if (!operation.body || !hasBody(ctx)) return;
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(ctx.get("Content-Type"))?.[1];
  if (!operation.body.mediaTypes.includes(mediaTypeOf(ctx)) || (charset && !/^utf-?8$/i.test(charset))) {
    fail("unsupported_media_type", { detail: `Send ${operation.body.mediaTypes.join(" or ")}, in UTF-8.` });
  }
  if (ctx.get("Content-Encoding") && ctx.get("Content-Encoding") !== "identity") {
    fail("unsupported_media_type", { detail: "Send the body without a content encoding." });
  }
  const length = Number(ctx.get("Content-Length") || 0);
  if (length > operation.body.maxBytes) throw tooLarge(operation.body.maxBytes, length);
};

/**
 * Bytes past the limit that are still taken, and thrown away: a connection that is closed while its client sends is reset,
 * and the client may never see why.
 */
const PATIENCE = 16 * 1_048_576;

const tooLarge = (most: number, size: number): ProblemError =>
  new ProblemError("payload_too_large", {
    detail: `A body here has at most ${most} bytes. Send less at a time.`,
    ...(size > most + PATIENCE && { headers: { Connection: "close" } }),
  });

const readBytes = ({ req }: Context, most: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) return void chunks.push(chunk);
      chunks.length = 0;
      reject(tooLarge(most, size));
      if (size > most + PATIENCE) req.socket.destroy();
    });
    req.on("end", () => resolve(Buffer.concat(chunks)));
    // A client that leaves in the middle: nobody will see the answer, and nothing is at fault.
    req.on("error", (cause) => reject(new ProblemError("invalid_request", { detail: "The body did not arrive whole.", cause })));
  });

export type ReadText = { bytes: Buffer; text: string; mediaType: string | undefined };
export type ReadBody = { bytes: Buffer; value: unknown; mediaType: string | undefined };

/** The body's text; empty where there is none and none is needed. */
export const readText = async (ctx: Context, operation: Operation): Promise<ReadText> => {
  const bytes = operation.body && hasBody(ctx) ? await readBytes(ctx, operation.body.maxBytes) : Buffer.alloc(0);
  if (bytes.length) return { bytes, text: decodeUtf8(bytes), mediaType: mediaTypeOf(ctx) };
  if (operation.body?.required) fail("invalid_request", { detail: "A body is needed.", errors: [{ pointer: "", code: "required", message: "is missing" }] });
  return { bytes, text: "", mediaType: undefined };
};

/** The body as the contract takes it: parsed JSON, the fields of a form, or text for what is neither. */
export const readBody = async (ctx: Context, operation: Operation): Promise<ReadBody> => {
  const { bytes, text, mediaType } = await readText(ctx, operation);
  return { bytes, mediaType, value: mediaType === undefined ? undefined : valueOf(mediaType, text) };
};

const valueOf = (mediaType: string, text: string): unknown => {
  if (mediaType === "application/x-www-form-urlencoded") return parseForm(text);
  return mediaType.endsWith("json") && !mediaType.endsWith("ndjson") ? parseJson(text) : text;
};

/** A field without a value is as none, and none is given twice (RFC 6749, 3.2). */
const parseForm = (text: string): Record<string, string> => {
  const fields = [...new URLSearchParams(text)].filter(([, value]) => value !== "");
  if (new Set(fields.map(([name]) => name)).size < fields.length) fail("invalid_request", { detail: "The form gives a field more than once." });
  return Object.fromEntries(fields);
};

const decodeUtf8 = (bytes: Buffer): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fail("invalid_json", { detail: "The body is not UTF-8." });
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) fail("payload_too_large", { detail: "The body is nested too deeply." });
    return fail("invalid_json", { detail: "The body cannot be read as JSON. Check quotes, commas and brackets." });
  }
};
