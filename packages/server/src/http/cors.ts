import type { Context, Next } from "koa";

const SENT = "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-Range, Last-Event-ID, Range, X-Organization-ID, X-Request-ID";
const READ = [
  "Accept-Ranges", "Content-Disposition", "Content-Range", "Deprecation", "ETag", "Idempotency-Replayed", "Link", "Location", "RateLimit",
  "RateLimit-Policy", "Repr-Digest", "Retry-After", "Sunset", "WWW-Authenticate", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset",
  "X-Request-ID",
].join(", ");
/** Seconds a browser may remember that it was allowed. */
const REMEMBERED = "600";

/** Pages of the origins that are listed may call, with a token but never with cookies; nobody else's browser is told anything. */
export const allowOrigins = (origins: readonly string[]) => async (ctx: Context, next: Next): Promise<void> => {
  if (origins.length) ctx.vary("Origin");
  const origin = ctx.get("Origin");
  if (!origins.includes(origin)) return next();
  ctx.set({ "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": READ });
  await next();
  if (ctx.method !== "OPTIONS" || !ctx.get("Access-Control-Request-Method")) return;
  ctx.set({
    "Access-Control-Allow-Methods": ctx.response.get("Allow"),
    "Access-Control-Allow-Headers": SENT,
    "Access-Control-Max-Age": REMEMBERED,
  });
};
