import { jwtVerify } from "jose";
import { keyFor, LEEWAY, type Tokens } from "./tokens.js";

const TYPE = "mfa+jwt";

export type MfaClaims = { userId: string; challengeId: string };

/** The claims of a sign-in that waits for its second factor; undefined for any other token. */
export const verifyMfaToken = async (tokens: Tokens, token: string, now: Date): Promise<MfaClaims | undefined> => {
  try {
    const { payload } = await jwtVerify(token, (header) => keyFor(tokens, header, TYPE) ?? refuse(), {
      algorithms: ["HS256"],
      typ: TYPE,
      issuer: tokens.settings.issuer,
      audience: tokens.settings.audience,
      currentDate: now,
      clockTolerance: LEEWAY,
      requiredClaims: ["exp", "iat", "sub", "jti"],
    });
    return payload.sub && payload.jti ? { userId: payload.sub, challengeId: payload.jti } : undefined;
  } catch {
    return undefined;
  }
};

const refuse = (): never => {
  throw new Error("refused");
};
