import type { Context, Next } from "koa";
import type { Operation } from "@vitaledge/contract";
import type { Deps } from "../deps.js";
import { actorIdOf, type Actor } from "../db/with-tenant.js";
import { requestIdOf } from "./request-id.js";

/** One line a request: what was asked for by name, never a path, a query or a body. */
export const accessLog = (deps: Deps) => async (ctx: Context, next: Next): Promise<void> => {
  const started = process.hrtime.bigint();
  const requestId = requestIdOf(ctx);
  ctx.state.requestId = requestId;
  ctx.set("X-Request-ID", requestId);
  await next();
  const state = ctx.state as { operation?: Operation; actor?: Actor; organizationId?: string; problemCode?: string };
  deps.log.info({
    event: "request",
    requestId,
    method: ctx.method,
    operationId: state.operation?.id,
    status: ctx.status,
    code: state.problemCode,
    organizationId: state.organizationId || undefined,
    actorId: state.actor && (actorIdOf(state.actor) ?? undefined),
    durationMs: Number(process.hrtime.bigint() - started) / 1e6,
  }, "request");
};
