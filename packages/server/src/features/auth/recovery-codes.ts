import { randomBytes } from "node:crypto";
import { sha256 } from "../../platform/crypto.js";

const COUNT = 10;
const BYTES = 16;
const GROUP = /.{1,4}/g;

// Crockford's base32: no letter looks like a digit.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

const encode = (bytes: Buffer): string => {
  let number = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let digit = 0; digit < Math.ceil((bytes.length * 8) / 5); digit++) {
    text = ALPHABET[Number(number & 31n)] + text;
    number >>= 5n;
  }
  return text;
};

export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => (encode(randomBytes(BYTES)).match(GROUP) ?? []).join("-"));

/** What is stored of a code, the same however it was typed. 128 random bits need no slow hash. */
export const hashRecoveryCode = (code: string): Buffer =>
  sha256(code.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0").replaceAll(/[il]/g, "1"));
