import type { Context } from "koa";
import type { Operation, Permission } from "@vitaledge/contract";
import { gather } from "../db/gather.js";
import { hasEnded, permissionsLeft, type KeyState } from "../features/api-keys/api-keys.policy.js";
import { readKeyStandings } from "../features/api-keys/api-keys.service.js";
import { readStandings, type Asked, type Standing } from "../features/auth/gate.sql.js";
import type { Deps } from "../deps.js";
import type { Actor } from "../db/with-tenant.js";
import { isAllowed } from "./permissions.js";
import { readBearer, type KeyBearer, type SessionBearer } from "./bearer.js";
import { fail, ProblemError } from "./problem.js";
import { takeQuota } from "./rate-limit.js";
import { auditActorOf } from "./trail.js";

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const MOST_AT_ONCE = 200;

export type Admission = { actor: Actor | undefined; organizationId: string };
type Path = Record<string, string>;
export type Gate = (ctx: Context, operation: Operation, path: Path) => Promise<Admission>;

/** Who may pass, in the order that the contract gives: token, session, organization, membership, second factor, permission. */
export const makeGate = (deps: Deps): Gate => {
  const standingOf = gather<Asked, Standing | undefined>(
    (organizationId, asked) => readStandings(deps.database, organizationId, asked, deps.clock.now()), MOST_AT_ONCE);

  const keyStandingOf = gather<string, KeyState | undefined>(
    (organizationId, ids) => readKeyStandings(deps, organizationId, ids), MOST_AT_ONCE);

  const admitKey = async (ctx: Context, { keyId, organizationId: own, scope }: KeyBearer, operation: Operation, path: Path): Promise<Admission> => {
    ctx.state.caller = auditActorOf(program(keyId, []));
    const key = ORGANIZATION.test(own) ? await keyStandingOf(own, keyId) : undefined;
    if (!key || hasEnded(key, deps.clock.now())) sessionEnded();
    const organizationId = operation.organization ? organizationOf(ctx) : "";
    if (operation.organization) expectOrganization(organizationId, organizationId === own, path);
    await takeQuota(deps, ctx, operation, organizationId);
    const actor = program(keyId, permissionsLeft(key).filter((permission) => scope.includes(permission)));
    expectPermission(operation, actor);
    return { actor, organizationId };
  };

  const admit: Gate = async (ctx, operation, path) => {
    const bearer = await readBearer(ctx, deps.tokens, deps.clock);
    if (bearer.type === "API_KEY") return admitKey(ctx, bearer, operation, path);
    // Known from here on, for the record of a refusal that follows.
    ctx.state.caller = auditActorOf(person(bearer));
    const organizationId = operation.organization ? organizationOf(ctx) : "";
    const standing = await standingOf(ORGANIZATION.test(organizationId) ? organizationId : "", { ...bearer, isUse: ctx.state.admitted !== true });
    expectAlive(standing, deps.clock.now());
    const actor = operation.organization ? member(bearer, duringGrant(standing, deps.clock.now()), organizationId, path) : person(bearer);
    ctx.state.caller = auditActorOf(actor);
    await takeQuota(deps, ctx, operation, organizationId);
    expectPermission(operation, actor);
    ctx.state.admitted = true;
    return { actor, organizationId };
  };

  return async (ctx, operation, path) => {
    if (operation.auth === "bearer") return admit(ctx, operation, path);
    // Where a token is optional (logout), one that is no good is as none.
    if (operation.auth === "optional" && ctx.get("Authorization")) {
      return admit(ctx, operation, path).catch((error: unknown) => (isUnauthenticated(error) ? NOBODY : Promise.reject(error as Error)));
    }
    await takeQuota(deps, ctx, operation, "");
    expectPermission(operation, undefined);
    return NOBODY;
  };
};

const NOBODY: Admission = { actor: undefined, organizationId: "" };

const isUnauthenticated = (error: unknown): boolean => error instanceof ProblemError && error.status === 401;

const organizationOf = (ctx: Context): string => ctx.get("X-Organization-ID");

function sessionEnded(): never {
  fail("session_ended", { detail: "The session or the API key has ended. Sign in again.", headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' } });
}

function expectAlive(standing: Standing | undefined, now: Date): asserts standing is Standing {
  if (!standing || standing.ended || standing.disabled || standing.expiresAt <= now) sessionEnded();
}

const person = ({ userId, sessionId }: SessionBearer): Actor => ({ type: "USER", userId, sessionId, role: "AUDITOR" });

const program = (keyId: string, permissions: Permission[]): Actor =>
  ({ type: "API_KEY", keyId, userId: null, sessionId: null, role: null, permissions });

const expectOrganization = (organizationId: string, belongs: boolean, path: Path): void => {
  if (!organizationId) {
    fail("organization_required", { detail: "Send the organization's id in the header X-Organization-ID. GET /api/organizations lists yours." });
  }
  if (!belongs) fail("organization_forbidden", { detail: "You are not a member of the organization that X-Organization-ID names." });
  if (path.orgId !== undefined && path.orgId !== organizationId) {
    fail("organization_mismatch", { detail: "The path names another organization than X-Organization-ID. Send the same in both." });
  }
};

/** For as long as emergency access stands, it alone says what its holder may, a member's own role notwithstanding. */
const duringGrant = (standing: Standing, now: Date): Standing =>
  standing.grant && standing.grant.expiresAt > now ? { ...standing, role: "AUDITOR" } : { ...standing, grant: undefined };

const member = ({ userId, sessionId }: SessionBearer, { role, grant, factorDue }: Standing, organizationId: string, path: Path): Actor => {
  expectOrganization(organizationId, role !== null, path);
  if (factorDue) {
    fail("mfa_required", { detail: "This organization asks its members for a second factor. POST /api/auth/mfa/setup begins to set one up." });
  }
  return { type: "USER", userId, sessionId, role: role!, ...(grant && { breakGlass: grant.id }) };
};

/** Whatever is not expressly allowed is refused, to everybody: an operation that says nothing, or says what nobody knows. */
const expectPermission = ({ permission, organization }: Operation, actor: Actor | undefined): void => {
  if (permission === "public") return;
  if (permission === "session" && actor?.type === "USER") return;
  if (actor && organization && permission !== "session" && isAllowed(actor, permission)) return;
  fail("permission_denied", { detail: `${nameOf(actor)} does not have the permission ${permission}.` });
};

const nameOf = (actor: Actor | undefined): string => {
  if (!actor) return "Whoever has no token";
  if (actor.type === "API_KEY") return "The API key";
  return actor.type === "USER" && actor.breakGlass ? "Emergency access only reads, and" : `The role ${actor.role}`;
};
