import type { Context, Next } from "koa";
import type { Operation } from "@vitaledge/contract";
import { problemOf } from "../db/database-errors.js";
import type { Deps } from "../deps.js";
import type { Log } from "../platform/logger.js";
import { checkAnswer, type AnswerCheck } from "./answers.js";
import { outcomeOf } from "../features/fhir/outcome.js";
import { FHIR_ROOT } from "../features/fhir/interactions.js";
import { isOAuthError, oauthErrorBody } from "./oauth-error.js";
import { ProblemError, problemBody } from "./problem.js";
import { recordRefusal } from "./trail.js";

const INTERNAL = "The error is on our side and has been logged. Quote the request id when you report it.";

const internal = (cause: unknown): ProblemError => new ProblemError("internal_error", { detail: INTERNAL, cause });

/** The one place that turns what was thrown into an answer. */
export const answerErrors = (deps: Deps, answers: AnswerCheck) => async (ctx: Context, next: Next): Promise<void> => {
  try {
    await next();
  } catch (error) {
    // Read at each error: the port is known only once the server listens.
    const docsUrl = `${deps.publicUrl}/docs/problems`;
    const problem = toProblem(ctx, error, deps.log, answers, docsUrl);
    await recordRefusal(deps, ctx, problem);
    deps.metrics.problems.inc({ code: problem.code });
    send(ctx, problem, docsUrl, deps.publicUrl);
  }
};

const toProblem = (ctx: Context, error: unknown, log: Log, answers: AnswerCheck, docsUrl: string): ProblemError => {
  const problem = error instanceof ProblemError ? error : problemOf(error) ?? internal(error);
  const requestId = ctx.state.requestId as string;
  if (problem.status >= 500) log.error({ event: "request_failed", requestId, code: problem.code, err: problem.cause ?? problem }, "request failed");
  const operation = ctx.state.operation as Operation | undefined;
  if (!operation || isFhir(ctx) || problem.code === "internal_error") return problem;
  try {
    checkAnswer(answers, operation, problem.status, bodyOf(ctx, problem, docsUrl));
    return problem;
  } catch (violation) {
    return internal(violation);
  }
};

const isOAuth = (ctx: Context, { status }: ProblemError): boolean => isOAuthError(ctx.state.operation as Operation | undefined, status);

const bodyOf = (ctx: Context, problem: ProblemError, docsUrl: string): Record<string, unknown> =>
  isOAuth(ctx, problem) ? oauthErrorBody(problem) : problemBody(problem, ctx.state.requestId as string, docsUrl);

/** Below the address of FHIR, save for operations of the contract's own there. */
const isFhir = (ctx: Context): boolean =>
  (ctx.path === FHIR_ROOT || ctx.path.startsWith(`${FHIR_ROOT}/`)) && (ctx.state.operation as Operation | undefined)?.fhir !== false && !ctx.path.startsWith(`${FHIR_ROOT}/.well-known/`);

const send = (ctx: Context, problem: ProblemError, docsUrl: string, publicUrl: string): void => {
  ctx.status = problem.status;
  ctx.set(problem.options.headers ?? {});
  ctx.state.problemCode = problem.code;
  if (isFhir(ctx)) {
    ctx.body = JSON.stringify(outcomeOf(problem, publicUrl, ctx.state.requestId as string));
    return ctx.set("Content-Type", "application/fhir+json; charset=utf-8");
  }
  ctx.body = JSON.stringify(bodyOf(ctx, problem, docsUrl));
  if (isOAuth(ctx, problem)) ctx.set({ "Content-Type": "application/json; charset=utf-8", "Pragma": "no-cache" });
  else ctx.set("Content-Type", "application/problem+json; charset=utf-8");
};
