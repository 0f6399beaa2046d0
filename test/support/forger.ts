import { createHmac, generateKeyPairSync, randomBytes, sign as signBytes, type KeyObject } from "node:crypto";

export type Json = Record<string, unknown>;
export type Part = Json | string | Buffer;

export const base64url = (part: Part): string =>
  Buffer.from(typeof part === "string" || Buffer.isBuffer(part) ? part : JSON.stringify(part)).toString("base64url");

export const hmac = (input: string, secret: KeyObject | Buffer | string, hash = "sha256"): Buffer => createHmac(hash, secret).update(input).digest();
export const ecdsa = (input: string, key: KeyObject, dsaEncoding: "ieee-p1363" | "der" = "ieee-p1363"): Buffer =>
  signBytes("sha256", Buffer.from(input), { key, dsaEncoding });

/** A key of somebody else. */
export const foreignSecret = randomBytes(32);
export const foreignKey = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Makes tokens by hand of what the server itself would sign, and of anything else. */
export type Forger = {
  algorithm: "HS256" | "ES256";
  signs: KeyObject;
  checks: KeyObject;
  now: number;
  header: Json;
  claims: Json;
  /** A token that the server's own key has signed, whatever stands in it. */
  genuine(header: Part, payload: Part): string;
  /** The same with members changed; undefined takes one away. */
  withHeader(changes: Json): string;
  withClaims(changes: Json): string;
  /** A sound header and payload, changed or not, over which the signature is given. */
  signed(by: (input: string) => Buffer | string, header?: Json): string;
  sound(): string;
};

type Given = { algorithm: "HS256" | "ES256"; key: { kid: string; signs: KeyObject; checks: KeyObject }; now: Date; claims: Json };

export const makeForger = ({ algorithm, key, now, claims: given }: Given): Forger => {
  const second = Math.floor(now.getTime() / 1000);
  const header: Json = { alg: algorithm, typ: "at+jwt", kid: key.kid };
  const claims: Json = { ...given, iat: second, exp: second + 900 };
  const own = (input: string): Buffer => (algorithm === "HS256" ? hmac(input, key.signs) : ecdsa(input, key.signs));
  const join = (head: Part, payload: Part, by: (input: string) => Buffer | string): string => {
    const input = `${base64url(head)}.${base64url(payload)}`;
    return `${input}.${base64url(by(input))}`;
  };
  const genuine = (head: Part, payload: Part): string => join(head, payload, own);
  return {
    algorithm, header, claims, genuine, now: second, signs: key.signs, checks: key.checks,
    withHeader: (changes) => genuine({ ...header, ...changes }, claims),
    withClaims: (changes) => genuine(header, { ...claims, ...changes }),
    signed: (by, head = header) => join(head, claims, by),
    sound: () => genuine(header, claims),
  };
};
