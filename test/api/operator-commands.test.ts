import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { components } from "@vitaledge/contract/schema";
import { createOrganizationCommand, listOrganizationsCommand, setPlanCommand } from "../../packages/server/src/commands/organizations.js";
import { createUser, disableUser, resetUserMfa, resetUserPassword } from "../../packages/server/src/commands/users.js";
import { PASSWORD } from "../support/actors.js";
import { call, type Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

type Schemas = components["schemas"];
type Out = Parameters<typeof disableUser>[2];

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const post = (path: string, body: unknown): Promise<Answer> => call(server.url, "POST", `/api/auth/${path}`, body);
const login = (email: string, password = PASSWORD): Promise<Answer> => post("login", { email, password });
const codeOf = (answer: Answer): string => (answer.body as Schemas["Problem"]).code;

/** What a command prints. */
const printed = async (run: (out: Out) => Promise<void>): Promise<string> => {
  const words: string[] = [];
  await run({ write: (text) => words.push(text) });
  return words.join("");
};
const tokenIn = (text: string): string => /\/password\/reset#token=([\w-]{43})\n$/.exec(text)?.[1] ?? "";

describe("users", () => {
  test("create prints a link to set the password, until which nobody can sign in", async () => {
    const person = { email: "nurse@example.com", firstName: "Pat", lastName: "Example" };
    const text = await printed((out) => createUser(server.deps, person, out));
    expect(codeOf(await login(person.email, "!"))).toBe("invalid_credentials");
    expect((await post("password/reset", { token: tokenIn(text), newPassword: PASSWORD })).status).toBe(204);
    expect((await login(person.email)).body).toMatchObject({ user: { firstName: "Pat", memberships: [] } });
    await expect(printed((out) => createUser(server.deps, { ...person, email: "NURSE@example.com" }, out))).rejects.toThrow("an account with this address already");
  });

  test("create makes a member, or nothing at all", async () => {
    const { organizationId } = await server.owner();
    const person = { firstName: "Pat", lastName: "Example", password: PASSWORD };
    await printed((out) => createUser(server.deps, { ...person, email: "biller@example.com", organization: organizationId, role: "BILLER" }, out));
    expect((await login("biller@example.com")).body).toMatchObject({ user: { memberships: [{ organizationId, role: "BILLER" }] } });
    const lost = { ...person, email: "lost@example.com" };
    for (const member of [{ organization: "org_none", role: "BILLER" }, { organization: organizationId }, { organization: "x", role: "BILLER" }] as const) {
      await expect(printed((out) => createUser(server.deps, { ...lost, ...member }, out))).rejects.toThrow(/organization/);
    }
    await expect(printed((out) => createUser(server.deps, { ...lost, password: "short" }, out))).rejects.toThrow("12 to 256");
    expect(codeOf(await login(lost.email))).toBe("invalid_credentials");
  });

  test("disable signs out at once and for good", async () => {
    const owner = await server.owner();
    await printed((out) => disableUser(server.deps, owner.email, out));
    expect(codeOf(await owner.call("GET", "/api/auth/me"))).toBe("session_ended");
    expect(codeOf(await post("refresh", { refreshToken: owner.refreshToken }))).toBe("refresh_token_invalid");
    expect(codeOf(await login(owner.email))).toBe("invalid_credentials");
    await expect(printed((out) => resetUserPassword(server.deps, owner.userId, out))).rejects.toThrow("disabled");
    await expect(printed((out) => disableUser(server.deps, "nobody@example.com", out))).rejects.toThrow("no account");
  });

  test("reset-password leaves the second factor, reset-mfa takes it off", async () => {
    const owner = await server.owner();
    const { secret } = (await owner.call("POST", "/api/auth/mfa/setup", { password: PASSWORD })).body as Schemas["MfaSetup"];
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    expect((await owner.call("POST", "/api/auth/mfa/confirm", { code })).status).toBe(200);
    const text = await printed((out) => resetUserPassword(server.deps, owner.userId, out));
    expect((await post("password/reset", { token: tokenIn(text), newPassword: PASSWORD })).status).toBe(204);
    expect((await login(owner.email)).body).toMatchObject({ mfaRequired: true });
    expect(await printed((out) => resetUserMfa(server.deps, owner.email, out))).toContain("is off");
    expect((await login(owner.email)).body).toMatchObject({ user: { mfaEnabled: false } });
    expect(await printed((out) => resetUserMfa(server.deps, owner.email, out))).toContain("no second factor");
  });
});

describe("organizations", () => {
  test("are made, listed and given a plan", async () => {
    const { email } = await server.account();
    const made = await printed((out) => createOrganizationCommand(server.deps, { name: "Riverside", timezone: "America/Chicago", owner: email }, out));
    const id = /org_\w+/.exec(made)?.[0] ?? "";
    const owner = await server.signIn(email, id);
    expect((await owner.call("GET", `/api/organizations/${id}`)).body).toMatchObject({ name: "Riverside", plan: "STANDARD", version: 1 });
    await printed((out) => setPlanCommand(server.deps, { id, plan: "ENTERPRISE", requestsPerMinute: 50_000 }, out));
    expect((await owner.call("GET", `/api/organizations/${id}`)).body).toMatchObject({ plan: "ENTERPRISE", requestsPerMinute: 50_000, version: 2 });
    expect(await printed((out) => listOrganizationsCommand(server.deps, {}, out))).toContain(`${id}\tENTERPRISE\t50000\tRiverside\n`);
    await printed((out) => setPlanCommand(server.deps, { id, plan: "STANDARD" }, out));
    expect((await owner.call("GET", `/api/organizations/${id}`)).body).toMatchObject({ plan: "STANDARD", requestsPerMinute: null });
  });

  test("are refused in one sentence", async () => {
    const create = (options: Parameters<typeof createOrganizationCommand>[1]): Promise<string> =>
      printed((out) => createOrganizationCommand(server.deps, options, out));
    await expect(create({ name: "Riverside", timezone: "Nowhere/Land" })).rejects.toThrow("time zone");
    await expect(create({ name: "Riverside", timezone: "UTC", owner: "nobody@example.com" })).rejects.toThrow("no account");
    await expect(printed((out) => setPlanCommand(server.deps, { id: "org_none", plan: "STANDARD" }, out))).rejects.toThrow("no organization");
  });
});
