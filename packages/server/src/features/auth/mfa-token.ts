import type { KeyObject } from "node:crypto";
import { jwtVerify } from "jose";
import { keyFor, LEEWAY, type Tokens } from "./tokens.js";

const TYPE = "mfa+jwt";

export type MfaClaims = { userId: string; challengeId: string };

/** The claims of a sign-in that waits for its second factor; undefined for any other token. */
export const verifyMfaToken = async (tokens: Tokens, token: string, now: Date): Promise<MfaClaims | undefined> => {
  const key = await keyFor(tokens, token, TYPE);
  return key && verify(tokens, token, key, now);
};

const verify = async ({ keys, settings }: Tokens, token: string, key: KeyObject, now: Date): Promise<MfaClaims | undefined> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [keys.algorithm],
      typ: TYPE,
      issuer: settings.issuer,
      audience: settings.audience,
      currentDate: now,
      clockTolerance: LEEWAY,
      requiredClaims: ["exp", "iat", "sub", "jti"],
    });
    return payload.sub && payload.jti ? { userId: payload.sub, challengeId: payload.jti } : undefined;
  } catch {
    return undefined;
  }
};
