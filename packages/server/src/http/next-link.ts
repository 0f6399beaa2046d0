import type { Context } from "koa";
import type { Operation } from "@vitaledge/contract";

/** RFC 8288: where the next page of a list is, for clients that follow links. A search by POST has no address for it. */
export const setNextLink = (ctx: Context, operation: Operation, body: unknown): void => {
  if (operation.method !== "get" || typeof body !== "object" || body === null || !("nextCursor" in body)) return;
  if (typeof body.nextCursor !== "string") return;
  const query = new URLSearchParams(ctx.querystring);
  query.set("cursor", body.nextCursor);
  ctx.set("Link", `<${ctx.path}?${query.toString()}>; rel="next"`);
};
