import { memoryStore } from "./stores.js";
import type { SessionStore } from "./stores.js";

/** How a client proves who it is; made by `session`, `tokens` and `bearer`. */
export type Auth =
  | { readonly kind: "session"; readonly store: SessionStore }
  | { readonly kind: "bearer"; readonly provide: TokenProvider };

export type TokenProvider = () => string | Promise<string>;

/** What the transport asks for a token. */
export type Authenticator = {
  /** Throws where there is none: a call that needs a token never goes out without. */
  token(operation: string): Promise<string>;
  /** Another token in place of the one that was refused, or undefined where there is none. */
  renew(failed: string): Promise<string | undefined>;
};

/** Login and refresh are the client's work; the store keeps the tokens, by default in memory. */
export function session(options: { store?: SessionStore } = {}): Auth {
  return { kind: "session", store: options.store ?? memoryStore() };
}

/** Begins with tokens that were got elsewhere and keeps them fresh. Without `expiresIn` the server's 401 says when. */
export function tokens(pair: { accessToken: string; refreshToken: string; expiresIn?: number }): Auth {
  const { accessToken, refreshToken, expiresIn } = pair;
  const expiresAt = expiresIn === undefined ? null : Date.now() + expiresIn * 1000;
  return session({ store: memoryStore({ accessToken, refreshToken, expiresAt, skewMs: 0 }) });
}

/** A token from elsewhere, asked for at each call; after a 401 once more. */
export function bearer(provide: TokenProvider): Auth {
  return { kind: "bearer", provide };
}

export function createBearer(provide: TokenProvider): Authenticator {
  return {
    token: async () => provide(),
    async renew(failed) {
      const next = await provide();
      return next === failed ? undefined : next;
    },
  };
}
