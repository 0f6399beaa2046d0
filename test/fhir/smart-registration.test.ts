import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { makeKeyPair } from "../support/smart-client.js";
import { startServer, type TestServer } from "../support/server.js";

const URI = "https://client.example.com/jwks.json";
const pair = makeKeyPair("ES384");
const jwks = { keys: [pair.jwk] };

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const register = (body: Record<string, unknown>, by = owner): Promise<Answer> => by.call("POST", "/api/api-keys", { name: "Warehouse", scopes: ["system/Patient.rs"], ...body });

describe("a SMART client", () => {
  test("is an API key with scopes and public keys, and has no secret", async () => {
    const { status, body } = await register({ jwks });
    expect({ status, body }).toEqual({
      status: 201, body: { id: expect.stringMatching(/^key_/), clientId: body.id, name: "Warehouse", permissions: ["patients:read"], scopes: ["system/Patient.rs"], jwks, expiresAt: null },
    });
    const listed = (await owner.call("GET", "/api/api-keys")).body.data.find(({ id }: { id: string }) => id === body.id);
    expect(listed).toMatchObject({ scopes: ["system/Patient.rs"], jwks, permissions: ["patients:read"], lastUsedAt: null });
    const byAddress = await register({ jwksUri: URI, scopes: ["system/Observation.cd", "system/Device.read"] });
    expect(byAddress.body).toMatchObject({ jwksUri: URI, permissions: ["devices:read", "observations:void", "observations:write"] });
    expect((await owner.call("DELETE", `/api/api-keys/${body.id}`)).status).toBe(204);
  });

  test("is registered by owners and administrators", async () => {
    expect((await register({ jwks }, await server.member(owner, "ADMIN"))).status).toBe(201);
    for (const role of ["CLINICIAN", "CARE_MANAGER", "BILLER", "AUDITOR"] as const) {
      expect((await register({ jwks }, await server.member(owner, role))).body.code, role).toBe("permission_denied");
    }
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["permissions beside scopes", { jwks, permissions: ["patients:read"] }, "/permissions"],
    ["no keys", {}, "/jwks"],
    ["keys and an address", { jwks, jwksUri: URI }, "/jwksUri"],
    ["keys without scopes", { scopes: undefined, permissions: ["patients:read"], jwks }, "/jwks"],
    ["neither scopes nor permissions", { scopes: undefined }, "/permissions"],
    ["a person's scope", { jwks, scopes: ["system/Patient.rs", "user/Patient.rs"] }, "/scopes/1"],
    ["a type that is not served", { jwks, scopes: ["system/Slot.rs"] }, "/scopes/0"],
    ["a write of what is made by the platform", { jwks, scopes: ["system/AuditEvent.c"] }, "/scopes/0"],
    ["a private key", { jwks: { keys: [{ ...pair.privateKey.export({ format: "jwk" }), kid: "a" }] } }, "/jwks/keys/0/d"],
    ["a short RSA key", { jwks: { keys: [{ ...generateKeyPairSync("rsa", { modulusLength: 1_024 }).publicKey.export({ format: "jwk" }), kid: "a" }] } }, "/jwks/keys/0"],
    ["a key of another curve", { jwks: { keys: [{ ...generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }), kid: "a" }] } }, "/jwks/keys/0/crv"],
    ["a point off the curve", { jwks: { keys: [{ ...pair.jwk, x: pair.jwk.y }] } }, "/jwks/keys/0"],
    ["a secret", { jwks: { keys: [{ kty: "oct", k: "AAAA", kid: "a" }] } }, "/jwks/keys/0/kty"],
    ["two keys of one name", { jwks: { keys: [pair.jwk, makeKeyPair("ES384", pair.kid).jwk] } }, "/jwks/keys/1/kid"],
    ["no key at all", { jwks: { keys: [] } }, "/jwks/keys"],
    ["an address over http", { jwksUri: "http://client.example.com/jwks.json" }, "/jwksUri"],
    ["an address inside", { jwksUri: "https://169.254.169.254/jwks.json" }, "/jwksUri"],
    ["an address of this machine", { jwksUri: "https://localhost/jwks.json" }, "/jwksUri"],
  ])("is not made of %s", async (_name, body, pointer) => {
    const answer = await register(body);
    expect(answer.body, answer.text).toMatchObject({ status: 400, code: "invalid_request" });
    expect((answer.body.errors as { pointer: string }[]).map((fault) => fault.pointer)).toContain(pointer);
  });
});
