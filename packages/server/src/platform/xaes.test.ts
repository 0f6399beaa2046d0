import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { encrypt } from "./crypto.js";
import { fieldCipher, type Place } from "./field-cipher.js";
import { open, seal } from "./xaes.js";

const AT: Place = { table: "patients", column: "phone_sealed", id: "patient_1" };
const nonceOf = (sealed: string): Buffer => Buffer.from(sealed.split(".")[2]!, "base64url").subarray(0, 24);

test.each([
  [1, "", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"],
  [3, "c2sp.org/XAES-256-GCM", "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"],
])("the specification's vector of key %i comes out", (byte, context, expected) => {
  const key = Buffer.alloc(32, byte);
  const sealed = seal(key, Buffer.from("XAES-256-GCM"), context, Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWX"));
  expect(sealed.subarray(24).toString("hex")).toBe(expected);
  expect(open(key, sealed, context).toString()).toBe("XAES-256-GCM");
});

test("no bit may be changed, nor the end be cut", () => {
  const key = randomBytes(32);
  const sealed = seal(key, Buffer.from("text"), "place");
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => open(key, changed, "place"), `bit ${bit}`).toThrow();
  }
  for (let length = 0; length < sealed.length; length += 1) expect(() => open(key, sealed.subarray(0, length), "place"), `${length} bytes`).toThrow();
  expect(() => open(key, sealed, "other")).toThrow();
});

test("of 100,000 texts that two processes seal with one key, no nonce comes twice, nor either half of one", () => {
  const keys = new Map([["k1", randomBytes(32)]]);
  const processes = [fieldCipher("org_1", keys, "k1"), fieldCipher("org_1", keys, "k1")];
  const nonces = Array.from({ length: 100_000 }, (_, index) => nonceOf(processes[index % 2]!.seal(AT, "the same text")));
  for (const [from, to] of [[0, 24], [0, 12], [12, 24]]) expect(new Set(nonces.map((nonce) => nonce.toString("latin1", from, to))).size).toBe(nonces.length);
});

test("what was sealed in the older form is opened still", () => {
  const key = randomBytes(32);
  const older = encrypt(key, Buffer.from("+15185550100"), "patients\nphone_sealed\norg_1\npatient_1").toString("base64url");
  expect(fieldCipher("org_1", new Map([["k1", key]]), "k1").open(AT, `v1.k1.${older}`)).toBe("+15185550100");
});
