import type { KeyObject } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { LEEWAY } from "../auth/tokens.js";
import type { AssertionAlgorithm } from "./client-keys.js";

/** Seconds that an assertion may end ahead of now. */
const LONGEST = 300;
const MOST_JTI = 500;

/** What an assertion says of itself before its signature is checked. */
export type Claimed = { clientId: string; kid: string; algorithm: AssertionAlgorithm; jku: string | undefined };

/** Keys come from the client's registration: a header that brings one along, or asks for what is not understood, is refused. */
const MEMBERS: readonly string[] = ["alg", "kid", "typ", "jku"];

const isAlgorithm = (text: unknown): text is AssertionAlgorithm => text === "RS384" || text === "ES384";

/** Undefined where it is no assertion of this kind. */
export const readAssertion = (text: string): Claimed | undefined => {
  try {
    const header = decodeProtectedHeader(text);
    const { alg, kid, typ = "JWT", jku } = header;
    const { sub } = decodeJwt(text);
    if (!Object.keys(header).every((member) => MEMBERS.includes(member)) || !isAlgorithm(alg) || typ.toUpperCase() !== "JWT") return undefined;
    if (typeof kid !== "string" || typeof sub !== "string" || (jku !== undefined && typeof jku !== "string")) return undefined;
    return { clientId: sub, kid, algorithm: alg, jku };
  } catch {
    return undefined;
  }
};

export type Proven = { jti: string; expiresAt: Date };

/** RFC 7523, 3, with SMART's bounds: for us alone, by the client of itself, for five minutes at most. */
export const checkAssertion = async (text: string, { clientId, algorithm }: Claimed, key: KeyObject, audience: string, now: Date): Promise<Proven | undefined> => {
  try {
    const { payload: { aud, exp = 0, jti } } = await jwtVerify(text, key, {
      algorithms: [algorithm], issuer: clientId, subject: clientId, audience, currentDate: now, clockTolerance: LEEWAY, requiredClaims: ["exp", "jti"],
    });
    const isOurs = typeof aud === "string" || aud?.length === 1;
    const isShort = exp <= now.getTime() / 1000 + LONGEST + LEEWAY;
    return isOurs && isShort && typeof jti === "string" && jti.length > 0 && jti.length <= MOST_JTI ? { jti, expiresAt: new Date(exp * 1000) } : undefined;
  } catch {
    return undefined;
  }
};
