import type { SessionChange } from "../announcer.js";
import type { SessionView } from "../auth.js";
import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { AuthMethods } from "../generated/methods.js";
import type { InvitationAcceptInput, LoginInput, MfaRequired, MfaVerifyInput, TokenAnswer, User } from "../generated/models.js";
import { AUTH } from "../generated/tables.js";
import { createNamespace } from "../namespace.js";
import type { CallOptions } from "../options.js";

/** Who has logged in. */
export type SignedInUser = User;

/** A login that is done. */
export type Authenticated = { status: "authenticated"; user: SignedInUser };

/** The second step of a login. */
export type MfaChallenge = {
  /** What can be answered with, as `totp` and `recovery_code`. */
  readonly methods: readonly string[];
  /** Seconds in which it can be answered. */
  readonly expiresIn: number;
  /** A wrong code is an AuthenticationError, and the challenge stands; five of them end it. */
  verify(answer: { code: string }, options?: CallOptions): Call<Authenticated>;
};

/** What a login comes to: done, or with a challenge to answer. */
export type LoginResult = Authenticated | { status: "mfa_required"; challenge: MfaChallenge };

type Changed = "login" | "verifyMfa" | "acceptInvitation" | "refresh" | "logout";

/** Login, the session and second factors. */
export interface AuthApi extends Omit<AuthMethods, Changed> {
  /** Logs in; the client keeps the session. Where the account has a second factor, `challenge.verify` is the next step. */
  login(body: LoginInput, options?: CallOptions): Call<LoginResult>;
  /** The second step by its token, where the challenge itself is not in hand any more. */
  verifyMfa(body: MfaVerifyInput, options?: CallOptions): Call<Authenticated>;
  /** Joins the organization of the invitation and logs in. */
  acceptInvitation(body: InvitationAcceptInput, options?: CallOptions): Call<LoginResult>;
  /** Takes new tokens now; calls do so by themselves in time. */
  refresh(): Promise<void>;
  /** Forgets the tokens and ends the session on the server, or all of the user's sessions. */
  logout(query?: { everywhere?: boolean }, options?: CallOptions): Promise<void>;
  /** The session in hand, or null; one that is stored is in hand after the first call or `restore`. */
  readonly session: SessionView | null;
  /** Reads the store and answers the session, or null: are we logged in? Nothing is sent. */
  restore(): Promise<SessionView | null>;
  /** Tells of `signed_in`, `refreshed`, `expired` and `signed_out`; the answer ends it. */
  onChange(listener: (change: SessionChange) => void): () => void;
}

/** Login, the session and second factors. */
export function auth(core: Core): AuthApi {
  const plain = createNamespace<AuthMethods>(core, AUTH);
  const keep = async (answer: TokenAnswer, { headers }: Response): Promise<Authenticated> => {
    await core.session.signIn(answer, headers);
    return { status: "authenticated", user: answer.user };
  };
  const verifyMfa: AuthApi["verifyMfa"] = (body, options) => plain.verifyMfa(body, options).map(keep);
  const enter = (answer: TokenAnswer | MfaRequired, response: Response): LoginResult | Promise<LoginResult> => {
    if (!("mfaRequired" in answer)) return keep(answer, response);
    const { mfaToken, methods, expiresIn } = answer;
    const verify: MfaChallenge["verify"] = ({ code }, options) => verifyMfa({ mfaToken, code }, options);
    return { status: "mfa_required", challenge: { methods, expiresIn, verify } };
  };
  return {
    ...plain,
    verifyMfa,
    login: (body, options) => plain.login(body, options).map(enter),
    acceptInvitation: (body, options) => plain.acceptInvitation(body, options).map(enter),
    refresh: () => core.holder.refresh(),
    // Forgets the tokens first: whatever the server says, this client is logged out.
    async logout(query, options) {
      const refreshToken = await core.session.signOut();
      if (refreshToken !== undefined) await plain.logout({ refreshToken }, { ...options, query: { ...query, ...options?.query } });
    },
    get session() {
      return core.holder.current;
    },
    async restore() {
      await core.holder.load();
      return core.holder.current;
    },
    onChange: (listener) => core.holder.onChange(listener),
  };
}
