import { createHash, type KeyObject } from "node:crypto";
import { decodeProtectedHeader } from "jose";
import jwt from "koa-jwt";
import type { Context } from "koa";
import type { Clock } from "../platform/clock.js";
import { keyFor, LEEWAY, ACCESS_LIFE, type Tokens } from "../features/auth/tokens.js";
import { fail } from "./problem.js";

export type SessionBearer = { type: "USER"; userId: string; sessionId: string; expiresAt: Date };
export type KeyBearer = { type: "API_KEY"; keyId: string; organizationId: string; scope: string[]; tokenId: string; expiresAt: Date };
export type Bearer = SessionBearer | KeyBearer;

const unauthenticated = (): never =>
  fail("unauthenticated", {
    detail: "Send a valid access token as `Authorization: Bearer ...`. POST /api/auth/login answers one.",
    headers: { "WWW-Authenticate": "Bearer" },
  });

const tokenIn = (ctx: Context): string | undefined => /^Bearer ([^ ]+)$/i.exec(ctx.get("Authorization").trim())?.[1];

/** koa-jwt checks signature, algorithm, issuer, audience and times; the header's rules stand in the key function. */
const verifier = ({ keys, settings }: Tokens, key: KeyObject, now: number) =>
  jwt({
    secret: key,
    getToken: tokenIn,
    key: "accessToken",
    algorithms: [keys.algorithm],
    issuer: settings.issuer,
    audience: settings.audience,
    clockTolerance: LEEWAY,
    clockTimestamp: now,
    maxAge: ACCESS_LIFE,
  } as unknown as jwt.Options);

export type ReadBearer = (ctx: Context) => Promise<Bearer>;

/** A token that was found good is known by its digest from then on; its key and its times are held against each request. */
export const makeBearerReader = (tokens: Tokens, clock: Clock): ReadBearer => {
  const known = new Map<string, Known>();
  return async (ctx) => {
    const token = tokenIn(ctx) ?? unauthenticated();
    const now = Math.floor(clock.now().getTime() / 1000);
    const digest = createHash("sha256").update(token).digest("base64");
    const found = known.get(digest);
    if (found && isInTime(found.claims, now) && (await tokens.keys.find(found.kid)) === found.key) return bearerOf(found.claims);
    known.delete(digest);
    const key = (await keyFor(tokens, token, "at+jwt")) ?? unauthenticated();
    const claims = await verify(ctx, tokens, key, now);
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!);
    known.set(digest, { kid: decodeProtectedHeader(token).kid!, key, claims });
    return bearerOf(claims);
  };
};

type Known = { kid: string; key: KeyObject; claims: Claims };
const MOST_KNOWN = 10_000;

/** What lies outside is looked at wholly, which says what is wrong with it. */
const isInTime = ({ iat, exp, nbf }: Claims, now: number): boolean =>
  nbf === undefined && iat <= now + LEEWAY && now < Math.min(exp, iat + ACCESS_LIFE) + LEEWAY;

const verify = async (ctx: Context, tokens: Tokens, key: KeyObject, now: number): Promise<Claims> => {
  try {
    await verifier(tokens, key, now)(ctx as Parameters<ReturnType<typeof jwt>>[0], async () => undefined);
  } catch (error) {
    if (isExpired(error)) {
      fail("token_expired", {
        detail: "The access token has expired. POST /api/auth/refresh answers a new one.",
        headers: { "WWW-Authenticate": 'Bearer error="invalid_token", error_description="The access token expired"' },
      });
    }
    unauthenticated();
  }
  const claims = ctx.state.accessToken as Claims;
  return isWhole(claims, now) ? claims : unauthenticated();
};

type Claims = { sub: string; jti: string; aud: string; exp: number; iat: number; nbf?: number } & ({ sid: string } | { org: string; scope: string });

const bearerOf = (claims: Claims): Bearer => {
  const expiresAt = new Date(claims.exp * 1000);
  return "org" in claims
    ? { type: "API_KEY", keyId: claims.sub, organizationId: claims.org, scope: claims.scope.split(" "), tokenId: claims.jti, expiresAt }
    : { type: "USER", userId: claims.sub, sessionId: claims.sid, expiresAt };
};

/** What koa-jwt lets pass: a token without `exp`, one of the future, and one for others too. */
const isWhole = (claims: object, now: number): boolean => {
  const { sub, sid, org, scope, jti, aud, exp, iat } = claims as Record<string, unknown>;
  return [sub, jti, aud, ...("org" in claims ? [org, scope] : [sid])].every((claim) => typeof claim === "string") &&
    typeof exp === "number" && typeof iat === "number" && iat <= now + LEEWAY;
};

const isExpired = (error: unknown): boolean =>
  error instanceof Error && "originalError" in error && error.originalError instanceof Error && error.originalError.name === "TokenExpiredError";
