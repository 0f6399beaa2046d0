import { Readable } from "node:stream";
import Router from "@koa/router";
import type { Context } from "koa";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import type { Deps } from "../deps.js";
import { Replayed, type KeyedRequest } from "../idempotency/idempotency.js";
import { SYSTEM, withCipher, withTenant, type Actor } from "../db/with-tenant.js";
import { expectAcceptableBody, readBody } from "./body.js";
import { readIfMatch, setEtag } from "./conditional.js";
import type { Handlers } from "./contract.js";
import { setDeprecation } from "./deprecation.js";
import { readKeyedRequest, replyOf } from "./idempotency-key.js";
import { makeGate, type Gate } from "./gate.js";
import { setNextLink } from "./next-link.js";
import { fail, type FieldError } from "./problem.js";
import { notingWrites, preferReplica } from "./prefer-replica.js";
import { clientAddress } from "./request-id.js";
import { accountKeyDoor, onceInParts, openTenant, type Scope } from "./scope.js";
import { makeTrail, type Reply, type Trail } from "./trail.js";
import { timeLimitOf, type TimeLimit } from "./time-limit.js";
import { decodeQuery, expectStorable, expectValid, validatorsOf } from "./validate.js";
import { checkAnswer, type AnswerCheck } from "./answers.js";

export const TABLE = Object.values(OPERATIONS) as readonly Operation[];

const routePath = (operation: Operation): string => operation.path.replaceAll(/\{(\w+)\}/g, ":$1");

// @koa/router takes the first match: /alerts/triage has to come before /alerts/:id.
const bySpecificity = (one: Operation, other: Operation): number => weigh(other) - weigh(one);
const weigh = ({ path }: Operation): number =>
  path.split("/").reduce((sum, segment, index) => sum + (segment.startsWith("{") ? 0 : 2 ** -index), 0);

type AnyHandler = (input: unknown, scope: Scope) => Promise<Reply>;

/** Every route of the contract, and none beside them. */
export const mountContract = (deps: Deps, handlers: Handlers, answers: AnswerCheck, table: readonly Operation[], gate = makeGate(deps)): Router => {
  const router = new Router({ sensitive: true, strict: true });
  for (const operation of [...table].sort(bySpecificity)) {
    // The total map makes sure that each handler takes what its operation gives; here they are one kind.
    const handler = handlers[operation.id as keyof Handlers] as unknown as AnyHandler;
    router[operation.method](routePath(operation), (ctx) => perform(ctx, operation, handler, { deps, gate, answers }));
  }
  return router;
};

type Parts = { deps: Deps; gate: Gate; answers: AnswerCheck };

const perform = async (ctx: Context, operation: Operation, handler: AnyHandler, { deps, gate, answers }: Parts): Promise<void> => {
  ctx.state.operation = operation;
  setDeprecation(ctx, operation);
  const limit = timeLimitOf(operation);
  ctx.state.limit = limit;
  const path = { ...(ctx.params as Record<string, string>) };
  expectAcceptableBody(ctx, operation);
  const { actor, organizationId } = await limit.spend(() => gate(ctx, operation, path));
  ctx.state.actor = actor;
  ctx.state.organizationId = organizationId;
  const body = await readBody(ctx, operation);
  const input = checkInput(ctx, operation, path, body.value, body.mediaType);
  const readmit = async (): Promise<Actor> => (await gate(ctx, operation, path)).actor ?? fail("unauthenticated");
  const keyed = readKeyedRequest(ctx, operation, actor, body.bytes);
  const answer = async (from: Deps, within: TimeLimit): Promise<{ reply: Reply; trail: Trail }> => {
    const trail = makeTrail(deps, ctx, { operation, actor, organizationId, body: body.value });
    const scope = scopeOf(ctx, { deps: from, actor, organizationId, trail, keyed, readmit, limit: within });
    return { reply: await answerOnce(scope, within, () => handler(input, scope)), trail };
  };
  const request = { operation, actor, limit };
  const { reply, trail } = await limit.spendOnOperation(() => notingWrites(deps, request, () => preferReplica(deps, request, answer)));
  try {
    checkAnswer(answers, operation, reply.status, reply.body);
    await limit.spend(() => trail.beforeAnswer(reply));
  } catch (error) {
    // What is not sent holds its snapshot no longer.
    if (reply.body instanceof Readable) reply.body.destroy();
    throw error;
  }
  send(ctx, operation, reply);
};

/** What the work answers, or what the same request was answered before. A stream that comes when nobody waits any more is closed. */
export const answerOnce = async (scope: Scope, limit: Pick<TimeLimit, "signal">, work: () => Promise<Reply>): Promise<Reply> => {
  try {
    const reply = await work();
    if (reply.body instanceof Readable && limit.signal.aborted) reply.body.destroy();
    return reply;
  } catch (error) {
    if (!(error instanceof Replayed)) throw error;
    scope.trail.unchanged();
    return replyOf(error.answer);
  }
};

const send = (ctx: Context, operation: Operation, reply: Reply): void => {
  ctx.status = reply.status;
  if (reply.headers) ctx.set(reply.headers);
  setEtag(ctx, reply.body);
  setNextLink(ctx, operation, reply.body);
  if (reply.body === undefined) ctx.body = null;
  else ctx.body = isPlain(reply.body) ? JSON.stringify(reply.body) : reply.body;
  if (isPlain(reply.body) && !ctx.response.get("Content-Type").includes("json")) ctx.type = "application/json; charset=utf-8";
  else if (isPlain(reply.body)) ctx.set("Content-Type", "application/json; charset=utf-8");
  ctx.status = reply.status;
};

const isPlain = (body: unknown): boolean =>
  typeof body === "object" && body !== null && !("pipe" in body) && !Buffer.isBuffer(body);

/** Bodies whose items the handler holds against the contract one by one: a bad item fails alone. */
const ITEM_BY_ITEM: ReadonlySet<string> = new Set(["recordObservations"]);

/** Everything at fault is named at once: path, query, If-Match and body. */
const checkInput = (ctx: Context, operation: Operation, path: Record<string, string>, value: unknown, mediaType: string | undefined) => {
  const check = validatorsOf(operation);
  const query = decodeQuery(ctx.querystring, operation.query);
  expectStorable(path, "/path");
  expectStorable(query, "/query");
  if (typeof value === "object" && !ITEM_BY_ITEM.has(operation.id)) expectStorable(value, "");
  const errors: FieldError[] = [];
  collect(errors, () => expectValid(check.path, path, "/path"));
  collect(errors, () => expectValid(check.query, query, "/query"));
  if (errors.length) fail("invalid_request", { detail: "The request is not valid. Mend what errors names.", errors });
  if (value !== undefined) expectValid(check.body[mediaType ?? ""], value, "", operation);
  return { path, query, body: value, mediaType, ifMatch: operation.ifMatch ? readIfMatch(ctx) : undefined };
};

const collect = (errors: FieldError[], work: () => void): void => {
  try {
    work();
  } catch (error) {
    const found = (error as { options?: { errors?: FieldError[] } }).options?.errors;
    if (!found) throw error;
    errors.push(...found);
  }
};

type Request = { deps: Deps; actor: Scope["actor"]; organizationId: string; trail: Trail; keyed: KeyedRequest | undefined; readmit: Scope["readmit"]; limit: TimeLimit };

/** What a handler is given of its request. */
export const scopeOf = (
  ctx: Context, { deps, actor, organizationId, trail, keyed, readmit, limit }: Request, effects = { deps, actor: actor ?? SYSTEM, trail, keyed, limit },
): Scope => ({
  deps,
  trail,
  keyed,
  requestId: ctx.state.requestId as string,
  address: clientAddress(ctx, deps.config.trustedProxies),
  userAgent: ctx.get("User-Agent").slice(0, 300) || null,
  actor,
  organizationId,
  now: deps.clock.now(),
  cookies: {
    get: (name) => ctx.cookies.get(name),
    set(name, value, days) {
      // By the address people use: TLS ends before the server.
      const secure = deps.publicUrl.startsWith("https:");
      ctx.cookies.secure = secure;
      ctx.cookies.set(name, value, { httpOnly: true, sameSite: "strict", secure, path: "/api/auth", maxAge: days * 86_400_000, overwrite: true });
    },
  },
  withTenant: (work, options) => openTenant(options ? { ...effects, limit: { ...effects.limit, ...options } } : effects, organizationId, work),
  withNewTenant: (id, work) => openTenant(effects, id, work, accountKeyDoor(deps)),
  onceInParts: (work) => onceInParts(effects, organizationId, work),
  withCipher: (work) => withCipher(deps, organizationId, work),
  withSnapshot: (work) => withTenant(deps, organizationId, actor ?? SYSTEM, work, { patience: limit.patience, signal: limit.signal, readOnly: true }),
  readmit,
  header: (name) => ctx.get(name) || undefined,
  accepts: (...mediaTypes) => {
    ctx.vary("Accept");
    return ctx.accepts(...mediaTypes) as string | false;
  },
});
