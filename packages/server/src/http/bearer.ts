import jwt from "koa-jwt";
import type { Context } from "koa";
import type { Clock } from "../platform/clock.js";
import { keyFor, LEEWAY, ACCESS_LIFE, type TokenHeader, type Tokens } from "../features/auth/tokens.js";
import { fail } from "./problem.js";

export type SessionBearer = { type: "USER"; userId: string; sessionId: string; expiresAt: Date };
export type KeyBearer = { type: "API_KEY"; keyId: string; organizationId: string; scope: string[]; expiresAt: Date };
export type Bearer = SessionBearer | KeyBearer;

const unauthenticated = (): never =>
  fail("unauthenticated", {
    detail: "Send a valid access token as `Authorization: Bearer ...`. POST /api/auth/login answers one.",
    headers: { "WWW-Authenticate": "Bearer" },
  });

// `exp` is asked for here: koa-jwt lets a token without one pass.
type Payload = { exp?: unknown; iat?: unknown; sub?: unknown; sid?: unknown; org?: unknown; scope?: unknown; jti?: unknown };

const isWhole = (payload: Payload): boolean =>
  typeof payload.exp === "number" && typeof payload.iat === "number" &&
  [payload.sub, payload.jti, ...("org" in payload ? [payload.org, payload.scope] : [payload.sid])].every((claim) => typeof claim === "string");

/** koa-jwt checks signature, algorithm, issuer, audience and times; the header's rules stand in the key function. */
const verifier = (tokens: Tokens, now: number) =>
  jwt({
    secret: async (header: TokenHeader, payload: Payload) => {
      const key = isWhole(payload) ? keyFor(tokens, header, "at+jwt") : undefined;
      if (!key) throw new Error("refused");
      return key;
    },
    key: "accessToken",
    algorithms: ["HS256"],
    issuer: tokens.settings.issuer,
    audience: tokens.settings.audience,
    clockTolerance: LEEWAY,
    clockTimestamp: now,
    maxAge: ACCESS_LIFE,
  } as unknown as jwt.Options);

export const readBearer = async (ctx: Context, tokens: Tokens, clock: Clock): Promise<Bearer> => {
  const now = Math.floor(clock.now().getTime() / 1000);
  try {
    await verifier(tokens, now)(ctx as Parameters<ReturnType<typeof jwt>>[0], async () => undefined);
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
  if (claims.iat > now + LEEWAY || typeof claims.aud !== "string") unauthenticated();
  return bearerOf(claims);
};

type Claims = { sub: string; exp: number; iat: number; aud: unknown } & ({ sid: string } | { org: string; scope: string });

const bearerOf = (claims: Claims): Bearer => {
  const expiresAt = new Date(claims.exp * 1000);
  return "org" in claims
    ? { type: "API_KEY", keyId: claims.sub, organizationId: claims.org, scope: claims.scope.split(" "), expiresAt }
    : { type: "USER", userId: claims.sub, sessionId: claims.sid, expiresAt };
};

const isExpired = (error: unknown): boolean =>
  error instanceof Error && "originalError" in error && error.originalError instanceof Error && error.originalError.name === "TokenExpiredError";
