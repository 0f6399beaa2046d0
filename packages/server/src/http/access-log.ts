import type { Context, Next } from "koa";
import type { Operation } from "@vitaledge/contract";
import type { Deps } from "../deps.js";
import { actorIdOf, type Actor } from "../db/with-tenant.js";
import { requestIdOf } from "./request-id.js";

/** One line a request: what was asked for by name, never a path, a query or a body. */
export const accessLog = (deps: Deps) => async (ctx: Context, next: Next): Promise<void> => {
  const started = performance.now();
  const requestId = requestIdOf(ctx);
  ctx.state.requestId = requestId;
  ctx.set("X-Request-ID", requestId);
  deps.metrics.requestsInFlight.inc();
  await next().finally(() => deps.metrics.requestsInFlight.dec());
  const durationMs = performance.now() - started;
  const state = ctx.state as { operation?: Operation; actor?: Actor; organizationId?: string; problemCode?: string; traceId?: string };
  // The method is a caller's word where no operation takes it.
  const { id: operation = "none", method = "none" } = state.operation ?? {};
  deps.metrics.requestDuration.observe({ operation, method, status: `${Math.floor(ctx.status / 100)}xx` }, durationMs / 1000);
  deps.log.info({
    event: "request",
    requestId,
    traceId: state.traceId,
    method: ctx.method,
    operationId: state.operation?.id,
    status: ctx.status,
    code: state.problemCode,
    organizationId: state.organizationId || undefined,
    actorId: state.actor && (actorIdOf(state.actor) ?? undefined),
    durationMs,
  }, "request");
};
