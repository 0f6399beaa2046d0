import { randomBytes } from "node:crypto";

// Crockford's base32 in lower case: sorts as the number does, and has no letters to confuse.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A time-ordered identifier: the prefix and a UUIDv7 (RFC 9562, 5.7) as 26 characters of base32.
 * 48 bits of milliseconds come first, so that rows of one moment lie together in an index.
 */
export const makeId = (prefix: string, at: Date): string => {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let number = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let digit = 0; digit < 26; digit++) {
    text = ALPHABET[Number(number & 31n)] + text;
    number >>= 5n;
  }
  return `${prefix}_${text}`;
};

export const makeToken = (bytes = 32): string => randomBytes(bytes).toString("base64url");
