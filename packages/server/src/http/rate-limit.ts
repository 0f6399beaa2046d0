import type { Context, Next } from "koa";
import type { Operation } from "@vitaledge/contract";
import { unavailable } from "../db/database-errors.js";
import type { Deps } from "../deps.js";
import type { Quota } from "../limits/quotas.js";
import { fail, ProblemError } from "./problem.js";
import { clientAddress } from "./request-id.js";

const LIMITED = /^\/(?:api|fhir)(?:\/|$)/;
const WITHOUT_HEADERS = [401, 403];

const isLimited = (ctx: Context): boolean => LIMITED.test(ctx.path);

const quotaOf = (deps: Deps, ctx: Context, organizationId: string): Promise<Quota> =>
  organizationId
    ? deps.quotas.takeOfOrganization(organizationId)
    : deps.quotas.takeOfAddress(clientAddress(ctx, deps.config.trustedProxies));

/**
 * Counts the request against its organization, or its address where it has none. Where the counter cannot be asked, signing in
 * is refused, since guessing would be free; everything else goes on.
 */
export const takeQuota = async (deps: Deps, ctx: Context, operation: Operation | undefined, organizationId: string): Promise<void> => {
  // Counted once, also where an answer that goes on is held against the gate again.
  if (!isLimited(ctx) || ctx.state.quota) return;
  const quota = await quotaOf(deps, ctx, organizationId).catch((error: unknown) => {
    if (operation?.tag === "Authentication") throw unavailable(error);
    deps.log.error({ event: "rate_limit_unavailable", requestId: ctx.state.requestId as string, err: error }, "a request was not counted");
  });
  if (!quota) return;
  ctx.state.quota = quota;
  if (quota.taken) return;
  deps.metrics.rateLimitRefusals.inc({ policy: quota.policy });
  fail("rate_limited", { detail: `The limit of ${quota.limit} requests a minute is reached. Try again in ${quota.reset} seconds.`, headers: { "Retry-After": String(quota.reset) } });
};

const expectLimited = (error: unknown): void => {
  if (!(error instanceof ProblemError)) throw error;
};

/**
 * `RateLimit-Policy` and `RateLimit` as draft-ietf-httpapi-ratelimit-headers-11 has them, and the three older headers. A
 * request that was refused before it was counted counts against its address.
 */
export const rateLimitHeaders = (deps: Deps) => async (ctx: Context, next: Next): Promise<void> => {
  await next();
  if (!isLimited(ctx) || WITHOUT_HEADERS.includes(ctx.status) || ctx.status >= 500) return;
  // The answer stands: that its address has used up its minute shows in the headers.
  if (!ctx.state.quota) await takeQuota(deps, ctx, undefined, "").catch((error: unknown) => expectLimited(error));
  const quota = ctx.state.quota as Quota | undefined;
  if (!quota) return;
  const { policy, limit, remaining, reset } = quota;
  ctx.set({
    "RateLimit-Policy": `"${policy}";q=${limit};w=60`,
    "RateLimit": `"${policy}";r=${remaining};t=${reset}`,
    "X-RateLimit-Limit": String(limit),
    "X-RateLimit-Remaining": String(remaining),
    "X-RateLimit-Reset": String(reset),
  });
};
