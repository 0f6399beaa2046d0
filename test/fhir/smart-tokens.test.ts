import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { runPlain } from "../../packages/server/src/db/connection.js";
import { sql } from "../../packages/server/src/db/sql.js";
import { SYSTEM, withTenant } from "../../packages/server/src/db/with-tenant.js";
import { forgetSpent } from "../../packages/server/src/features/api-keys/issued-tokens.service.js";
import type { Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { askForToken, makeProgram } from "../support/programs.js";
import { makeKeyPair, registerClient, type Changes, type KeyPair, type SmartClient } from "../support/smart-client.js";
import { startServer, type TestServer } from "../support/server.js";

const VITALS = "system/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs";

let server: TestServer;
let owner: Actor;
let client: SmartClient;
let rsa: SmartClient;
beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_WEBHOOK_LOOPBACK: "allow" } });
  owner = await server.owner();
  client = await registerClient(server, owner, { scopes: ["system/Patient.rs", "system/Device.cruds", VITALS] });
  rsa = await registerClient(server, owner, { scopes: ["system/*.rs"], pair: makeKeyPair("RS384") });
});
afterEach(() => server.clock.set(new Date()));
afterAll(() => server.close());

const seconds = (): number => Math.floor(server.clock.now().getTime() / 1000);
const errorOf = ({ status, body }: Answer): [number, string] => [status, body.error as string];
const post = (path: string, form: Record<string, string>): Promise<Answer> =>
  call(server.url, "POST", path, new URLSearchParams(form).toString(), { "content-type": "application/x-www-form-urlencoded" });

describe("a SMART client's token", () => {
  test.each(["ES384", "RS384"])("comes for an assertion signed with %s, and lives five minutes", async (algorithm) => {
    const asking = algorithm === "ES384" ? client : rsa;
    const { status, body, headers } = await asking.ask("system/Patient.rs");
    expect({ status, body }).toEqual({ status: 200, body: { access_token: expect.any(String), token_type: "Bearer", expires_in: 300, scope: "system/Patient.rs" } });
    expect([headers.get("cache-control"), headers.get("pragma")]).toEqual(["no-store", "no-cache"]);
    const claims = decodeJwt(body.access_token as string);
    expect([decodeProtectedHeader(body.access_token as string).typ, claims.sub, claims.org, claims.scope, claims.exp! - claims.iat!]).toEqual(["at+jwt", asking.id, owner.organizationId, "system/Patient.rs", 300]);
  });

  test.each<[string, string | undefined, string]>([
    ["all that was registered, without a wish", undefined, `system/Patient.rs system/Device.cruds ${VITALS}`],
    ["of version 1's words what was registered", "system/*.read", `system/Patient.rs system/Device.rs ${VITALS}`],
    ["no type that nobody serves", "system/Slot.rs system/Device.u", "system/Device.u"],
  ])("holds %s", async (_name, wish, scope) => {
    expect((await client.ask(wish)).body.scope).toBe(scope);
  });

  test.each(["system/Encounter.rs", "system/Patient.cud", "system/Slot.rs", "user/Patient.rs", "patients:read", "openid", "system/Patient.sr"])("is not given for %s", async (scope) => {
    expect(errorOf(await client.ask(scope))).toEqual([400, "invalid_scope"]);
  });

  test("is refused everywhere but under /fhir", async () => {
    for (const path of ["/api/patients", "/api/organizations", "/api/api-keys"]) {
      expect((await client.call("GET", path, { "x-organization-id": owner.organizationId })).body.code, path).toBe("permission_denied");
    }
  });

  test("ends with its key, with its time, and when it is called back, at once and alone", async () => {
    const ending = await registerClient(server, owner, { scopes: ["system/Patient.rs"] });
    const [one, other] = [await ending.ask(), await ending.ask()].map(({ body }) => body.access_token as string) as [string, string];
    const gate = (token: string) => call(server.url, "GET", "/api/patients", undefined, { authorization: `Bearer ${token}`, "x-organization-id": owner.organizationId });
    expect((await post("/api/auth/revoke", { token: one, ...ending.form(await ending.assertion()) })).status).toBe(200);
    expect([(await gate(one)).body.code, (await gate(other)).body.code]).toEqual(["session_ended", "permission_denied"]);
    server.clock.advance(306_000);
    expect((await gate(other)).body.code).toBe("token_expired");
    server.clock.set(new Date());
    await owner.call("DELETE", `/api/api-keys/${ending.id}`);
    expect([(await gate(other)).body.code, ...errorOf(await ending.ask())]).toEqual(["session_ended", 401, "invalid_client"]);
  });
});

describe("an assertion", () => {
  test("is used once, however many ask with it at a time", async () => {
    const form = client.form(await client.assertion());
    const answers = await Promise.all(Array.from({ length: 8 }, () => askForToken(server.url, form)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(7).fill(401)]);
    expect(errorOf(await askForToken(server.url, form))).toEqual([401, "invalid_client"]);
    const jti = decodeJwt(form.client_assertion!).jti;
    expect((await rsa.ask(undefined, { claims: { jti } })).status).toBe(200);
  });

  const stranger = makeKeyPair("ES384", "stranger");
  const FORGED: [string, () => Changes][] = [
    ["for another address", () => ({ claims: { aud: `${server.url}/fhir/R4` } })],
    ["for others too", () => ({ claims: { aud: [`${server.url}/api/auth/token`, "https://other.example.com"] } })],
    ["for nobody", () => ({ claims: { aud: undefined } })],
    ["past its time", () => ({ claims: { exp: seconds() - 6 } })],
    ["of more than five minutes", () => ({ claims: { exp: seconds() + 400 } })],
    ["without an end", () => ({ claims: { exp: undefined } })],
    ["not yet good", () => ({ claims: { nbf: seconds() + 60 } })],
    ["without a jti", () => ({ claims: { jti: undefined } })],
    ["with an empty jti", () => ({ claims: { jti: "" } })],
    ["with a jti that is no text", () => ({ claims: { jti: 7 } })],
    ["by another issuer", () => ({ claims: { iss: "https://other.example.com" } })],
    ["of another client by this one's key", () => ({ claims: { iss: rsa.id, sub: rsa.id } })],
    ["of nobody's client", () => ({ claims: { iss: "key_none", sub: "key_none" } })],
    ["by an unknown key", () => ({ header: { kid: "unknown" }, key: stranger.privateKey })],
    ["by another key under the known name", () => ({ key: stranger.privateKey })],
    ["without a kid", () => ({ header: { kid: undefined } })],
    ["with HS256 and the public key as secret", () => ({ header: { alg: "HS256" }, key: client.pair.publicKey.export({ format: "der", type: "spki" }) })],
    ["with RS384 under the name of an EC key", () => ({ header: { alg: "RS384" }, key: rsa.pair.privateKey })],
    ["with RS256", () => ({ header: { alg: "RS256", kid: rsa.pair.kid }, claims: { iss: rsa.id, sub: rsa.id }, key: rsa.pair.privateKey })],
    ["with PS384", () => ({ header: { alg: "PS384", kid: rsa.pair.kid }, claims: { iss: rsa.id, sub: rsa.id }, key: rsa.pair.privateKey })],
    ["with a jku", () => ({ header: { jku: "https://client.example.com/jwks.json" } })],
    ["with a jwk of its own", () => ({ header: { jwk: stranger.jwk, kid: stranger.kid }, key: stranger.privateKey })],
    ["with x5u", () => ({ header: { x5u: "https://client.example.com/cert.pem" } })],
    ["as an access token", () => ({ header: { typ: "at+jwt" } })],
  ];

  test.each(FORGED)("%s signs nobody in", async (_name, changes) => {
    expect(errorOf(await client.ask(undefined, changes()))).toEqual([401, "invalid_client"]);
  });

  test("that is none signs nobody in: unsigned, cut, changed, encrypted, or one of our own tokens", async () => {
    const [header, payload, signature] = (await client.assertion()).split(".") as [string, string, string];
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const none = encode({ alg: "none", kid: client.pair.kid, typ: "JWT" });
    const changed = encode({ ...decodeJwt(`${header}.${payload}.`), jti: "changed" });
    const texts = [`${none}.${payload}.`, `${none}.${payload}.${signature}`, `${header}.${payload}.`, `${header}.${changed}.${signature}`, `${header}.${payload}`, "a.b.c.d.e", "x",
      (await client.ask()).body.access_token as string];
    const answers = await Promise.all(texts.map((text) => askForToken(server.url, client.form(text))));
    expect(answers.map(errorOf)).toEqual(texts.map(() => [401, "invalid_client"]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["another type of assertion", { client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:saml2-bearer" }, 400, "invalid_request"],
    ["a secret beside it", { client_secret: "x" }, 400, "invalid_request"],
    ["another client's id beside it", { client_id: "key_other" }, 401, "invalid_client"],
    ["no grant", { grant_type: "" }, 400, "invalid_request"],
    ["another grant", { grant_type: "authorization_code" }, 400, "unsupported_grant_type"],
  ])("comes with %s to no token", async (_name, more, status, error) => {
    expect(errorOf(await askForToken(server.url, client.form(await client.assertion(), more)))).toEqual([status, error]);
  });

  test("is forgotten by the scheduler once it is past its time, and not before", async () => {
    const count = () => withTenant(server.deps, owner.organizationId, SYSTEM, async (tx) => {
      await forgetSpent(tx);
      return (await tx.first<{ count: number }>(sql`select count(*)::integer as count from client_assertions`))!.count;
    });
    await client.ask();
    const before = await count();
    server.clock.advance(400_000);
    expect([before > 0, await count()]).toEqual([true, 0]);
  });
});

describe("keys that a client publishes", () => {
  let published: KeyPair[] = [];
  let site: Server;
  let asked = 0;
  let answer: (() => { status: number; body: string }) | undefined;
  beforeAll(async () => {
    site = createServer((_request, response) => {
      asked += 1;
      const { status, body } = answer?.() ?? { status: 200, body: JSON.stringify({ keys: published.map(({ jwk }) => jwk) }) };
      response.writeHead(status, { location: "/elsewhere" }).end(body);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => new Promise((resolve) => site.close(resolve)));

  const publish = (pair: KeyPair, path = "/jwks.json"): Promise<SmartClient> => {
    published = [pair];
    return registerClient(server, owner, { scopes: ["system/Patient.rs"], pair, jwksUri: `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}` });
  };

  test("are fetched once, again for a key of a new name, and forgotten after ten minutes", async () => {
    const publishing = await publish(makeKeyPair("ES384"));
    const before = asked;
    expect((await publishing.ask()).status).toBe(200);
    expect((await publishing.ask(undefined, { header: { jku: `http://127.0.0.1:${(site.address() as AddressInfo).port}/jwks.json` } })).status).toBe(200);
    expect(asked - before).toBe(1);

    const next = makeKeyPair("ES384");
    published = [next];
    const withNext = { header: { kid: next.kid }, key: next.privateKey };
    expect((await publishing.ask(undefined, withNext)).status).toBe(401);
    server.clock.advance(6_000);
    expect([(await publishing.ask(undefined, withNext)).status, (await publishing.ask(undefined, withNext)).status, (await publishing.ask()).status]).toEqual([200, 200, 401]);
    expect(asked - before).toBe(2);
    server.clock.advance(601_000);
    expect([(await publishing.ask(undefined, withNext)).status, asked - before]).toEqual([200, 3]);
  });

  test("sign nobody in where the address answers something else", async () => {
    const bodies = [{ status: 302, body: "" }, { status: 500, body: "" }, { status: 200, body: "no json" }, { status: 200, body: "{}" }, { status: 200, body: `{"keys":[null,1,{"kid":"a"}]}` }, { status: 200, body: " ".repeat(70_000) }];
    for (const [at, body] of bodies.entries()) {
      const publishing = await publish(makeKeyPair("ES384"), `/${at}`);
      answer = () => body;
      expect(errorOf(await publishing.ask()), JSON.stringify(body).slice(0, 60)).toEqual([401, "invalid_client"]);
      answer = undefined;
    }
  });
});

describe("introspection and revocation", () => {
  test("tell of the organization's own tokens alone, and only to who proves itself", async () => {
    const token = (await client.ask("system/Patient.rs")).body.access_token as string;
    const inspect = async (by: SmartClient, named = token): Promise<Answer> => post("/api/auth/introspect", { token: named, ...by.form(await by.assertion()) });
    const { body } = await inspect(rsa);
    const { exp, iat, jti } = decodeJwt(token);
    expect(body).toEqual({ active: true, scope: "system/Patient.rs", client_id: client.id, sub: client.id, token_type: "Bearer", exp, iat, iss: "https://vitaledge.dev", aud: "vitaledge-api", jti });

    const elsewhere = await registerClient(server, await server.owner(), { scopes: ["system/Patient.rs"] });
    for (const [by, named] of [[elsewhere, token], [rsa, `${token}x`], [rsa, "x"], [rsa, owner.accessToken], [rsa, owner.refreshToken]] as const) {
      expect((await inspect(by, named)).body).toEqual({ active: false });
    }
    for (const path of ["/api/auth/introspect", "/api/auth/revoke"]) {
      expect(errorOf(await post(path, { token }))).toEqual([401, "invalid_client"]);
      expect(errorOf(await post(path, { ...client.form(await client.assertion()) }))).toEqual([400, "invalid_request"]);
    }
  });

  test("end a token for good, for its own client alone", async () => {
    const token = (await client.ask()).body.access_token as string;
    const state = async (): Promise<boolean> => (await post("/api/auth/introspect", { token, ...rsa.form(await rsa.assertion()) })).body.active as boolean;
    const revoke = async (by: SmartClient, named = token): Promise<Answer> => post("/api/auth/revoke", { token: named, ...by.form(await by.assertion()) });
    const states = [(await revoke(rsa)).status, await state(), (await revoke(client)).text, await state(), (await revoke(client)).status, (await revoke(client, "x")).status];
    expect(states).toEqual([200, true, "", false, 200, 200]);
    expect((await owner.call("GET", "/api/patients")).status).toBe(200);
  });

  test("take a program with a secret too, and end its tokens", async () => {
    const program = await makeProgram(server.url, owner, ["patients:read"]);
    const credentials = { token: program.accessToken, client_id: program.id, client_secret: program.secret };
    expect((await post("/api/auth/introspect", credentials)).body).toMatchObject({ active: true, scope: "patients:read" });
    await post("/api/auth/revoke", credentials);
    expect((await program.call("GET", "/api/patients")).body.code).toBe("session_ended");
    const recorded = await runPlain<{ operation_id: string }>(server.deps.database, sql`select operation_id from system_audit_events where actor_id = ${program.id} and outcome = 'SUCCESS' order by sequence`);
    expect(recorded.map(({ operation_id }) => operation_id)).toEqual(["issueToken", "introspectToken", "revokeToken"]);
  });
});

test("the discovery document stands at the origin and beside the FHIR endpoint, for every page", async () => {
  const [origin, fhir] = await Promise.all(["", "/fhir/R4"].map((base) => call(server.url, "GET", `${base}/.well-known/smart-configuration`, undefined, { origin: "https://app.example.com" })));
  expect(origin!.body).toMatchObject({
    token_endpoint: `${server.url}/api/auth/token`, introspection_endpoint: `${server.url}/api/auth/introspect`, revocation_endpoint: `${server.url}/api/auth/revoke`,
    grant_types_supported: ["client_credentials"], token_endpoint_auth_methods_supported: ["private_key_jwt"], token_endpoint_auth_signing_alg_values_supported: ["RS384", "ES384"],
    code_challenge_methods_supported: ["S256"], capabilities: expect.arrayContaining(["client-confidential-asymmetric", "permission-v1", "permission-v2"]),
  });
  expect([fhir!.body, fhir!.headers.get("access-control-allow-origin"), origin!.headers.get("access-control-allow-origin")]).toEqual([origin!.body, "*", "*"]);
});
