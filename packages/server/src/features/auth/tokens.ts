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
  /** For 15 minutes, or fewer seconds. */
  signAccess(claims: AccessClaims, life?: number): Promise<string>;
  signMfa(userId: string, challengeId: string): Promise<string>;
};

export const makeTokens = (keys: SigningKeys, settings: TokenSettings, clock: Clock): Tokens => {
  const sign = (typ: string, claims: Record<string, string>, life: number): Promise<string> => {
    const now = Math.floor(clock.now().getTime() / 1000);
    const { kid, signs } = keys.active();
    return new SignJWT(claims)
      // The members stand in this order so that a token begins as the documented one does.
      .setProtectedHeader({ alg: keys.algorithm, typ, kid })
      .setIssuer(settings.issuer)
      .setAudience(settings.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + life)
      .sign(signs);
  };
  return {
    settings,
    keys,
    signAccess: (claims, life = ACCESS_LIFE) => sign("at+jwt", claims, life),
    signMfa: (userId, challengeId) => sign("mfa+jwt", { sub: userId, jti: challengeId }, MFA_LIFE),
  };
};

/**
 * What checks a token of this type; undefined refuses it before any signature is looked at (RFC 8725). Its header holds the
 * three members that ours do and no other: neither `crit` nor `b64`, and no key or address of one.
 */
export const keyFor = async ({ keys }: Tokens, token: string, typ: string): Promise<KeyObject | undefined> => {
  const header = headerOf(token);
  if (!header || Object.keys(header).join() !== "alg,typ,kid") return undefined;
  if (header.alg !== keys.algorithm || header.typ !== typ || typeof header.kid !== "string") return undefined;
  return keys.find(header.kid);
};

type Json = Record<string, unknown>;

/** The header of a token that is written the one way ours are: no member twice, no space, no other base64 of the same bytes. */
const headerOf = (token: string): Json | undefined => {
  const parts = token.split(".").map((part) => Buffer.from(part, "base64url"));
  if (parts.length !== 3 || parts.map((part) => part.toString("base64url")).join(".") !== token) return undefined;
  const [header, payload] = parts.slice(0, 2).map(objectIn);
  return payload && header;
};

const objectIn = (bytes: Buffer): Json | undefined => {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return isObject(value) && Buffer.from(JSON.stringify(value)).equals(bytes) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
