import type { Context } from "koa";
import { fail } from "./problem.js";

/** A resource's ETag is its version; a list has none. */
export const etagOf = (body: unknown): string | undefined =>
  typeof body === "object" && body !== null && "version" in body && typeof body.version === "number" ? `"${body.version}"` : undefined;

export const setEtag = (ctx: Context, body: unknown): void => {
  const etag = etagOf(body);
  if (etag && !ctx.response.get("ETag")) ctx.set("ETag", etag);
};

/** No resource has it. */
const NO_VERSION = 0;

/**
 * RFC 9110, 13.1.1: a version in quotes, or `*`, which asks for nothing but that the resource is there. Tags are compared
 * strongly: a weak one is the tag of no version.
 */
export const readIfMatch = (ctx: Context): number | undefined => {
  const given = ctx.get("If-Match");
  if (!given || given === "*") return undefined;
  const [, weak, version] = /^(W\/)?"(\d{1,9})"$/.exec(given) ?? [];
  if (version) return weak ? NO_VERSION : Number(version);
  return fail("invalid_request", {
    detail: "If-Match takes the ETag of the resource.",
    errors: [{ pointer: "/header/If-Match", code: "format", message: "is no ETag of ours" }],
  });
};

/** For services: a version that was named and is not the present one. */
export const expectVersion = (present: number, named: number | undefined): void => {
  if (named !== undefined && named !== present) {
    fail("version_mismatch", { detail: "The resource has changed since it was read. Read it again and repeat the change." });
  }
};
