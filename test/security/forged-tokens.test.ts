import { errors, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/actors.js";
import { call } from "../support/call.js";
import { base64url, makeForger, type Forger } from "../support/forger.js";
import { startServer, type TestServer } from "../support/server.js";
import { FORGERIES } from "./forged-tokens.js";

const ISSUER = "https://vitaledge.dev";
const AUDIENCE = "vitaledge-api";

describe.each(["HS256", "ES256"] as const)("under %s", (algorithm) => {
  let server: TestServer;
  let owner: Actor;
  beforeAll(async () => {
    server = await startServer({ settings: { VITALEDGE_TOKEN_ALGORITHM: algorithm } });
    owner = await server.owner();
  });
  afterAll(() => server.close());

  const forger = (): Forger => {
    const claims = JSON.parse(Buffer.from(owner.accessToken.split(".")[1]!, "base64url").toString());
    const { sub, sid, jti, iss, aud } = claims;
    return makeForger({ algorithm, key: server.deps.tokens.keys.active(), now: server.clock.now(), claims: { sub, sid, jti, iss, aud } });
  };
  const ask = (token: string) => call(server.url, "GET", "/api/auth/me", undefined, { authorization: `Bearer ${token}` });

  /** The other author's verdict, by the rules that jose has words for. */
  const joseTakes = async (token: string): Promise<boolean> => {
    const { kid, checks } = server.deps.tokens.keys.active();
    try {
      await jwtVerify(token, (header) => (header.kid === kid ? checks : Promise.reject(new errors.JWKSNoMatchingKey())), {
        algorithms: [algorithm], typ: "at+jwt", issuer: ISSUER, audience: AUDIENCE, currentDate: server.clock.now(),
        clockTolerance: 5, maxTokenAge: 900, requiredClaims: ["exp", "iat", "sub", "sid", "jti"],
      });
      return true;
    } catch (error) {
      // Anything else would be a fault of the test.
      if (error instanceof errors.JOSEError || error instanceof TypeError) return false;
      throw error;
    }
  };

  test("a token has the documented header, and one made by hand as the server makes them passes", async () => {
    const header = Buffer.from(owner.accessToken.split(".")[0]!, "base64url").toString();
    expect(header).toBe(`{"alg":"${algorithm}","typ":"at+jwt","kid":"${server.deps.tokens.keys.active().kid}"}`);
    for (const token of [owner.accessToken, forger().sound()]) {
      expect((await ask(token)).status).toBe(200);
      expect(await joseTakes(token)).toBe(true);
    }
  });

  const forgeries = FORGERIES.filter(({ under = algorithm }) => under === algorithm);

  test.each(forgeries)("$name is refused", async ({ make, beyondJose }) => {
    const token = await make(forger());
    const { status, body, headers } = await ask(token);
    expect({ status, code: body.code }).toEqual({ status: 401, code: expect.stringMatching(/^(unauthenticated|token_expired)$/) });
    expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(await joseTakes(token)).toBe(beyondJose !== undefined);
  });

  test("there are enough of them of which jose says the same", () => {
    expect(forgeries.filter(({ beyondJose }) => !beyondJose).length).toBeGreaterThanOrEqual(50);
  });

  test("a sound token with any one letter changed is refused", async () => {
    const token = forger().sound();
    const changed = Array.from({ length: 64 }, (_, step) => {
      const at = Math.floor((step * token.length) / 64);
      return token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    });
    const statuses = await Promise.all(changed.map(async (text) => (await ask(text)).status));
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  test("a genuine token of a sign-in that waits for its code opens nothing, and an access token finishes no sign-in", async () => {
    expect((await ask(await server.deps.tokens.signMfa(owner.userId, "mfa_1"))).status).toBe(401);
    const { genuine, header, claims, sound } = forger();
    const spaced = genuine({ ...header, typ: "mfa+jwt" }, JSON.stringify(claims, undefined, 1));
    for (const mfaToken of [sound(), spaced, base64url("x")]) {
      expect((await call(server.url, "POST", "/api/auth/mfa/verify", { mfaToken, code: "123456" })).body.code).toBe("mfa_token_invalid");
    }
  });

  test("a lifetime ends to the second", async () => {
    const by = forger();
    expect((await ask(by.withClaims({ iat: by.now - 800, exp: by.now + 1 }))).status).toBe(200);
    expect((await ask(by.withClaims({ iat: by.now - 800, exp: by.now - 6 }))).body.code).toBe("token_expired");
  });
});
