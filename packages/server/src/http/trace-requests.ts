import type { Context, Next } from "koa";
import type { Operation } from "@vitaledge/contract";
import type { Deps } from "../deps.js";
import { parseTraceParent, within } from "../platform/tracing.js";

/** A span for each request: the operation's name and route, never a path, a query or an id. `tracestate` is not taken over: it is free text. */
export const traceRequests = ({ tracing }: Pick<Deps, "tracing">) => async (ctx: Context, next: Next): Promise<void> => {
  const caller = parseTraceParent(ctx.get("traceparent"));
  ctx.state.traceId = caller?.traceId;
  if (!tracing) return next();
  const span = tracing.request(caller);
  ctx.state.traceId = span.traceId;
  await within(span, next);
  const { operation, problemCode } = ctx.state as { operation?: Operation; problemCode?: string };
  span.rename(operation?.id ?? "none");
  span.set({
    "http.response.status_code": ctx.status,
    ...(operation && { "http.request.method": operation.method.toUpperCase(), "http.route": operation.path, "vitaledge.operation": operation.id }),
    ...(problemCode !== undefined && { "error.type": problemCode }),
  });
  span.end(ctx.status >= 500);
};
