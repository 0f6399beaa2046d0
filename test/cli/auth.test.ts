import { chmod, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD } from "../support/actors.js";
import type { Actor } from "../support/actors.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Program } from "./program.js";

let server: TestServer;
let program: Program;
let owner: Actor;

beforeAll(async () => {
  [server, program] = await Promise.all([startServer(), installProgram()]);
  owner = await server.owner();
});
afterAll(() => Promise.all([server.close(), program.remove()]));

describe("auth", () => {
  it("says that nobody is logged in, with exit 4", async () => {
    const ended = await program.run(["auth", "status", "--base-url", server.url]);
    expect(ended).toEqual({
      code: 4,
      stdout: "",
      stderr: `You are not logged in.\nProfile default is not logged in at ${server.url}.\nRun: vitaledge auth login\n`,
    });
    const list = await program.run(["patients", "list", "--base-url", server.url, "--org", owner.organizationId]);
    expect(list.code).toBe(4);
    expect(list.stderr).toContain("Run: vitaledge auth login");
  });

  it("takes the password from standard input alone and keeps the session for its owner alone", async () => {
    const ended = await program.logIn(server.url, owner);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toBe("");
    const credentials = join(program.folder, "config", "credentials", "default.json");
    expect(ended.stderr).toBe(
      `No keyring answers here: the credentials are kept in ${credentials}, which only you may read.\n` +
        `Logged in as ${owner.email} at ${server.url}, profile default.\n` +
        `Organization ${owner.organizationId}, Example Clinic, as OWNER.\n`,
    );
    expect((await stat(credentials)).mode & 0o777).toBe(0o600);
    expect(await readFile(credentials, "utf8")).not.toContain(PASSWORD);
  });

  it("tells who is logged in", async () => {
    const ended = await program.run(["auth", "status", "--json"]);
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      profile: "default", baseUrl: server.url, organizationId: owner.organizationId, role: "OWNER", user: { email: owner.email },
      credentials: join(program.folder, "config", "credentials", "default.json"), expiresAt: expect.stringMatching(/Z$/),
    });
    expect(ended.stdout).not.toContain("eyJ");
  });

  it("refuses a wrong password with exit 4 and leaves the profile", async () => {
    const ended = await program.run(["auth", "login", "--base-url", server.url, "--email", owner.email], { stdin: "wrong\n" });
    expect(ended.code).toBe(4);
    expect(ended.stderr).toMatch(/^The login was refused\.\n.+\n.+\nrequest id: \S+\n$/);
    expect((await program.run(["auth", "status"])).code).toBe(0);
  });

  it("wants a password, and a known organization", async () => {
    const nothing = await program.run(["auth", "login", "--base-url", server.url, "--email", owner.email]);
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain("Password is needed");
    const foreign = ["auth", "login", "--base-url", server.url, "--email", owner.email, "--org", "org_of_another", "--profile", "foreign"];
    const ended = await program.run(foreign, { stdin: `${PASSWORD}\n` });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(owner.organizationId);
  });

  it("never gives a session to another server", async () => {
    const ended = await program.run(["auth", "status", "--base-url", "http://127.0.0.1:9"]);
    expect(ended.code).toBe(4);
    expect(ended.stderr).toContain(`Profile default is logged in at ${server.url}, not at http://127.0.0.1:9.`);
  });

  it("refuses a session that others may read, and says what to run", async () => {
    const credentials = join(program.folder, "config", "credentials", "default.json");
    await chmod(credentials, 0o644);
    const ended = await program.run(["auth", "status"]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`chmod 600 '${credentials}'`);
    await chmod(credentials, 0o600);
  });

  it("takes the second factor's code from the second line", async () => {
    const person = await server.owner();
    const { secret } = (await person.call("POST", "/api/auth/mfa/setup", { password: PASSWORD })).body;
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    const { recoveryCodes } = (await person.call("POST", "/api/auth/mfa/confirm", { code })).body;
    const login = ["auth", "login", "--base-url", server.url, "--email", person.email, "--profile", "second"];
    const refused = await program.run(login, { stdin: `${PASSWORD}\n000000\n` });
    expect([refused.code, refused.stderr.split("\n")[0]]).toEqual([4, "The login was refused."]);
    const ended = await program.run(login, { stdin: `${PASSWORD}\n${recoveryCodes[0]}\n` });
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining("profile second")]);
    expect((await program.run(["auth", "status", "--profile", "second", "-f", "csv"])).stdout).toContain(person.email);
  });

  it("logs out", async () => {
    expect(await program.run(["auth", "logout"])).toEqual({ code: 0, stdout: "", stderr: "Logged out.\n" });
    expect((await program.run(["auth", "status"])).code).toBe(4);
    expect((await program.run(["auth", "logout"])).stderr).toBe("Nobody was logged in.\n");
  });
});
