import { Secret, TOTP } from "otpauth";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS, type Operation } from "@vitaledge/contract";
import { resetUserPassword } from "../../packages/server/src/commands/users.js";
import { PASSWORD, type Actor } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
beforeAll(async () => {
  server = await startServer();
  server.clock.hold();
  owner = await server.owner();
});
afterAll(() => server.close());

const post = (path: string, body: unknown, token?: string): Promise<Answer> =>
  call(server.url, "POST", `/api/auth/${path}`, body, token ? { authorization: `Bearer ${token}` } : {});
const codeOf = ({ status, body }: Answer): string => (status < 300 ? "in" : body.code);
const passSeconds = (seconds: number): void => server.clock.advance(seconds * 1000);

type Person = Actor & { secret: string; recoveryCodes: string[]; code(steps?: number): string; challenge(): Promise<string>; verify(code: string): Promise<string> };

const withFactor = async (): Promise<Person> => {
  const person = await server.member(owner, "CLINICIAN");
  const { secret } = (await post("mfa/setup", { password: PASSWORD }, person.accessToken)).body;
  const code = (steps = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() + steps * 30_000 });
  const { recoveryCodes } = (await post("mfa/confirm", { code: code() }, person.accessToken)).body;
  passSeconds(30);
  const challenge = async (): Promise<string> => (await post("login", { email: person.email, password: PASSWORD })).body.mfaToken;
  const verify = async (given: string): Promise<string> => codeOf(await post("mfa/verify", { mfaToken: await challenge(), code: given }));
  return { ...person, secret, recoveryCodes, code, challenge, verify };
};

describe("a code", () => {
  test("is taken once of ten at one moment, each with a challenge of its own, and in no later challenge", async () => {
    const person = await withFactor();
    const code = person.code();
    const challenges: string[] = [];
    for (let time = 0; time < 10; time += 1) challenges.push(await person.challenge());
    const answers = await Promise.all(challenges.map((mfaToken) => post("mfa/verify", { mfaToken, code })));
    expect(answers.map(codeOf).toSorted()).toEqual(["in", ...Array<string>(9).fill("invalid_code")]);
    expect(await person.verify(code)).toBe("invalid_code");
  });

  test("of the step before and after is taken, of two steps ago and ahead is not, and none before one that was taken", async () => {
    const person = await withFactor();
    passSeconds(600);
    expect(await person.verify(person.code(-2))).toBe("invalid_code");
    expect(await person.verify(person.code(2))).toBe("invalid_code");
    expect(await person.verify(person.code(-1))).toBe("in");
    expect(await person.verify(person.code(1))).toBe("in");
    expect(await person.verify(person.code(0))).toBe("invalid_code");
  });

  test("cannot be guessed: after ten wrong ones in an hour, over all challenges and doors, the right one is refused, and passes after the hour", async () => {
    const person = await withFactor();
    const session = (await post("mfa/verify", { mfaToken: await person.challenge(), code: person.code() })).body.accessToken;
    passSeconds(30);
    const codes: string[] = [];
    for (let time = 0; time < 8; time += 1) codes.push(await person.verify("000000"));
    for (let time = 0; time < 2; time += 1) codes.push(codeOf(await post("mfa/disable", { password: PASSWORD, code: "000000" }, session)));
    expect(new Set(codes)).toEqual(new Set(["invalid_code"]));
    expect(await person.verify(person.code())).toBe("rate_limited");
    expect(await person.verify(person.recoveryCodes[0]!)).toBe("rate_limited");
    expect(codeOf(await post("mfa/disable", { password: PASSWORD, code: person.code() }, session))).toBe("rate_limited");
    // The password's counters are others: the challenge came each time.
    expect(await person.challenge()).toBeTruthy();
    passSeconds(360);
    expect(await person.verify(person.code())).toBe("in");
    passSeconds(3_600);
    for (let time = 0; time < 10; time += 1) expect(await person.verify("000000")).toBe("invalid_code");
    expect(await person.verify("000000")).toBe("rate_limited");
  });

  test("right ones cost nothing: twenty sign-ins in ten minutes", async () => {
    const person = await withFactor();
    for (let time = 0; time < 20; time += 1) {
      expect(await person.verify(person.code())).toBe("in");
      passSeconds(30);
    }
  });
});

describe("recovery codes", () => {
  test("are ten of 128 bits, stored as hashes, each taken once of five at one moment", async () => {
    const person = await withFactor();
    expect(person.recoveryCodes).toHaveLength(10);
    // Base32 of 128 bits: 26 digits.
    for (const code of person.recoveryCodes) expect(code.replaceAll("-", "")).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    const client = new pg.Client({ connectionString: server.database.superuserUrl });
    await client.connect();
    const { rows } = await client.query<{ all: string; count: number }>("select string_agg(c::text, ' ') as all, count(*)::integer as count from recovery_codes c where user_id = $1", [person.userId]);
    await client.end();
    expect(rows[0]!.count).toBe(10);
    for (const code of person.recoveryCodes) expect(rows[0]!.all).not.toContain(code.replaceAll("-", ""));
    const [first = "", second = ""] = person.recoveryCodes;
    const challenges = [];
    for (let time = 0; time < 5; time += 1) challenges.push(await person.challenge());
    const answers = await Promise.all(challenges.map((mfaToken) => post("mfa/verify", { mfaToken, code: first })));
    expect(answers.map(codeOf).toSorted()).toEqual(["in", ...Array<string>(4).fill("invalid_code")]);
    expect(await person.verify(first)).toBe("invalid_code");
    expect(await person.verify(second)).toBe("in");
  });
});

describe("the token of a challenge", () => {
  test("opens no operation", async () => {
    const person = await withFactor();
    const mfaToken = await person.challenge();
    const bearers = (Object.values(OPERATIONS) as readonly Operation[]).filter(({ auth }) => auth === "bearer");
    expect(bearers.length).toBeGreaterThan(50);
    for (const operation of bearers) {
      const path = operation.path.replaceAll(/\{\w+\}/g, "x_missing");
      const answer = await call(server.url, operation.method.toUpperCase(), path, operation.body ? "{}" : undefined, {
        "authorization": `Bearer ${mfaToken}`, "x-organization-id": owner.organizationId, ...(operation.body && { "content-type": operation.body.mediaTypes[0]! }),
      });
      expect([operation.id, answer.status]).toEqual([operation.id, 401]);
    }
  });
});

describe("the second factor", () => {
  test("is still asked for after the password was set anew by a link", async () => {
    const person = await withFactor();
    const open = await person.challenge();
    const words: string[] = [];
    await resetUserPassword(server.deps, person.email, { write: (text) => words.push(text) });
    const newPassword = "words that nobody else has";
    expect((await post("password/reset", { token: /#token=([\w-]+)/.exec(words.join(""))![1], newPassword })).status).toBe(204);
    // The challenge that stood open was for the former password.
    expect(codeOf(await post("mfa/verify", { mfaToken: open, code: person.code() }))).toBe("mfa_token_invalid");
    expect((await post("login", { email: person.email, password: newPassword })).body).toMatchObject({ mfaRequired: true });
  });

  test("is asked for after an invitation was accepted", async () => {
    const person = await withFactor();
    const second = await server.owner();
    const { body } = await second.call("POST", `/api/organizations/${second.organizationId}/invitations`, { email: person.email, role: "BILLER" });
    const accepted = await post("invitations/accept", { token: new URL(body.url).hash.slice("#token=".length), password: PASSWORD });
    expect(accepted.body).toMatchObject({ mfaRequired: true });
    expect(accepted.headers.get("set-cookie")).toBeNull();
  });

  test("once switched on ends every other session, and no password alone makes a device known", async () => {
    const person = await server.member(owner, "CLINICIAN");
    const others = [await server.signIn(person.email, owner.organizationId), await server.signIn(person.email, owner.organizationId)];
    const { secret } = (await post("mfa/setup", { password: PASSWORD }, person.accessToken)).body;
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    expect((await post("mfa/confirm", { code }, person.accessToken)).status).toBe(200);
    for (const other of others) {
      expect(codeOf(await other.call("GET", "/api/auth/me"))).toBe("session_ended");
      expect(codeOf(await post("refresh", { refreshToken: other.refreshToken }))).toBe("refresh_token_invalid");
    }
    expect((await person.call("GET", "/api/auth/me")).status).toBe(200);
    const challenge = await post("login", { email: person.email, password: PASSWORD });
    expect(challenge.headers.get("set-cookie")).toBeNull();
    passSeconds(30);
    const next = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    const done = await post("mfa/verify", { mfaToken: challenge.body.mfaToken, code: next });
    expect(done.headers.get("set-cookie")).toMatch(/^vitaledge_device=/);
  });
});
