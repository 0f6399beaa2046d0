import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { madeOnce } from "./made-once.js";

const NONCE = 24;
const TAG = 16;
/** The label of the derivation. */
const X = 0x58;

/**
 * XAES-256-GCM (https://c2sp.org/XAES-256-GCM): AES-256-GCM under a key that half of a 192-bit nonce derives from the given one
 * (NIST SP 800-108r1 with CMAC). Plain GCM bears 2^32 random nonces of 96 bits a key, which somebody would have to count over all
 * processes; this bears 2^80. Answers nonce, ciphertext and tag as one.
 */
export const seal = (key: Buffer, plain: Buffer, context: string, nonce = randomBytes(NONCE)): Buffer => {
  const cipher = createCipheriv("aes-256-gcm", derive(key, nonce), nonce.subarray(NONCE / 2)).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Throws where key, context or a single bit is not the one it was sealed with. */
export const open = (key: Buffer, sealed: Buffer, context: string): Buffer => {
  const nonce = sealed.subarray(0, NONCE);
  const decipher = createDecipheriv("aes-256-gcm", derive(key, nonce), nonce.subarray(NONCE / 2), { authTagLength: TAG })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
};

const derive = (key: Buffer, nonce: Buffer): Buffer => {
  const mask = subkey(key);
  const blockOf = (counter: number): Uint8Array =>
    Buffer.concat([Buffer.from([0, counter, X, 0]), nonce.subarray(0, NONCE / 2)]).map((byte, at) => byte ^ mask[at]!);
  return encryptBlocks(key, Buffer.concat([blockOf(1), blockOf(2)]));
};

/** CMAC's first subkey: the encrypted zero, doubled in GF(2^128). It is the key's alone. */
const subkey = madeOnce((key: Buffer): Buffer => {
  const zero = encryptBlocks(key, Buffer.alloc(16));
  const doubled = zero.map((byte, at) => ((byte << 1) | ((zero[at + 1] ?? 0) >> 7)) & 0xff);
  if (zero[0]! & 0x80) doubled[15]! ^= 0x87;
  return Buffer.from(doubled);
});

// Single blocks of a derivation, never a text: there is nothing for a mode to hide.
const encryptBlocks = (key: Buffer, blocks: Uint8Array): Buffer => createCipheriv("aes-256-ecb", key, null).setAutoPadding(false).update(blocks);
