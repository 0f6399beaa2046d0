import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { Actor } from "./actors.js";
import { call, type Answer } from "./call.js";
import { askForToken } from "./programs.js";

export type Algorithm = "RS384" | "ES384";
export type KeyPair = { algorithm: Algorithm; kid: string; privateKey: KeyObject; publicKey: KeyObject; jwk: Record<string, unknown> };

let pairs = 0;

export const makeKeyPair = (algorithm: Algorithm, kid = `key-${(pairs += 1)}`): KeyPair => {
  const { privateKey, publicKey } = algorithm === "RS384" ? generateKeyPairSync("rsa", { modulusLength: 2_048 }) : generateKeyPairSync("ec", { namedCurve: "P-384" });
  return { algorithm, kid, privateKey, publicKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, alg: algorithm, use: "sig" } };
};

/** What is changed of a good assertion. */
export type Changes = { header?: Record<string, unknown>; claims?: Record<string, unknown>; key?: KeyObject | Uint8Array };

export type SmartClient = {
  id: string;
  pair: KeyPair;
  assertion(changes?: Changes): Promise<string>;
  form(assertion: string, more?: Record<string, string>): Record<string, string>;
  ask(scope?: string, changes?: Changes): Promise<Answer>;
  /** Calls with a token of its own, and no organization in the header. */
  call(method: string, path: string, headers?: Record<string, string>): Promise<Answer>;
};

type Server = { url: string; clock: { now(): Date } };
type Registration = { scopes: readonly string[]; pair?: KeyPair; jwksUri?: string };

export const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** A backend service that an owner registered. */
export const registerClient = async ({ url, clock }: Server, by: Actor, { scopes, pair = makeKeyPair("ES384"), jwksUri }: Registration): Promise<SmartClient> => {
  const made = await by.call("POST", "/api/api-keys", { name: "Warehouse", scopes, ...(jwksUri ? { jwksUri } : { jwks: { keys: [pair.jwk] } }) });
  if (made.status !== 201) throw new Error(made.text);
  const id = made.body.clientId as string;
  const assertion: SmartClient["assertion"] = ({ header = {}, claims = {}, key = pair.privateKey } = {}) => {
    const now = Math.floor(clock.now().getTime() / 1000);
    return new SignJWT({ iss: id, sub: id, aud: `${url}/api/auth/token`, exp: now + 240, jti: crypto.randomUUID(), ...claims })
      .setProtectedHeader({ alg: pair.algorithm, kid: pair.kid, typ: "JWT", ...header }).sign(key);
  };
  const form: SmartClient["form"] = (text, more = {}) =>
    ({ grant_type: "client_credentials", client_assertion_type: ASSERTION_TYPE, client_assertion: text, ...more });
  const ask: SmartClient["ask"] = async (scope, changes) => askForToken(url, form(await assertion(changes), scope === undefined ? {} : { scope }));
  return {
    id, pair, assertion, form, ask,
    call: async (method, path, headers) => call(url, method, path, undefined, { authorization: `Bearer ${(await ask()).body.access_token as string}`, ...headers }),
  };
};
