import { ConfigurationError } from "./errors.js";
import type { Credentials, CredentialsProvider } from "./client-credentials.js";
import { ServiceAccount } from "./client-credentials.js";
import type { SessionChange } from "./announcer.js";
import type { Observers } from "./hooks.js";
import { Session } from "./session.js";
import { memoryStore } from "./stores.js";
import type { SessionStore } from "./stores.js";
import { createRefresh } from "./token-endpoint.js";
import type { TokenServer } from "./token-endpoint.js";

/** What the transport asks for a token. */
export type Authenticator = {
  /** Throws where there is none: a call that needs a token never goes out without. No promise where it is in hand, as for most calls. */
  token(operation: string): string | Promise<string>;
  /** Another token in place of the one that was refused, or undefined where there is none. */
  renew(failed: string): Promise<string | undefined>;
};

/** What may be seen of a session: never its refresh token. */
export type SessionView = {
  accessToken: string;
  /** Milliseconds, by a clock that nobody sets; below 0 where it is over, Infinity where it is not known. */
  expiresInMs: number;
};

/** Keeps a token that the client itself renews. */
export type Holder = Authenticator & {
  readonly current: SessionView | null;
  load(): Promise<void>;
  refresh(): Promise<void>;
  onChange(listener: (change: SessionChange) => void): () => void;
  dispose(): void;
};

type Parts = TokenServer & { observers: Observers };

/** How a client proves who it is; made by `session`, `tokens`, `clientCredentials` and `bearer`. */
export type Auth = {
  /** Called once by the client. */
  create(parts: Parts): Authenticator;
};

/** A token, or the promise of one. */
export type TokenProvider = () => string | Promise<string>;

/** Login and refresh are the client's work; the store keeps the tokens, by default in memory. */
export function session(options: { store?: SessionStore } = {}): Auth {
  const store = options.store ?? memoryStore();
  return { create: (parts) => new Session({ ...parts, store, refresh: createRefresh(parts) }) };
}

/** Begins with tokens that were got elsewhere and keeps them fresh. Without `expiresIn` (seconds) the server's 401 says when. */
export function tokens(pair: { accessToken: string; refreshToken: string; expiresIn?: number }): Auth {
  const { accessToken, refreshToken, expiresIn } = pair;
  const expiresAt = expiresIn === undefined ? null : Date.now() + expiresIn * 1000;
  return session({ store: memoryStore({ accessToken, refreshToken, expiresAt, skewMs: 0 }) });
}

/**
 * A service account: an API key's `clientId` and secret, or a function that finds them, bound to the one organization that made it. A new token is taken before
 * the old one ends; there is no refresh token and nothing to store.
 */
export function clientCredentials(credentials: Credentials | CredentialsProvider): Auth {
  return { create: (parts) => new ServiceAccount(credentials, parts) };
}

/** A token from elsewhere, asked for at each call; after a 401 once more. */
export function bearer(provide: TokenProvider): Auth {
  return {
    create: () => ({
      token() {
        const given = provide();
        return given instanceof Promise ? given.then(expectToken) : expectToken(given);
      },
      async renew(failed) {
        const next = expectToken(await provide());
        return next === failed ? undefined : next;
      },
    }),
  };
}

/** A program without types may give none: nothing goes out as nobody. */
function expectToken(token: unknown): string {
  if (typeof token === "string" && token !== "") return token;
  throw new ConfigurationError("bearer() was given no token. Answer the token of the moment, or throw what keeps you from it.");
}
