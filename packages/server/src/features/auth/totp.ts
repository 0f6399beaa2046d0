import { Secret, TOTP } from "otpauth";

const PERIOD = 30;
/** RFC 4226, section 4: a secret of 160 bits is recommended. */
const SECRET_BYTES = 20;
/** Steps a code may be early or late (RFC 6238, section 5.2). */
const WINDOW = 1;

const totpOf = (secret: string, label = ""): TOTP =>
  new TOTP({ issuer: "VitalEdge", label, algorithm: "SHA1", digits: 6, period: PERIOD, secret: Secret.fromBase32(secret) });

export const makeTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

export const totpUri = (secret: string, email: string): string => totpOf(secret, email).toString();

/**
 * The time step whose code this is; undefined where it is none of the present one and its neighbours.
 * That a step counts once is for the caller to keep.
 */
export const stepOfCode = (secret: string, code: string, at: Date): number | undefined => {
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window: WINDOW });
  return delta === null ? undefined : Math.floor(at.getTime() / 1000 / PERIOD) + delta;
};
