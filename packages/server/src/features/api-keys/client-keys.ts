import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** What signs a client's assertion (SMART App Launch 2.2, "Asymmetric authentication"). */
export type AssertionAlgorithm = "RS384" | "ES384";

/** A public key as a client publishes it: whatever else stands in it is not looked at. */
export type Jwk = Readonly<Record<string, unknown>>;

const LEAST_BITS = 2_048;

/** Undefined where the key cannot check what is signed so. */
export const checkingKey = ({ kty, n, e, crv, x, y, alg, use = "sig" }: Jwk, algorithm: AssertionAlgorithm): KeyObject | undefined => {
  if ((alg !== undefined && alg !== algorithm) || use !== "sig") return undefined;
  try {
    // Only what is public is handed on: of a private key OpenSSL would make a public one.
    const key = createPublicKey({ key: (algorithm === "RS384" ? { kty, n, e } : { kty, crv, x, y }) as JsonWebKey, format: "jwk" });
    const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
    return (algorithm === "RS384" ? modulusLength >= LEAST_BITS : namedCurve === "secp384r1") ? key : undefined;
  } catch {
    return undefined;
  }
};

/** Whether the key checks anything at all. */
export const isUsable = (jwk: Jwk): boolean => checkingKey(jwk, jwk.kty === "RSA" ? "RS384" : "ES384") !== undefined;

/** The key of this name that checks what is signed so. */
export const findKey = (keys: readonly Jwk[], kid: string, algorithm: AssertionAlgorithm): KeyObject | undefined => {
  for (const jwk of keys) {
    const key = jwk.kid === kid ? checkingKey(jwk, algorithm) : undefined;
    if (key) return key;
  }
  return undefined;
};
