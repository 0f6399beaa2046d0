import { CompactEncrypt } from "jose";
import { base64url, ecdsa, foreignKey, foreignSecret, hmac, type Forger, type Json } from "../support/forger.js";

export type Forgery = {
  name: string;
  make(by: Forger): string | Promise<string>;
  /** Under this algorithm alone. */
  under?: "HS256" | "ES256";
  /** Why it is refused though jose, which knows the RFC but not this server's own form, takes it. */
  beyondJose?: string;
};

const other = ({ algorithm }: Forger): "HS256" | "ES256" => (algorithm === "HS256" ? "ES256" : "HS256");
const swap = (token: string, at: number, part: string): string => token.split(".").toSpliced(at, 1, part).join(".");
const publicJwk = foreignKey.publicKey.export({ format: "jwk" });
const foreign = (by: Forger) => (input: string): Buffer => (by.algorithm === "HS256" ? hmac(input, foreignSecret) : ecdsa(input, foreignKey.privateKey));
/** JSON text of a token's part with more in it than an object could hold. */
const spliced = (part: Json, text: string): string => JSON.stringify(part).replace(/\}$/, `,${text}}`);

const algorithms: Forgery[] = [
  { name: "alg none, no signature", make: (by) => by.signed(() => "", { ...by.header, alg: "none" }) },
  { name: "alg None", make: (by) => by.signed(() => "", { ...by.header, alg: "None" }) },
  { name: "alg none over a true signature", make: (by) => by.withHeader({ alg: "none" }) },
  { name: "alg in lower case", make: (by) => by.withHeader({ alg: by.algorithm.toLowerCase() }) },
  { name: "the other algorithm over a true signature", make: (by) => by.withHeader({ alg: other(by) }) },
  { name: "HS384 of the true secret", under: "HS256", make: (by) => by.signed((input) => hmac(input, by.signs, "sha384"), { ...by.header, alg: "HS384" }) },
  { name: "ES256 of one's own key", under: "HS256", make: (by) => by.signed((input) => ecdsa(input, foreignKey.privateKey), { ...by.header, alg: "ES256" }) },
  { name: "alg absent", make: (by) => by.withHeader({ alg: undefined }) },
  { name: "alg a list", make: (by) => by.withHeader({ alg: [by.algorithm] }) },
  ...(["pem", "der", "jwk"] as const).map((form): Forgery => ({
    name: `HS256 with the public key as ${form}`, under: "ES256",
    make: (by) => by.signed((input) => hmac(input, secretOf(by, form)), { ...by.header, alg: "HS256" }),
  })),
  { name: "HS256 with the public key's x", under: "ES256",
    make: (by) => by.signed((input) => hmac(input, by.checks.export({ format: "jwk" }).x ?? ""), { ...by.header, alg: "HS256" }) },
];

const secretOf = ({ checks }: Forger, form: "pem" | "der" | "jwk"): Buffer | string => {
  if (form === "jwk") return JSON.stringify(checks.export({ format: "jwk" }));
  return form === "pem" ? checks.export({ type: "spki", format: "pem" }) : checks.export({ type: "spki", format: "der" });
};

const signatures: Forgery[] = [
  { name: "empty signature", make: (by) => by.signed(() => "") },
  { name: "no third part", make: (by) => by.sound().split(".").slice(0, 2).join(".") },
  { name: "a fourth part", make: (by) => `${by.sound()}.${base64url("more")}` },
  { name: "another key's signature", make: (by) => by.signed(foreign(by)) },
  { name: "the signature of another token", make: (by) => swap(by.withClaims({ jti: "other" }), 2, by.sound().split(".")[2]!) },
  { name: "another person's id under a true signature", make: (by) => swap(by.sound(), 1, base64url({ ...by.claims, sub: "user_other" })) },
  { name: "half a signature", make: (by) => by.sound().slice(0, -20) },
  { name: "DER in place of P1363", under: "ES256", make: (by) => by.signed((input) => ecdsa(input, by.signs, "der")) },
  { name: "a signature of zeros", under: "ES256", make: (by) => by.signed(() => Buffer.alloc(64)) },
  { name: "a secret of zeros", under: "HS256", make: (by) => by.signed((input) => hmac(input, Buffer.alloc(32))) },
  { name: "an empty secret", under: "HS256", make: (by) => by.signed((input) => hmac(input, "")) },
  { name: "the same signature in other letters", make: (by) => respelled(by.sound()), beyondJose: "the spare bits of its last letter are not zero" },
];

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const respelled = (token: string): string => token.slice(0, -1) + LETTERS[LETTERS.indexOf(token.at(-1)!) + 1];
const padded = (token: string): string => token + "=".repeat(4 - (token.split(".")[2]!.length % 4));

const headers: Forgery[] = [
  { name: "an unknown crit", make: (by) => by.withHeader({ crit: ["urgent"], urgent: true }) },
  { name: "an empty crit", make: (by) => by.withHeader({ crit: [] }) },
  { name: "b64 false with crit", make: (by) => by.withHeader({ b64: false, crit: ["b64"] }) },
  { name: "b64 false without crit", make: (by) => by.withHeader({ b64: false }), beyondJose: "a member that ours do not have" },
  { name: "zip", make: (by) => by.withHeader({ zip: "DEF" }), beyondJose: "a member that ours do not have" },
  { name: "typ JWT", make: (by) => by.withHeader({ typ: "JWT" }) },
  { name: "typ absent", make: (by) => by.withHeader({ typ: undefined }) },
  { name: "typ of a sign-in that waits for its code", make: (by) => by.withHeader({ typ: "mfa+jwt" }) },
  { name: "typ in capitals", make: (by) => by.withHeader({ typ: "AT+JWT" }), beyondJose: "media types know no case" },
  { name: "kid unknown", make: (by) => by.withHeader({ kid: "tk_unknown" }) },
  { name: "kid absent", make: (by) => by.withHeader({ kid: undefined }) },
  { name: "kid a path", make: (by) => by.withHeader({ kid: "../../../../dev/null" }) },
  { name: "kid SQL", make: (by) => by.withHeader({ kid: "x' union select 'c2VjcmV0' --" }) },
  { name: "kid of the language", make: (by) => by.withHeader({ kid: "__proto__" }) },
  { name: "kid with a NUL", make: (by) => by.withHeader({ kid: `${String(by.header.kid)}\u0000` }) },
  { name: "kid a list", make: (by) => by.withHeader({ kid: [by.header.kid] }) },
  { name: "kid of 8 KiB", make: (by) => by.withHeader({ kid: "k".repeat(8192) }) },
  { name: "a header of 8 KiB", make: (by) => by.withHeader({ more: "x".repeat(8192) }), beyondJose: "a member that ours do not have" },
  { name: "one's own key embedded", make: (by) => by.signed((input) => ecdsa(input, foreignKey.privateKey), { ...by.header, alg: "ES256", jwk: publicJwk }) },
  { name: "one's own key embedded, no kid", make: (by) => by.signed((input) => ecdsa(input, foreignKey.privateKey), { alg: "ES256", typ: "at+jwt", jwk: publicJwk }) },
  { name: "one's own secret at jku", make: (by) => by.signed(foreign(by), { ...by.header, jku: "http://127.0.0.1:1/keys" }) },
  { name: "one's own certificate at x5u", make: (by) => by.signed(foreign(by), { ...by.header, x5u: "http://127.0.0.1:1/cert" }) },
  { name: "jku beside the true key", make: (by) => by.withHeader({ jku: "http://127.0.0.1:1/keys" }), beyondJose: "a member that ours do not have" },
  { name: "a header that is a list", make: (by) => by.genuine("[]", by.claims) },
  { name: "a header that is null", make: (by) => by.genuine("null", by.claims) },
  { name: "two algs, ours last", make: (by) => by.genuine(JSON.stringify(by.header).replace("{", '{"alg":"none",'), by.claims), beyondJose: "a member twice" },
];

const claims: Forgery[] = [
  ...["iss", "aud", "exp", "iat", "sub", "sid", "jti"].map((claim): Forgery => ({ name: `${claim} absent`, make: (by) => by.withClaims({ [claim]: undefined }) })),
  { name: "iss of somebody else", make: (by) => by.withClaims({ iss: "https://other.example" }) },
  { name: "iss with a slash more", make: (by) => by.withClaims({ iss: `${String(by.claims.iss)}/` }) },
  { name: "aud of somebody else", make: (by) => by.withClaims({ aud: "other-api" }) },
  { name: "aud a list without us", make: (by) => by.withClaims({ aud: ["other-api"] }) },
  { name: "aud a list with us", make: (by) => by.withClaims({ aud: [by.claims.aud, "other-api"] }), beyondJose: "ours are for one audience" },
  { name: "exp passed", make: (by) => by.withClaims({ iat: by.now - 900, exp: by.now - 10 }) },
  { name: "exp a text", make: (by) => by.withClaims({ exp: String(by.now + 900) }) },
  { name: "exp null", make: (by) => by.withClaims({ exp: null }) },
  { name: "exp without end", make: (by) => by.genuine(by.header, JSON.stringify(by.claims).replace(/"exp":\d+/, '"exp":1e999')), beyondJose: "no number that ours hold" },
  { name: "iat in the future", make: (by) => by.withClaims({ iat: by.now + 60, exp: by.now + 960 }) },
  { name: "iat a text", make: (by) => by.withClaims({ iat: String(by.now) }) },
  { name: "older than a token gets, though exp is to come", make: (by) => by.withClaims({ iat: by.now - 910 }) },
  { name: "nbf to come", make: (by) => by.withClaims({ nbf: by.now + 60 }) },
  { name: "nbf a text", make: (by) => by.withClaims({ nbf: "0" }) },
  { name: "sub a number", make: (by) => by.withClaims({ sub: 1 }), beyondJose: "jose asks that it is there" },
  { name: "a claim twice, the wrong one last", make: (by) => by.genuine(by.header, spliced(by.claims, '"aud":"other-api"')) },
  { name: "a claim twice, the right one last", make: (by) => by.genuine(by.header, JSON.stringify(by.claims).replace("{", '{"sub":"user_other",')), beyondJose: "a member twice" },
  { name: "claims that are a list", make: (by) => by.genuine(by.header, "[]") },
  { name: "claims that are no JSON", make: (by) => by.genuine(by.header, "sub=user") },
  { name: "claims that are not UTF-8", make: (by) => by.genuine(by.header, Buffer.concat([Buffer.from('{"sub":"'), Buffer.from([0xff]), Buffer.from('"}')])) },
];

const forms: Forgery[] = [
  { name: "a token encrypted, not signed", make: (by) =>
    new CompactEncrypt(Buffer.from(JSON.stringify(by.claims))).setProtectedHeader({ alg: "dir", enc: "A256GCM", typ: "at+jwt", kid: String(by.header.kid) }).encrypt(foreignSecret) },
  { name: "a token encrypted with its key inside", make: () => `${base64url({ alg: "PBES2-HS256+A128KW", enc: "A128GCM", p2c: 2_000_000_000, p2s: "AAAA" })}.AA.AA.AA.AA` },
  { name: "JSON in place of three parts", make: (by) => {
    const [protectedHeader, payload, signature] = by.sound().split(".");
    return JSON.stringify({ protected: protectedHeader, payload, signature });
  } },
  { name: "no text at all", make: () => ".." },
  { name: "spaces in the claims", make: (by) => by.genuine(by.header, JSON.stringify(by.claims, undefined, 1)), beyondJose: "not written as ours are" },
  { name: "members of the header in another order", make: ({ header, genuine, claims: sound }) => genuine({ kid: header.kid, typ: header.typ, alg: header.alg }, sound), beyondJose: "not written as ours are" },
  { name: "a space before the signature", make: (by) => by.sound().replace(/\.(?=[^.]*$)/, ". "), beyondJose: "jose skips spaces" },
  { name: "base64 with padding", make: (by) => padded(by.sound()), beyondJose: "jose takes padding" },
  { name: "a letter of plain base64", make: (by) => swap(by.sound(), 2, `+${by.sound().split(".")[2]!.slice(1)}`) },
];

export const FORGERIES: readonly Forgery[] = [...algorithms, ...signatures, ...headers, ...claims, ...forms];
