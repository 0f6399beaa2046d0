import type { Handlers } from "../../http/contract.js";
import { fail } from "../../http/problem.js";
import { actorOf, type Scope } from "../../http/scope.js";
import { readMemberships } from "../organizations/memberships.service.js";
import { networkMailLimit } from "../throttling/limits.js";
import { takeOfNetwork } from "../throttling/throttles.service.js";
import { acceptInvitation } from "./accept-invitation.service.js";
import { plainQuery } from "./account-door.js";
import { personOf, readAccount } from "./accounts.service.js";
import { presentCurrentUser, presentSessions, presentSignedIn, presentSignIn } from "./auth.present.js";
import { finishLogin, logIn } from "./login.service.js";
import { confirmNewFactor, disableFactor, setUpFactor } from "./mfa.service.js";
import { changePassword } from "./password-change.service.js";
import { mailResetLink, resetPassword } from "./password-reset.service.js";
import { endOwnSession, listSessions, logOut, refreshSession } from "./sessions.service.js";
import { admitRefresh, DEVICE_DAYS, type Visitor } from "./sign-in-guard.js";

type AuthOperation =
  | "login" | "verifyMfa" | "refreshTokens" | "logout" | "getMe" | "setupMfa" | "confirmMfa" | "disableMfa"
  | "listSessions" | "endSession" | "changePassword" | "forgotPassword" | "resetPassword" | "acceptInvitation";

const DEVICE_COOKIE = "vitaledge_device";

const visitorOf = ({ address, userAgent, cookies }: Scope): Visitor => ({
  address, userAgent,
  deviceToken: cookies.get(DEVICE_COOKIE),
  rememberDevice: (token) => cookies.set(DEVICE_COOKIE, token, DEVICE_DAYS),
});

/** Before anything that takes a secret. */
const countNetwork = ({ deps, address }: Scope): Promise<void> => takeOfNetwork(deps, plainQuery(deps.database), address);

const callerOf = (scope: Scope): { userId: string; sessionId: string } => {
  const actor = actorOf(scope);
  return actor.type === "USER" ? actor : fail("unauthenticated");
};

export const authHandlers: Pick<Handlers, AuthOperation> = {
  login: async ({ body }, scope) => ({ status: 200, body: presentSignIn(await logIn(scope.deps, body, visitorOf(scope))) }),

  verifyMfa: async ({ body }, scope) => {
    await countNetwork(scope);
    return { status: 200, body: presentSignedIn(await finishLogin(scope.deps, body, visitorOf(scope))) };
  },

  refreshTokens: async ({ body }, scope) => {
    await countNetwork(scope);
    await admitRefresh(scope.deps, body.refreshToken);
    return { status: 200, body: await refreshSession(scope.deps, body.refreshToken) };
  },

  logout: async ({ body, query }, { deps, actor }) => {
    await logOut(deps, actor, { refreshToken: body?.refreshToken, everywhere: query.everywhere });
    return { status: 204, body: undefined };
  },

  getMe: async (_input, scope) => {
    const { userId } = callerOf(scope);
    const account = await readAccount(plainQuery(scope.deps.database), userId);
    return { status: 200, body: presentCurrentUser(personOf(account), await readMemberships(scope.deps, userId)) };
  },

  setupMfa: async ({ body }, scope) => {
    await countNetwork(scope);
    return { status: 200, body: await setUpFactor(scope.deps, callerOf(scope).userId, body.password) };
  },

  confirmMfa: async ({ body }, scope) => {
    await countNetwork(scope);
    return { status: 200, body: { recoveryCodes: await confirmNewFactor(scope.deps, callerOf(scope), body.code) } };
  },

  disableMfa: async ({ body }, scope) => {
    await countNetwork(scope);
    await disableFactor(scope.deps, callerOf(scope).userId, body);
    return { status: 204, body: undefined };
  },

  listSessions: async (_input, scope) => {
    const { userId, sessionId } = callerOf(scope);
    return { status: 200, body: presentSessions(await listSessions(scope.deps, userId), sessionId) };
  },

  endSession: async ({ path }, scope) => {
    await endOwnSession(scope.deps, callerOf(scope).userId, path.id);
    return { status: 204, body: undefined };
  },

  changePassword: async ({ body }, scope) => {
    await countNetwork(scope);
    await changePassword(scope.deps, callerOf(scope), body);
    return { status: 204, body: undefined };
  },

  forgotPassword: async ({ body }, { deps, address }) => {
    await takeOfNetwork(deps, plainQuery(deps.database), address, networkMailLimit(deps.config));
    await mailResetLink(deps, body.email);
    return { status: 202, body: undefined };
  },

  resetPassword: async ({ body }, scope) => {
    await countNetwork(scope);
    await resetPassword(scope.deps, body);
    return { status: 204, body: undefined };
  },

  acceptInvitation: async ({ body }, scope) => {
    await countNetwork(scope);
    return { status: 200, body: presentSignIn(await acceptInvitation(scope.deps, body, visitorOf(scope))) };
  },
};
