import Koa from "koa";
import type { Deps } from "./deps.js";
import { accessLog } from "./http/access-log.js";
import type { AnswerCheck } from "./http/answers.js";
import { allowOrigins } from "./http/cors.js";
import { answerErrors } from "./http/errors.js";
import { mountContract, TABLE } from "./http/mount.js";
import { rateLimitHeaders } from "./http/rate-limit.js";
import { securityHeaders } from "./http/security-headers.js";
import { answerUnmatched } from "./http/unmatched.js";
import { handlersOf, type ServerState } from "./handlers.js";

export type App = { koa: Koa; state: ServerState; answers: AnswerCheck };

/** A request's way, top to bottom. The operations are the contract's. */
export const createApp = (deps: Deps, table = TABLE): App => {
  const koa = new Koa();
  const state: ServerState = { draining: false, leaving: new AbortController() };
  const answers: AnswerCheck = { mode: deps.config.environment === "production" ? "report" : "refuse", log: deps.log, violations: { count: 0 } };
  const router = mountContract(deps, handlersOf(state), answers, table);

  koa.use(accessLog(deps));
  koa.use(securityHeaders(deps, state));
  koa.use(allowOrigins(deps.config.corsOrigins));
  koa.use(rateLimitHeaders(deps));
  koa.use(answerErrors(deps, answers));
  koa.use(router.routes());
  koa.use(answerUnmatched);
  koa.on("error", (error: unknown) => deps.log.warn({ event: "connection_failed", err: error }, "an answer could not be sent"));
  return { koa, state, answers };
};
