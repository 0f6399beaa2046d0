import type { Operation } from "@vitaledge/contract";
import type { Context } from "koa";

/** `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), on whatever the operation answers. */
export const setDeprecation = (ctx: Context, { deprecation }: Operation): void => {
  if (deprecation === undefined) return;
  ctx.set({
    Deprecation: `@${Date.parse(deprecation.since) / 1000}`,
    Sunset: new Date(deprecation.sunset).toUTCString(),
  });
};
