import type { Context, Next } from "koa";
import type { Deps } from "../deps.js";
import type { ServerState } from "../handlers.js";

/** Answers hold health data: nothing keeps, frames or sniffs them. */
export const securityHeaders = (deps: Deps, state: ServerState) => async (ctx: Context, next: Next): Promise<void> => {
  ctx.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Date": deps.clock.now().toUTCString(),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Vary": "Authorization, X-Organization-ID",
    "X-Content-Type-Options": "nosniff",
  });
  await next();
  // A client that keeps its connection would otherwise go on talking to a server that is leaving. Looked at when the
  // answer is sent: many a request began before.
  if (state.draining) ctx.set("Connection", "close");
};
