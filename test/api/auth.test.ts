import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import { PASSWORD, type Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];

let server: TestServer;
let owner: Actor;

beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
});
afterAll(() => server.close());

const bearer = (token?: string): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
const post = (path: string, body: unknown, token?: string): Promise<Answer> => call(server.url, "POST", `/api/auth/${path}`, body, bearer(token));
const login = (email: string, password = PASSWORD): Promise<Answer> => post("login", { email, password });
const refresh = (refreshToken: string): Promise<Answer> => post("refresh", { refreshToken });
const me = (token: string): Promise<Answer> => call(server.url, "GET", "/api/auth/me", undefined, bearer(token));
const codeOf = (answer: Answer): string => (answer.body as Schemas["Problem"]).code;
const tokens = (answer: Answer): Schemas["TokenAnswer"] => answer.body as Schemas["TokenAnswer"];
const passSeconds = (seconds: number): void => server.clock.advance(seconds * 1000);
const signedIn = (): Promise<Actor> => server.member(owner, "CLINICIAN");

describe("login", () => {
  test("answers what the documentation shows", async () => {
    const { email, userId, organizationId } = await signedIn();
    const answer = await login(email.toUpperCase());
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body as object)).toEqual(["accessToken", "refreshToken", "expiresIn", "user"]);
    expect(tokens(answer)).toMatchObject({
      expiresIn: 900,
      user: { id: userId, email, firstName: "Pat", lastName: "Example", mfaEnabled: false, memberships: [{ organizationId, role: "CLINICIAN" }] },
    });
    expect(decodeProtectedHeader(tokens(answer).accessToken)).toMatchObject({ alg: "HS256", typ: "at+jwt" });
    expect(tokens(answer).accessToken).toMatch(/^eyJhbG/);
    const claims = decodeJwt(tokens(answer).accessToken);
    expect(Object.keys(claims).toSorted()).toEqual(["aud", "exp", "iat", "iss", "jti", "sid", "sub"]);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
  });

  test("a wrong password and an unknown account are told apart by nothing", async () => {
    const { email } = await signedIn();
    const wrong = await login(email, "not the right password");
    const unknown = await login("nobody@example.com", "not the right password");
    expect(codeOf(wrong)).toBe("invalid_credentials");
    const plain = ({ status, body }: Answer): unknown => ({ ...(body as Schemas["Problem"]), status, instance: "", requestId: "" });
    expect(plain(wrong)).toEqual(plain(unknown));
  });
});

test("a clock that was wrong and is set right locks nobody out", async () => {
  const own = await startServer();
  try {
    own.clock.advance(400 * 86_400_000);
    const { email } = await own.owner();
    for (let index = 0; index < 3; index += 1) await call(own.url, "POST", "/api/auth/login", { email, password: "wrong-wrong-wrong" });
    own.clock.advance(-400 * 86_400_000);
    expect((await call(own.url, "POST", "/api/auth/login", { email, password: PASSWORD })).status).toBe(200);
  } finally {
    await own.close();
  }
});

describe("refresh", () => {
  test("gives new tokens, and keeps the session", async () => {
    const { refreshToken } = await signedIn();
    passSeconds(60);
    const answer = await refresh(refreshToken);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body as object)).toEqual(["accessToken", "refreshToken", "expiresIn"]);
    expect(tokens(answer).refreshToken).not.toBe(refreshToken);
    expect((await me(tokens(answer).accessToken)).status).toBe(200);
  });

  test("eight at once get one successor", async () => {
    const { refreshToken } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(new Set(answers.map((answer) => tokens(answer).refreshToken)).size).toBe(1);
    expect((await refresh(tokens(answers[0]!).refreshToken)).status).toBe(200);
  });

  test("the token just spent gets the same successor within the grace", async () => {
    const { refreshToken } = await signedIn();
    const first = tokens(await refresh(refreshToken)).refreshToken;
    passSeconds(20);
    expect(tokens(await refresh(refreshToken)).refreshToken).toBe(first);
  });

  test("after 31 seconds it ends the session, access tokens too", async () => {
    const { refreshToken, accessToken } = await signedIn();
    const next = tokens(await refresh(refreshToken));
    passSeconds(31);
    expect(codeOf(await refresh(refreshToken))).toBe("refresh_token_reused");
    expect(codeOf(await refresh(next.refreshToken))).toBe("refresh_token_invalid");
    expect(codeOf(await refresh(refreshToken))).toBe("refresh_token_invalid");
    for (const access of [accessToken, next.accessToken]) expect(codeOf(await me(access))).toBe("session_ended");
  });

  test("within the grace, too, a token whose successor was used ends the session", async () => {
    const { refreshToken } = await signedIn();
    const second = tokens(await refresh(refreshToken)).refreshToken;
    const third = tokens(await refresh(second)).refreshToken;
    expect(codeOf(await refresh(refreshToken))).toBe("refresh_token_reused");
    expect(codeOf(await refresh(third))).toBe("refresh_token_invalid");
  });

  test("the session lives 7 days from the login, however often it was refreshed", async () => {
    const person = await signedIn();
    let { refreshToken } = person;
    for (let day = 0; day < 6; day++) {
      passSeconds(86_400);
      refreshToken = tokens(await refresh(refreshToken)).refreshToken;
    }
    passSeconds(86_400 - 60);
    const last = await refresh(refreshToken);
    expect(last.status).toBe(200);
    passSeconds(60);
    expect(codeOf(await refresh(tokens(last).refreshToken))).toBe("refresh_token_invalid");
    expect(codeOf(await me(tokens(last).accessToken))).toBe("session_ended");
  });

  test("a made-up token is invalid", async () => {
    expect(codeOf(await refresh("made-up"))).toBe("refresh_token_invalid");
  });
});

describe("logout", () => {
  test("by the refresh token", async () => {
    const { refreshToken, accessToken } = await signedIn();
    expect((await post("logout", { refreshToken })).status).toBe(204);
    expect(codeOf(await me(accessToken))).toBe("session_ended");
    expect(codeOf(await refresh(refreshToken))).toBe("refresh_token_invalid");
    expect((await post("logout", { refreshToken })).status).toBe(204);
  });

  test("by the access token alone; other sessions stay", async () => {
    const { email, accessToken } = await signedIn();
    const other = tokens(await login(email));
    expect((await post("logout", undefined, accessToken)).status).toBe(204);
    expect(codeOf(await me(accessToken))).toBe("session_ended");
    expect((await me(other.accessToken)).status).toBe(200);
  });

  test("everywhere", async () => {
    const { email, accessToken } = await signedIn();
    const other = tokens(await login(email));
    expect((await post("logout?everywhere=true", undefined, accessToken)).status).toBe(204);
    expect(codeOf(await me(other.accessToken))).toBe("session_ended");
  });

  test("with an access token that has expired or is none", async () => {
    const { refreshToken, accessToken } = await signedIn();
    passSeconds(16 * 60);
    expect((await post("logout", { refreshToken }, accessToken)).status).toBe(204);
    expect(codeOf(await refresh(refreshToken))).toBe("refresh_token_invalid");
    expect((await post("logout", undefined, "made-up")).status).toBe(204);
  });

  test("of nothing known", async () => {
    expect((await post("logout", { refreshToken: "made-up" })).status).toBe(204);
    expect((await post("logout", undefined)).status).toBe(204);
  });
});

describe("me", () => {
  test("names the permissions of each role", async () => {
    const { accessToken, organizationId } = await server.member(owner, "DEVICE");
    const { body } = await me(accessToken);
    expect((body as Schemas["CurrentUser"]).memberships).toMatchObject([
      { organizationId, role: "DEVICE", permissions: ["metric-definitions:read", "observations:write", "organization:read"] },
    ]);
  });

  test("a token of another secret is refused", async () => {
    const { accessToken } = await signedIn();
    const forged = await new SignJWT(decodeJwt(accessToken))
      .setProtectedHeader({ ...decodeProtectedHeader(accessToken), alg: "HS256" })
      .sign(Buffer.alloc(32, 1));
    expect(codeOf(await me(forged))).toBe("unauthenticated");
  });
});

describe("second factor", () => {
  const appCode = (secret: string, steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() + steps * 30_000 });

  type Enrolled = Actor & { secret: string; recoveryCodes: string[] };

  const withFactor = async (): Promise<Enrolled> => {
    const person = await signedIn();
    const setup = (await post("mfa/setup", { password: PASSWORD }, person.accessToken)).body as Schemas["MfaSetup"];
    const confirmed = await post("mfa/confirm", { code: appCode(setup.secret) }, person.accessToken);
    expect(confirmed.status).toBe(200);
    passSeconds(30);
    return { ...person, secret: setup.secret, recoveryCodes: (confirmed.body as Schemas["RecoveryCodes"]).recoveryCodes };
  };

  const challenge = async (email: string): Promise<string> => {
    const { body } = await login(email);
    expect(body).toMatchObject({ mfaRequired: true, methods: ["totp", "recovery_code"], expiresIn: 300 });
    return (body as Schemas["MfaRequired"]).mfaToken;
  };

  const verify = (mfaToken: string, code: string): Promise<Answer> => post("mfa/verify", { mfaToken, code });

  test("setting up asks for the password and draws the URI", async () => {
    const { accessToken, email } = await signedIn();
    expect(codeOf(await post("mfa/setup", { password: "not the right password" }, accessToken))).toBe("invalid_credentials");
    const { status, body } = await post("mfa/setup", { password: PASSWORD }, accessToken);
    expect(status).toBe(200);
    const { secret, otpauthUri, qrSvg } = body as Schemas["MfaSetup"];
    expect(otpauthUri).toContain(`secret=${secret}`);
    expect(otpauthUri).toContain(encodeURIComponent(email));
    expect(qrSvg).toMatch(/^<svg /);
    // Until a code was confirmed the login stays as it is.
    expect(tokens(await login(email)).accessToken).toBeTruthy();
    expect(codeOf(await post("mfa/confirm", { code: appCode(secret, 5) }, accessToken))).toBe("invalid_code");
  });

  test("once confirmed it ends the other sessions, is asked for at login and cannot be set up twice", async () => {
    const person = await signedIn();
    const other = tokens(await login(person.email));
    const { secret } = (await post("mfa/setup", { password: PASSWORD }, person.accessToken)).body as Schemas["MfaSetup"];
    const { body } = await post("mfa/confirm", { code: appCode(secret) }, person.accessToken);
    expect(new Set((body as Schemas["RecoveryCodes"]).recoveryCodes).size).toBe(10);
    expect(codeOf(await me(other.accessToken))).toBe("session_ended");
    expect((await me(person.accessToken)).body).toMatchObject({ mfaEnabled: true });
    expect(codeOf(await post("mfa/setup", { password: PASSWORD }, person.accessToken))).toBe("mfa_already_enabled");
    expect(codeOf(await post("mfa/confirm", { code: appCode(secret, 1) }, person.accessToken))).toBe("mfa_already_enabled");
    await challenge(person.email);
  });

  test("a code works once, in another challenge too, and in parallel", async () => {
    const { email, secret } = await withFactor();
    const code = appCode(secret);
    const answers = await Promise.all((await Promise.all([1, 2, 3, 4].map(() => challenge(email)))).map((mfaToken) => verify(mfaToken, code)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401]);
    const refused = answers.filter(({ status }) => status === 401);
    expect(refused.map(codeOf)).toEqual(["invalid_code", "invalid_code", "invalid_code"]);
    expect(codeOf(await verify(await challenge(email), code))).toBe("invalid_code");
  });

  test("an mfaToken finishes one login", async () => {
    const { email, secret } = await withFactor();
    const mfaToken = await challenge(email);
    const answer = await verify(mfaToken, appCode(secret));
    expect(tokens(answer).user).toMatchObject({ email, mfaEnabled: true });
    passSeconds(30);
    expect(codeOf(await verify(mfaToken, appCode(secret)))).toBe("mfa_token_invalid");
  });

  test("a code of two steps ago is refused", async () => {
    const { email, secret } = await withFactor();
    passSeconds(60);
    expect(codeOf(await verify(await challenge(email), appCode(secret, -2)))).toBe("invalid_code");
  });

  test("five wrong codes end the mfaToken, in parallel too", async () => {
    const { email, secret } = await withFactor();
    const mfaToken = await challenge(email);
    const wrong = appCode(secret, 100);
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(mfaToken, wrong)));
    expect(answers.map(codeOf).toSorted()).toEqual([...Array<string>(5).fill("invalid_code"), ...Array<string>(3).fill("mfa_token_invalid")]);
    expect(codeOf(await verify(mfaToken, appCode(secret)))).toBe("mfa_token_invalid");
  });

  test("the mfaToken lives five minutes and opens nothing else", async () => {
    const { email, secret } = await withFactor();
    const mfaToken = await challenge(email);
    expect(codeOf(await me(mfaToken))).toBe("unauthenticated");
    passSeconds(301);
    expect(codeOf(await verify(mfaToken, appCode(secret)))).toBe("mfa_token_invalid");
  });

  test("an access token is no mfaToken", async () => {
    const { accessToken, secret } = await withFactor();
    expect(codeOf(await verify(accessToken, appCode(secret)))).toBe("mfa_token_invalid");
  });

  test("a recovery code works once, however it is typed", async () => {
    const { email, recoveryCodes } = await withFactor();
    const [code = ""] = recoveryCodes;
    expect((await verify(await challenge(email), code.toUpperCase().replaceAll("-", " "))).status).toBe(200);
    expect(codeOf(await verify(await challenge(email), code))).toBe("invalid_code");
  });

  test("switching it off asks for password and code", async () => {
    const { accessToken, email, secret } = await withFactor();
    const disable = (password: string, code: string): Promise<Answer> => post("mfa/disable", { password, code }, accessToken);
    expect(codeOf(await disable("not the right password", appCode(secret)))).toBe("invalid_credentials");
    expect(codeOf(await disable(PASSWORD, appCode(secret, 100)))).toBe("invalid_code");
    expect((await disable(PASSWORD, appCode(secret))).status).toBe(204);
    expect(codeOf(await disable(PASSWORD, appCode(secret, 1)))).toBe("mfa_not_enabled");
    expect(tokens(await login(email)).user.mfaEnabled).toBe(false);
  });
});
