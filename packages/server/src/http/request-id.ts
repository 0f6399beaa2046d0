import { randomUUID } from "node:crypto";
import type { Context } from "koa";

/** 1 to 128 visible ASCII characters; anything else is replaced, so that a log line cannot be forged. */
const ACCEPTABLE = /^[\x21-\x7e]{1,128}$/;

export const requestIdOf = (ctx: Context): string => {
  const given = ctx.get("X-Request-ID");
  return ACCEPTABLE.test(given) ? given : randomUUID();
};

/** The address of the client as the outermost proxy that is trusted saw it; without such, the connection's own. */
export const clientAddress = (ctx: Context, trustedProxies: number): string => {
  const own = ctx.req.socket.remoteAddress ?? "";
  if (!trustedProxies) return own;
  const hops = ctx.get("X-Forwarded-For").split(",").map((hop) => hop.trim()).filter(Boolean);
  return hops.at(-trustedProxies) ?? own;
};
