import Koa from "koa";
import type { Deps } from "./deps.js";
import { accessLog } from "./http/access-log.js";
import type { AnswerCheck } from "./http/answers.js";
import { allowOrigins } from "./http/cors.js";
import { answerErrors } from "./http/errors.js";
import { mountFhir } from "./http/fhir/mount.js";
import { makeGate } from "./http/gate.js";
import { mountContract, TABLE } from "./http/mount.js";
import { rateLimitHeaders } from "./http/rate-limit.js";
import { securityHeaders } from "./http/security-headers.js";
import { traceRequests } from "./http/trace-requests.js";
import { answerUnmatched } from "./http/unmatched.js";
import { serveReference } from "./http/pages/reference.js";
import { servePages } from "./http/pages/serve-pages.js";
import { readWebFolder } from "./http/pages/web-folder.js";
import { handlersOf, type ServerState } from "./handlers.js";

export type App = { koa: Koa; state: ServerState; answers: AnswerCheck };

/** `demonstration`: the reference page signs in with the account that everybody knows. */
export type AppOptions = { table?: typeof TABLE; demonstration?: boolean };

/** A request's way, top to bottom. The operations are the contract's. */
export const createApp = (deps: Deps, { table = TABLE, demonstration = false }: AppOptions = {}): App => {
  const koa = new Koa();
  const state: ServerState = { draining: false, replaced: false, leaving: new AbortController() };
  const answers: AnswerCheck = { mode: deps.config.environment === "production" ? "report" : "refuse", log: deps.log, violations: deps.metrics.contractViolations };
  const gate = makeGate(deps);
  const router = mountContract(deps, handlersOf(state), answers, table, gate);
  mountFhir(router, { deps, gate });

  koa.use(accessLog(deps));
  koa.use(traceRequests(deps));
  koa.use(securityHeaders(deps, state));
  koa.use(allowOrigins(deps.config.corsOrigins));
  koa.use(rateLimitHeaders(deps));
  koa.use(answerErrors(deps, answers));
  if (deps.config.reference === "on") koa.use(serveReference(demonstration));
  koa.use(router.routes());
  // Behind the operations: a file never takes the place of one.
  if (deps.config.webDirectory !== undefined) koa.use(servePages(readWebFolder(deps.config.webDirectory)));
  koa.use(answerUnmatched);
  koa.on("error", (error: unknown) => deps.log.warn({ event: "connection_failed", err: error }, "an answer could not be sent"));
  return { koa, state, answers };
};
