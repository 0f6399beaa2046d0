import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { DamagedFile, decryptWith, encryptFor, makeIdentity, NotForThisKey, openHead, parseIdentity, parseRecipient } from "./age.js";

const pair = makeIdentity();
const recipient = parseRecipient(pair.recipient)!;

const encrypt = (plain: Buffer, recipients = [recipient], piece = 10_000): Promise<Buffer> =>
  buffer(encryptFor(recipients)(Readable.from(pieces(plain, piece))));

const decrypt = async (file: Buffer, identity = pair.identity, piece = 7_777): Promise<Buffer> => {
  const { start, key } = openHead(file, parseIdentity(identity)!);
  return buffer(decryptWith(key)(Readable.from(pieces(file.subarray(start), piece))));
};

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000];

describe("a file for a key", () => {
  test.each(SIZES)("of %i bytes comes back as it was, in pieces of any size", async (size) => {
    const plain = randomBytes(size);
    const file = await encrypt(plain);
    expect((await decrypt(file)).equals(plain)).toBe(true);
    expect((await decrypt(file, pair.identity, 65_552)).equals(plain)).toBe(true);
  });

  test.each(SIZES)("of %i bytes is opened by age's own implementation, and its files are by ours", async (size) => {
    const plain = randomBytes(size);
    const theirs = new Decrypter();
    theirs.addIdentity(pair.identity);
    expect(Buffer.from(await theirs.decrypt(await encrypt(plain))).equals(plain)).toBe(true);
    const identity = await generateX25519Identity();
    expect(parseRecipient(await identityToRecipient(identity))!.equals(parseIdentity(identity)!.publicBytes)).toBe(true);
    const writer = new Encrypter();
    writer.addRecipient(await identityToRecipient(identity));
    expect((await decrypt(Buffer.from(await writer.encrypt(plain)), identity)).equals(plain)).toBe(true);
  });

  test("is opened by each of several keys and by no other", async () => {
    const other = makeIdentity();
    const file = await encrypt(Buffer.from("both"), [recipient, parseRecipient(other.recipient)!]);
    expect([await decrypt(file), await decrypt(file, other.identity)].map(String)).toEqual(["both", "both"]);
    await expect(decrypt(file, makeIdentity().identity)).rejects.toThrow(NotForThisKey);
  });

  test("is refused with any byte of its head flipped, and any bit of its last line", async () => {
    const file = await encrypt(Buffer.from("short"));
    const head = file.indexOf("\n", file.indexOf("--- ")) + 1;
    for (let at = 0; at < file.length; at += 1) {
      for (const bit of at < head ? [0, 1, 5] : [0]) {
        const flipped = Buffer.from(file);
        flipped[at]! ^= 1 << bit;
        await expect(decrypt(flipped), `byte ${at}, bit ${bit}`).rejects.toThrow();
      }
    }
  });

  test("is refused cut, extended, and with its chunks in another order", async () => {
    const file = await encrypt(randomBytes(200_000));
    const { start } = openHead(file, parseIdentity(pair.identity)!);
    const chunk = 65_536 + 16;
    const chunks = [0, 1, 2, 3].map((at) => file.subarray(start + at * chunk, start + (at + 1) * chunk));
    const [head, [one, two, three, four]] = [file.subarray(0, start), chunks as [Buffer, Buffer, Buffer, Buffer]];
    const wrong = [
      [head], [head, one], [head, one, two, three], [head, two, one, three, four], [head, one, two, four], [head, one, two, three, four, four],
      [head, one, two, three, four, Buffer.from([0])], [head, one, two, three, four.subarray(0, -1)], [head, four],
    ];
    for (const parts of wrong) await expect(decrypt(Buffer.concat(parts))).rejects.toThrow(DamagedFile);
    await expect(decrypt(file.subarray(0, start - 1))).rejects.toThrow(DamagedFile);
    expect(await decrypt(Buffer.concat([head, one, two, three, four]))).toHaveLength(200_000);
  });
});

test("a key with a letter changed is none", () => {
  for (const at of [5, 20, 61]) {
    const letter = pair.recipient[at] === "q" ? "p" : "q";
    expect(parseRecipient(pair.recipient.slice(0, at) + letter + pair.recipient.slice(at + 1))).toBeUndefined();
  }
  expect(parseRecipient(pair.identity)).toBeUndefined();
  expect(parseIdentity(pair.recipient)).toBeUndefined();
  expect(parseIdentity(`# a comment\n${pair.identity}\n`)).toBeDefined();
});
