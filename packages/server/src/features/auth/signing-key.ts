import { createPrivateKey, createPublicKey, createSecretKey, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import type { Dated } from "./key-states.js";

export type TokenAlgorithm = "HS256" | "ES256";

/** Key objects, for of bytes each check would make one anew. Under HS256 both are the one secret. */
export type KeyPair = { signs: KeyObject; checks: KeyObject };
export type SigningKey = Dated & KeyPair & { kid: string; algorithm: TokenAlgorithm };

/** A fresh key as it is stored: 32 random bytes, or a P-256 key as PKCS #8. */
export const makeKey = (algorithm: TokenAlgorithm): Buffer =>
  algorithm === "HS256"
    ? randomBytes(32)
    : generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "der", type: "pkcs8" });

export const keyPairOf = (algorithm: TokenAlgorithm, stored: Buffer): KeyPair => {
  if (algorithm === "HS256") {
    const secret = createSecretKey(stored);
    return { signs: secret, checks: secret };
  }
  const signs = createPrivateKey({ key: stored, format: "der", type: "pkcs8" });
  return { signs, checks: createPublicKey(signs) };
};

/** A public key of RFC 7517. */
export type PublicKey = { kty: "EC"; crv: "P-256"; x: string; y: string; kid: string; alg: "ES256"; use: "sig" };

/** Each member by its name: what is private is never among them. */
export const publicKeyOf = ({ kid, checks }: SigningKey): PublicKey => {
  const { x = "", y = "" } = checks.export({ format: "jwk" });
  return { kty: "EC", crv: "P-256", x, y, kid, alg: "ES256", use: "sig" };
};
