import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { Clock } from "../../platform/clock.js";
import type { SigningKeys } from "./signing-keys.js";

/** Seconds an access token lives. */
export const ACCESS_LIFE = 900;
/** Seconds a sign-in that waits for its second factor lives. */
export const MFA_LIFE = 300;
/** Seconds two clocks may differ. */
export const LEEWAY = 5;

export type TokenSettings = { issuer: string; audience: string };
/** A user in a session, or an API key for its one organization, with what it may do. */
export type AccessClaims = { sub: string; sid: string; jti: string } | { sub: string; org: string; scope: string; jti: string };

export type Tokens = {
  settings: TokenSettings;
  keys: SigningKeys;
  signAccess(claims: AccessClaims): Promise<string>;
  signMfa(userId: string, challengeId: string): Promise<string>;
};

export const makeTokens = (keys: SigningKeys, settings: TokenSettings, clock: Clock): Tokens => {
  const sign = (typ: string, claims: Record<string, string>, life: number): Promise<string> => {
    const now = Math.floor(clock.now().getTime() / 1000);
    return new SignJWT(claims)
      // The members stand in this order so that a token begins as the documented one does.
      .setProtectedHeader({ alg: "HS256", typ, kid: keys.current })
      .setIssuer(settings.issuer)
      .setAudience(settings.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + life)
      .sign(keys.secrets.get(keys.current)!);
  };
  return {
    settings,
    keys,
    signAccess: (claims) => sign("at+jwt", claims, ACCESS_LIFE),
    signMfa: (userId, challengeId) => sign("mfa+jwt", { sub: userId, jti: challengeId }, MFA_LIFE),
  };
};

export type TokenHeader = { alg?: unknown; typ?: unknown; kid?: unknown; crit?: unknown; b64?: unknown };

/** All rules of the header, kept before any signature is looked at (RFC 8725); undefined refuses. */
export const keyFor = (tokens: Tokens, header: TokenHeader, typ: string): KeyObject | undefined => {
  if (header.alg !== "HS256" || header.typ !== typ || "crit" in header || "b64" in header) return undefined;
  return typeof header.kid === "string" ? tokens.keys.secrets.get(header.kid) : undefined;
};
