import {
  createCipheriv, createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes,
  type KeyObject,
} from "node:crypto";
import { equalBytes } from "./crypto.js";
import { fromBech32, toBech32 } from "./bech32.js";

/** A private key of age's X25519 kind, with what is given away of it. */
export type Identity = { secret: KeyObject; publicBytes: Buffer };

/** Thrown where a file is not the one that was written, to the byte. */
export class DamagedFile extends Error {}
/** Thrown where a file was written for other recipients. */
export class NotForThisKey extends Error {}

/** https://age-encryption.org/v1, which `age -d` reads too: each chunk is authenticated with its place and whether it is the last. */
const VERSION = "age-encryption.org/v1";
const CHUNK = 64 * 1024;
const TAG = 16;
const NONCE = 16;
const FILE_KEY = 16;
const ZERO = Buffer.alloc(12);
export const LONGEST_HEAD = 16 * 1024;

const PRIVATE_DER = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_DER = Buffer.from("302a300506032b656e032100", "hex");
const secretOf = (bytes: Buffer): KeyObject => createPrivateKey({ key: Buffer.concat([PRIVATE_DER, bytes]), format: "der", type: "pkcs8" });
const publicOf = (bytes: Buffer): KeyObject => createPublicKey({ key: Buffer.concat([PUBLIC_DER, bytes]), format: "der", type: "spki" });
const bytesOf = (key: KeyObject): Buffer => key.export({ format: "der", type: "spki" }).subarray(PUBLIC_DER.length);

/** A new pair: `identity` is the secret, `recipient` the public key. */
export const makeIdentity = (): { identity: string; recipient: string } => {
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  const secret = privateKey.export({ format: "der", type: "pkcs8" }).subarray(PRIVATE_DER.length);
  return { identity: toBech32("age-secret-key-", secret).toUpperCase(), recipient: toBech32("age", bytesOf(publicKey)) };
};

/** `age1...`; undefined where it is none. */
export const parseRecipient = (text: string): Buffer | undefined => ofLength(fromBech32("age", text));

/** `AGE-SECRET-KEY-1...` on a line of its own, as age-keygen writes it; undefined where there is none. */
export const parseIdentity = (text: string): Identity | undefined => {
  const line = text.split(/\r?\n/).find((each) => each.startsWith("AGE-SECRET-KEY-1"));
  const bytes = ofLength(fromBech32("age-secret-key-", line ?? ""));
  if (!bytes) return undefined;
  const secret = secretOf(bytes);
  return { secret, publicBytes: bytesOf(createPublicKey(secret)) };
};

const ofLength = (bytes: Buffer | undefined): Buffer | undefined => (bytes?.length === 32 ? bytes : undefined);

const derive = (key: Buffer, salt: Buffer, info: string): Buffer => Buffer.from(hkdfSync("sha256", key, salt, info, 32));

const seal = (key: Buffer, nonce: Buffer, plain: Buffer): Buffer => {
  const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: TAG });
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** Throws where a bit is another. */
const unseal = (key: Buffer, nonce: Buffer, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: TAG }).setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
};

const base64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");
const fromBase64 = (text: string): Buffer => {
  const bytes = Buffer.from(text, "base64");
  return base64(bytes) === text ? bytes : damaged();
};
const damaged = (): never => {
  throw new DamagedFile("a byte is not the one that was written");
};

const wrapKeyOf = (secret: KeyObject, other: Buffer, share: Buffer, recipient: Buffer): Buffer =>
  derive(diffieHellman({ privateKey: secret, publicKey: publicOf(other) }), Buffer.concat([share, recipient]), `${VERSION}/X25519`);

const stanzaFor = (recipient: Buffer, fileKey: Buffer): string => {
  const { privateKey, publicKey } = generateKeyPairSync("x25519");
  const share = bytesOf(publicKey);
  return `-> X25519 ${base64(share)}\n${base64(seal(wrapKeyOf(privateKey, recipient, share, recipient), ZERO, fileKey))}\n`;
};

const macOf = (fileKey: Buffer, head: string): Buffer => createHmac("sha256", derive(fileKey, Buffer.alloc(0), "header")).update(head).digest();

/** Encrypts a stream, in memory for one chunk, so that each of the recipients' private keys opens it. */
export const encryptFor = (recipients: readonly Buffer[]) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const fileKey = randomBytes(FILE_KEY);
    const head = `${VERSION}\n${recipients.map((recipient) => stanzaFor(recipient, fileKey)).join("")}---`;
    const nonce = randomBytes(NONCE);
    yield Buffer.concat([Buffer.from(`${head} ${base64(macOf(fileKey, head))}\n`), nonce]);
    const key = derive(fileKey, nonce, "payload");
    let counter = 0;
    for await (const { content, last } of inChunks(source, CHUNK)) yield seal(key, nonceOf(counter++, last), content);
  };

const HEAD = /^age-encryption\.org\/v1\n((?:-> X25519 [\w+/]{43}\n[\w+/]{43}\n){1,64})--- ([\w+/]{43})\n/;

export type Opened = {
  /** Where the chunks begin. */
  start: number;
  key: Buffer;
};

/**
 * Reads a file's head (its first LONGEST_HEAD bytes).
 * @throws NotForThisKey, DamagedFile
 */
export const openHead = (bytes: Buffer, { secret, publicBytes }: Identity): Opened => {
  const found = HEAD.exec(bytes.toString("latin1")) ?? damaged();
  const [whole = "", stanzas = "", mac = ""] = found;
  const lines = stanzas.trimEnd().split("\n");
  const fileKey = lines.flatMap((line, at) => (at % 2 ? [] : unwrap(line.slice("-> X25519 ".length), lines[at + 1]!)))[0];
  if (!fileKey) throw new NotForThisKey("none of the file's recipients is this key");
  if (!equalBytes(macOf(fileKey, whole.slice(0, whole.lastIndexOf(" "))), fromBase64(mac))) damaged();
  const nonce = bytes.subarray(whole.length, whole.length + NONCE);
  return nonce.length === NONCE ? { start: whole.length + NONCE, key: derive(fileKey, nonce, "payload") } : damaged();

  function unwrap(share: string, body: string): Buffer[] {
    const [theirs, wrapped] = [fromBase64(share), fromBase64(body)];
    try {
      return [unseal(wrapKeyOf(secret, theirs, theirs, publicBytes), ZERO, wrapped)];
    } catch {
      return [];
    }
  }
};

/** Decrypts what follows a head; what it gives out is authenticated, and it ends without a fault at the last chunk alone. */
export const decryptWith = (key: Buffer) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let counter = 0;
    for await (const { content, last } of inChunks(source, CHUNK + TAG)) {
      if (content.length < TAG || (content.length === TAG && counter > 0)) damaged();
      yield open(key, nonceOf(counter++, last), content);
    }
  };

const open = (key: Buffer, nonce: Buffer, content: Buffer): Buffer => {
  try {
    return unseal(key, nonce, content);
  } catch {
    return damaged();
  }
};

const nonceOf = (counter: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(counter, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/** Pieces of one size; the last one, which is known by nothing coming after it, may be shorter. */
async function* inChunks(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<{ content: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    held.push(piece);
    length += piece.length;
    while (length > size) {
      const joined = held.length === 1 ? held[0]! : Buffer.concat(held);
      yield { content: joined.subarray(0, size), last: false };
      held = [joined.subarray(size)];
      length -= size;
    }
  }
  yield { content: Buffer.concat(held), last: true };
}
