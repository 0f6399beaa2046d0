import { randomBytes } from "node:crypto";

// Crockford's base32 in lower case: sorts as the number does, and has no letters to confuse.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

const IDS_AT_ONCE = 256;
let pool = Buffer.alloc(0);

// One draw for many ids: each costs a call of the system.
const nextBytes = (): Buffer => {
  if (pool.length === 0) pool = randomBytes(16 * IDS_AT_ONCE);
  const bytes = pool.subarray(0, 16);
  pool = pool.subarray(16);
  return bytes;
};

const textOf = (bytes: Buffer): string => {
  // 26 digits of 5 bits hold 130: the first digit has the three highest bits alone.
  let text = ALPHABET[bytes[0]! >> 5]!;
  for (let bit = 3; bit < 128; bit += 5) {
    const pair = (bytes[bit >> 3]! << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += ALPHABET[(pair >> (11 - (bit & 7))) & 31]!;
  }
  return text;
};

/**
 * Makes time-ordered identifiers of one moment: a prefix and a UUIDv7 (RFC 9562, 5.7) as 26 characters of base32.
 * 48 bits of milliseconds come first, so that rows of one moment lie together in an index; 26 bits that count up from a
 * random start follow (RFC 9562, 6.2), so that what is made later sorts later.
 */
export const makeIds = (at: Date): ((prefix: string) => string) => {
  const milliseconds = at.getTime();
  let count: number | undefined;
  return (prefix) => {
    const bytes = nextBytes();
    count = count === undefined ? bytes.readUInt32BE(6) >>> 7 : count + 1;
    bytes.writeUIntBE(milliseconds, 0, 6);
    bytes.writeUInt16BE(0x7000 | (count >>> 14), 6);
    bytes.writeUInt16BE(0x8000 | (count & 0x3fff), 8);
    return `${prefix}_${textOf(bytes)}`;
  };
};

/** One such identifier. */
export const makeId = (prefix: string, at: Date): string => makeIds(at)(prefix);

/** When an identifier was made, to the millisecond. */
export const timeOfId = (id: string): Date => {
  let number = 0n;
  for (const digit of id.slice(id.indexOf("_") + 1)) number = (number << 5n) | BigInt(ALPHABET.indexOf(digit));
  return new Date(Number(number >> 80n));
};

export const makeToken = (bytes = 32): string => randomBytes(bytes).toString("base64url");
