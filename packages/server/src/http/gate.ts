import type { Context } from "koa";
import type { Operation, Permission } from "@vitaledge/contract";
import { gather } from "../db/gather.js";
import { hasEnded, permissionsLeft, type KeyState } from "../features/api-keys/api-keys.policy.js";
import { readKeyStandings, type AskedKey } from "../features/api-keys/api-keys.service.js";
import { readStandings, type Asked, type Standing } from "../features/auth/gate.sql.js";
import { impliedPermissions } from "../features/fhir/smart/grant.js";
import { parseScope } from "../features/fhir/smart/scopes.js";
import type { Deps } from "../deps.js";
import type { Actor } from "../db/with-tenant.js";
import { isAllowed } from "./permissions.js";
import { makeBearerReader, type KeyBearer, type SessionBearer } from "./bearer.js";
import { fail, ProblemError } from "./problem.js";
import { takeQuota } from "./rate-limit.js";
import { auditActorOf } from "./trail.js";

const ORGANIZATION = /^org_[A-Za-z0-9_]{1,64}$/;
const MOST_AT_ONCE = 200;

export type Admission = { actor: Actor | undefined; organizationId: string };
type Path = Record<string, string>;
export type Gate = (ctx: Context, operation: Operation, path: Path) => Promise<Admission>;

/** How it stands with sessions and with keys, asked once for all requests that wait at one moment. */
const standingsOf = (deps: Deps) => ({
  standingOf: gather<Asked, Standing | undefined>(
    (organizationId, asked) => readStandings(deps.database, organizationId, asked, deps.clock.now()), MOST_AT_ONCE, deps.metrics.queue("standings")),
  keyStandingOf: gather<AskedKey, KeyState | undefined>(
    (organizationId, asked) => readKeyStandings(deps, organizationId, asked), MOST_AT_ONCE, deps.metrics.queue("key standings")),
});

/** Who may pass, in the order that the contract gives: token, session, organization, membership, second factor, permission. */
export const makeGate = (deps: Deps): Gate => {
  const readBearer = makeBearerReader(deps.tokens, deps.clock);
  const { standingOf, keyStandingOf } = standingsOf(deps);

  const admitKey = async (ctx: Context, bearer: KeyBearer, operation: Operation, path: Path): Promise<Admission> => {
    const { keyId, organizationId: own } = bearer;
    ctx.state.caller = auditActorOf(program(keyId, []));
    const key = ORGANIZATION.test(own) ? await keyStandingOf(own, bearer) : undefined;
    if (!key || hasEnded(key, deps.clock.now())) sessionEnded();
    const organizationId = operation.organization ? organizationOf(ctx) || (operation.fhir ? own : "") : "";
    if (operation.organization) expectOrganization(organizationId, organizationId === own, path);
    await takeQuota(deps, ctx, operation, organizationId);
    const actor = actorOf(bearer, key);
    if (actor.scopes && !operation.fhir) fail("permission_denied", { detail: "The token of a SMART client is good under /fhir alone." });
    expectPermission(operation, actor);
    return { actor, organizationId };
  };

  const admit: Gate = async (ctx, operation, path) => {
    const bearer = await readBearer(ctx);
    if (bearer.type === "API_KEY") return admitKey(ctx, bearer, operation, path);
    // Known from here on, for the record of a refusal that follows.
    ctx.state.caller = auditActorOf(person(bearer));
    const organizationId = operation.organization ? organizationOf(ctx) : "";
    // Whoever has been let in is an answer that goes on: a stream left open keeps no idle session alive.
    const isUse = ctx.state.actor === undefined;
    const standing = await standingOf(ORGANIZATION.test(organizationId) ? organizationId : "", { ...bearer, isUse });
    expectAlive(standing, deps.clock.now());
    const actor = operation.organization ? member(bearer, duringGrant(standing, deps.clock.now()), organizationId, path) : person(bearer);
    ctx.state.caller = auditActorOf(actor);
    await takeQuota(deps, ctx, operation, organizationId);
    expectPermission(operation, actor);
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

type Program = Extract<Actor, { type: "API_KEY" }>;

const program = (keyId: string, permissions: Permission[]): Program =>
  ({ type: "API_KEY", keyId, userId: null, sessionId: null, role: null, permissions });

/** What the token allows of what is left to the key. A SMART client's token speaks of types of resources, which imply permissions. */
const actorOf = ({ keyId, scope }: KeyBearer, key: KeyState): Program => {
  const scopes = scope.map(parseScope).filter((each) => each !== undefined);
  const allowed: readonly string[] = scopes.length ? impliedPermissions(scopes) : scope;
  const permissions = permissionsLeft(key).filter((permission) => allowed.includes(permission));
  if (!scopes.length) return program(keyId, permissions);
  // What is about no type asks for what every member may; its parts are held against the scopes one by one.
  return { ...program(keyId, key.role === null ? permissions : [...new Set<Permission>([...permissions, "organization:read"])]), scopes };
};

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
