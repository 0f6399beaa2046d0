import type { Context } from "koa";
import type { Operation, Permission } from "@vitaledge/contract";
import { gather } from "../db/gather.js";
import { readStandings, type Asked, type Standing } from "../features/auth/gate.sql.js";
import type { Deps } from "../deps.js";
import type { Actor } from "../db/with-tenant.js";
import { isGranted } from "./permissions.js";
import { readBearer, type Bearer } from "./bearer.js";
import { fail, ProblemError } from "./problem.js";
import { takeQuota } from "./rate-limit.js";
import { auditActorOf } from "./trail.js";

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const MOST_AT_ONCE = 200;

export type Admission = { actor: Actor | undefined; organizationId: string };
export type Gate = (ctx: Context, operation: Operation, path: Record<string, string>) => Promise<Admission>;

/** Who may pass, in the order that the contract gives: token, session, organization, membership, permission. */
export const makeGate = (deps: Deps): Gate => {
  const standingOf = gather<Asked, Standing | undefined>(
    (organizationId, asked) => readStandings(deps.database, organizationId, asked), MOST_AT_ONCE);

  const admit: Gate = async (ctx, operation, path) => {
    const bearer = await readBearer(ctx, deps.tokens, deps.clock);
    // Known from here on, for the record of a refusal that follows.
    ctx.state.caller = auditActorOf(person(bearer));
    const organizationId = operation.organization ? organizationOf(ctx) : "";
    const standing = await standingOf(ORGANIZATION.test(organizationId) ? organizationId : "", bearer);
    expectAlive(standing, deps.clock.now());
    const actor = operation.organization ? member(bearer, standing, organizationId, path) : person(bearer);
    await takeQuota(deps, ctx, operation, operation.organization ? organizationId : "");
    expectPermission(operation, actor);
    return { actor, organizationId };
  };

  return async (ctx, operation, path) => {
    if (operation.auth === "none") {
      await takeQuota(deps, ctx, operation, "");
      return NOBODY;
    }
    if (operation.auth === "bearer") return admit(ctx, operation, path);
    // Where a token is optional (logout), one that is no good is as none.
    if (!ctx.get("Authorization")) {
      await takeQuota(deps, ctx, operation, "");
      return NOBODY;
    }
    return admit(ctx, operation, path).catch((error: unknown) => (isUnauthenticated(error) ? NOBODY : Promise.reject(error as Error)));
  };
};

const NOBODY: Admission = { actor: undefined, organizationId: "" };

const isUnauthenticated = (error: unknown): boolean => error instanceof ProblemError && error.status === 401;

const organizationOf = (ctx: Context): string => ctx.get("X-Organization-ID");

function expectAlive(standing: Standing | undefined, now: Date): asserts standing is Standing {
  if (!standing || standing.ended || standing.disabled || standing.expiresAt <= now) {
    fail("session_ended", { detail: "The session has ended. Sign in again.", headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' } });
  }
}

const person = ({ userId, sessionId }: Bearer): Actor => ({ type: "USER", userId, sessionId, role: "AUDITOR" });

const member = (bearer: Bearer, standing: Standing, organizationId: string, path: Record<string, string>): Actor => {
  if (!organizationId) {
    fail("organization_required", { detail: "Send the organization's id in the header X-Organization-ID. GET /api/organizations lists yours." });
  }
  if (!standing.role) fail("organization_forbidden", { detail: "You are not a member of the organization that X-Organization-ID names." });
  if (path.orgId !== undefined && path.orgId !== organizationId) {
    fail("organization_mismatch", { detail: "The path names another organization than X-Organization-ID. Send the same in both." });
  }
  return { type: "USER", userId: bearer.userId, sessionId: bearer.sessionId, role: standing.role };
};

const expectPermission = (operation: Operation, actor: Actor): void => {
  if (operation.permission === "public" || operation.permission === "session") return;
  // Operations of one's own standing need no membership to hold a role against.
  if (!operation.organization) return expectOwn(operation.permission);
  if (!isGranted(actor.role, operation.permission)) {
    fail("permission_denied", { detail: `The role ${actor.role} does not have the permission ${operation.permission}.` });
  }
};

const OWN: readonly Permission[] = ["organization:read"];
const expectOwn = (permission: Permission): void => {
  if (!OWN.includes(permission)) fail("permission_denied", { detail: "This needs an organization." });
};
