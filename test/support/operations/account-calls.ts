import type { OperationId } from "@vitaledge/contract";
import { PASSWORD } from "../actors.js";
import { appCode, authCalls, mailsTo } from "../auth-calls.js";
import { must } from "../billing-scene.js";
import { call, type Answer } from "../call.js";
import { askForToken, credentialsOf } from "../programs.js";
import type { Crowd } from "./crowd.js";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const NEW = "a longer and better password";

const auth = ({ server }: Crowd) => authCalls(server.url);
export const noted = ({ notes }: Crowd, name: string): string => notes.get(name) ?? "";
const programOf = (crowd: Crowd): { id: string; secret: string } => ({ id: noted(crowd, "program"), secret: noted(crowd, "secret") });
const codeOf = (crowd: Crowd): string => appCode(crowd.server, noted(crowd, "factor"));
const asProgram = (crowd: Crowd, path: string): Promise<Answer> => {
  const { id, secret } = programOf(crowd);
  return call(crowd.server.url, "POST", path, new URLSearchParams({ token: noted(crowd, "access"), client_id: id, client_secret: secret }).toString(), FORM);
};

/** Notes something of an answer for a later call. */
export const noting = async (crowd: Crowd, answer: Promise<Answer>, names: Record<string, string>): Promise<Answer> => {
  const { body } = await answer;
  for (const [name, property] of Object.entries(names)) crowd.notes.set(name, String(body[property]));
  return answer;
};

/** The caller's own account; each ends what the ones before it needed. */
export const ACCOUNT_CALLS = {
  getMe: (crowd) => auth(crowd).me(crowd.owner.accessToken),
  listSessions: (crowd) => auth(crowd).sessions(crowd.owner.accessToken),
  endSession: (crowd) => auth(crowd).endSession(crowd.owner.accessToken, crowd.sessions[0]!),
  login: (crowd) => auth(crowd).login(crowd.owner.email),
  refreshTokens: (crowd) => noting(crowd, auth(crowd).refresh(crowd.owner.refreshToken), { refresh: "refreshToken" }),
  issueToken: (crowd) => noting(crowd, askForToken(crowd.server.url, credentialsOf(programOf(crowd))), { access: "access_token" }),
  introspectToken: (crowd) => asProgram(crowd, "/api/auth/introspect"),
  revokeToken: (crowd) => asProgram(crowd, "/api/auth/revoke"),
  acceptInvitation: (crowd) => call(crowd.server.url, "POST", "/api/auth/invitations/accept", { token: noted(crowd, "invitation"), password: NEW, firstName: "Ann", lastName: "Doe" }),
  setupMfa: (crowd) => noting(crowd, auth(crowd).setUpFactor(crowd.owner.accessToken), { factor: "secret" }),
  confirmMfa: (crowd) => auth(crowd).confirmFactor(crowd.owner.accessToken, codeOf(crowd)),
  verifyMfa: (crowd) => auth(crowd).verify(noted(crowd, "mfaToken"), codeOf(crowd)),
  disableMfa: (crowd) => auth(crowd).disableFactor(crowd.owner.accessToken, codeOf(crowd)),
  changePassword: (crowd) => auth(crowd).changePassword(crowd.owner.accessToken, PASSWORD, NEW),
  forgotPassword: (crowd) => auth(crowd).forgot(crowd.owner.email),
  logout: (crowd) => auth(crowd).logout(noted(crowd, "refresh")),
  resetPassword: (crowd) => auth(crowd).reset(noted(crowd, "link"), PASSWORD),
} satisfies Partial<Record<OperationId, (crowd: Crowd) => Promise<Answer>>>;

// A code of an app counts once.
const passMinute = async ({ server }: Crowd): Promise<void> => server.clock.advance(60_000);

/** What a call needs and is not part of it. */
export const ACCOUNT_PREPARATIONS: Partial<Record<OperationId, (crowd: Crowd) => Promise<unknown>>> = {
  issueToken: (crowd) => noting(crowd, crowd.owner.call("POST", "/api/api-keys", { name: "Gateway", permissions: ["patients:read"] }), { program: "id", secret: "secret" }),
  acceptInvitation: async (crowd) => {
    const { organizationId, userId } = crowd.owner;
    const { url } = await must(crowd.owner.call("POST", `/api/organizations/${organizationId}/invitations`, { email: `guest.${userId.toLowerCase()}@example.com`, role: "BILLER" }));
    crowd.notes.set("invitation", new URL(url).hash.replace("#token=", ""));
  },
  verifyMfa: async (crowd) => {
    await noting(crowd, auth(crowd).login(crowd.owner.email), { mfaToken: "mfaToken" });
    await passMinute(crowd);
  },
  disableMfa: passMinute,
  resetPassword: async (crowd) => {
    const mails = await mailsTo(crowd.server, crowd.owner.email);
    crowd.notes.set("link", mails.map(({ text }) => /#token=([\w-]+)/.exec(text)?.[1]).findLast((link) => link !== undefined) ?? "");
  },
};
