import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import type { Context } from "koa";

/** 1 to 128 visible ASCII characters; anything else is replaced, so that a log line cannot be forged. */
const ACCEPTABLE = /^[\x21-\x7e]{1,128}$/;

export const requestIdOf = (ctx: Context): string => {
  const given = ctx.get("X-Request-ID");
  return ACCEPTABLE.test(given) ? given : randomUUID();
};

/** Some proxies name the port as well, which a client changes at will. */
const withoutPort = (hop: string): string => /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;

/**
 * The address of the client as the outermost proxy that is trusted saw it: what stands further left is the client's own word.
 * Without such a proxy, or where it names no address, the connection's own.
 */
export const clientAddress = (ctx: Context, trustedProxies: number): string => {
  const own = ctx.req.socket.remoteAddress ?? "";
  if (!trustedProxies) return own;
  const hops = ctx.get("X-Forwarded-For").split(",").map((hop) => hop.trim()).filter(Boolean);
  const named = withoutPort(hops.at(-trustedProxies) ?? "");
  return isIP(named) ? named : own;
};
