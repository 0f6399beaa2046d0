import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AnswerOf, BodyOf } from "../operation-types.js";
import type { CallOptions } from "../options.js";
import type { SessionChange } from "../announcer.js";
import type { SessionView } from "../auth.js";

type Entered = AnswerOf<"login">;
export type SignedInUser = Extract<Entered, { user: unknown }>["user"];

/** The second step of a login. */
export type MfaChallenge = {
  readonly methods: readonly string[];
  /** Seconds in which it can be answered. */
  readonly expiresIn: number;
  verify(answer: { code: string }, options?: CallOptions): Call<{ status: "authenticated"; user: SignedInUser }>;
};

export type LoginResult =
  | { status: "authenticated"; user: SignedInUser }
  | { status: "mfa_required"; challenge: MfaChallenge };

export function createAuth(core: Core) {
  const verifyMfa = (body: BodyOf<"verifyMfa">, options?: CallOptions): ReturnType<MfaChallenge["verify"]> =>
    core.call("verifyMfa", { body }, options).map(async (answer, { headers }) => {
      await core.session.signIn(answer, headers);
      return { status: "authenticated" as const, user: answer.user };
    });
  const enter = async (answer: Entered, { headers }: Response): Promise<LoginResult> => {
    if (!("mfaRequired" in answer)) {
      await core.session.signIn(answer, headers);
      return { status: "authenticated", user: answer.user };
    }
    const { mfaToken, methods, expiresIn } = answer;
    const verify: MfaChallenge["verify"] = ({ code }, options) => verifyMfa({ mfaToken, code }, options);
    return { status: "mfa_required", challenge: { methods, expiresIn, verify } };
  };
  return {
    login: (body: BodyOf<"login">, options?: CallOptions): Call<LoginResult> => core.call("login", { body }, options).map(enter),
    verifyMfa,
    acceptInvitation: (body: BodyOf<"acceptInvitation">, options?: CallOptions): Call<LoginResult> =>
      core.call("acceptInvitation", { body }, options).map(enter),
    /** Takes a new pair now; calls do so by themselves in time. */
    refresh: (): Promise<void> => core.holder.refresh(),
    logout: (query: { everywhere?: boolean } = {}, options?: CallOptions): Promise<void> => logout(core, query, options),
    me: (options?: CallOptions): Call<AnswerOf<"getMe">> => core.call("getMe", {}, options),
    forgotPassword: (body: BodyOf<"forgotPassword">, options?: CallOptions): Call<AnswerOf<"forgotPassword">> =>
      core.call("forgotPassword", { body }, options),
    resetPassword: (body: BodyOf<"resetPassword">, options?: CallOptions): Call<AnswerOf<"resetPassword">> =>
      core.call("resetPassword", { body }, options),
    /** Signs a program in with an API key (RFC 6749, 4.4): the token is for its organization. This client's own session stays as it is. */
    issueToken: (body: BodyOf<"issueToken">, options?: CallOptions): Call<AnswerOf<"issueToken">> => core.call("issueToken", { body }, options),
    /** Other sessions of the user end; the one in hand goes on. */
    changePassword: (body: BodyOf<"changePassword">, options?: CallOptions): Call<AnswerOf<"changePassword">> =>
      core.call("changePassword", { body }, options),
    mfa: createMfa(core),
    sessions: createSessions(core),
    /** The session in hand, or null; one that is stored is in hand after the first call or `restore`. */
    get session(): SessionView | null {
      return core.holder.current;
    },
    /** Reads the store and answers the session, or null: are we logged in? Nothing is sent. */
    restore: async (): Promise<SessionView | null> => {
      await core.holder.load();
      return core.holder.current;
    },
    /** `signed_in`, `refreshed`, `expired` or `signed_out`; the answer ends it. */
    onChange: (listener: (change: SessionChange) => void): (() => void) => core.holder.onChange(listener),
  };
}

/** Forgets the tokens first: whatever the server says, this client is logged out. */
async function logout(core: Core, query: { everywhere?: boolean }, options?: CallOptions): Promise<void> {
  const refreshToken = await core.session.signOut();
  if (refreshToken === undefined) return;
  await core.call("logout", { query, body: { refreshToken } }, options);
}

function createMfa(core: Core) {
  return {
    setup: (body: BodyOf<"setupMfa">, options?: CallOptions): Call<AnswerOf<"setupMfa">> =>
      core.call("setupMfa", { body }, options),
    /** The recovery codes are shown this once; other sessions of the user end. */
    confirm: (body: BodyOf<"confirmMfa">, options?: CallOptions): Call<AnswerOf<"confirmMfa">> =>
      core.call("confirmMfa", { body }, options),
    disable: (body: BodyOf<"disableMfa">, options?: CallOptions): Call<AnswerOf<"disableMfa">> =>
      core.call("disableMfa", { body }, options),
  };
}

function createSessions(core: Core) {
  return {
    /** Where the user is logged in. */
    list: (options?: CallOptions): Call<AnswerOf<"listSessions">> => core.call("listSessions", {}, options),
    end: (id: string, options?: CallOptions): Call<AnswerOf<"endSession">> =>
      core.call("endSession", { path: { id } }, options),
  };
}
