import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD } from "../support/actors.js";
import type { Actor } from "../support/actors.js";
import { startServer } from "../support/server.js";
import type { TestServer } from "../support/server.js";
import { installProgram } from "./program.js";
import type { Ended, Program } from "./program.js";

let server: TestServer;
let program: Program;
let owner: Actor;

beforeAll(async () => {
  [server, program] = await Promise.all([startServer(), installProgram()]);
  owner = await server.owner();
  await program.logIn(server.url, owner);
});
afterAll(() => Promise.all([server.close(), program.remove()]));

const run = (...args: string[]): Promise<Ended> => program.run(args);

describe("an account", () => {
  it("lists its sessions and ends one", async () => {
    const { data } = JSON.parse((await run("auth", "sessions", "list", "--json")).stdout) as { data: { id: string; current: boolean }[] };
    expect(data.filter(({ current }) => current)).toHaveLength(1);
    const other = data.find(({ current }) => !current);
    expect((await run("auth", "sessions", "end", other?.id ?? "")).code).toBe(0);
    const left = await run("auth", "sessions", "list", "-f", "ndjson", "--fields", "id");
    expect(left.stdout).not.toContain(other?.id);
  });

  it("acts for another of its organizations", async () => {
    const person = await server.signIn(owner.email, owner.organizationId);
    const { id } = (await person.call("POST", "/api/organizations", { name: "Second Clinic", timezone: "America/New_York" })).body;
    const ended = await run("auth", "switch", "Second Clinic");
    expect([ended.code, ended.stderr]).toEqual([0, `Profile default acts for ${id} (Second Clinic), as OWNER.\n`]);
    expect((await run("config", "get", "org")).stdout).toBe(`${id}\n`);
    const nowhere = await run("auth", "switch", "Third Clinic");
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining("neither an organization of yours nor a profile")]);
  });

  it("sets up a second factor, is asked for it, and does without again", async () => {
    let secret = "";
    const setup = await program.converse(["auth", "mfa", "setup", "--json"], (told) => {
      secret = /^[A-Z2-7]{32,}$/m.exec(told)?.[0] ?? "";
      return secret === "" ? undefined : new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
    }, PASSWORD);
    expect([setup.code, setup.stderr]).toEqual([0, expect.stringContaining("otpauth://")]);
    const { recoveryCodes } = JSON.parse(setup.stdout) as { recoveryCodes: string[] };
    expect(recoveryCodes.length).toBeGreaterThan(5);
    const ended = await program.run(["auth", "mfa", "disable"], { stdin: `${PASSWORD}\n${recoveryCodes[0] ?? ""}\n` });
    expect([ended.code, ended.stderr]).toEqual([0, "No second factor is asked for any more.\n"]);
  });

  it("changes its password", async () => {
    const changed = await program.run(["auth", "password", "change"], { stdin: `${PASSWORD}\nanother-Long-passphrase-7\n` });
    expect([changed.code, changed.stderr]).toEqual([0, "The password is changed, and every other session of the account has ended.\n"]);
    expect((await run("auth", "status")).code).toBe(0);
    const ended = await program.run(["auth", "password", "change"], { stdin: "wrong\nanother-Long-passphrase-8\n" });
    expect(ended.code).toBe(4);
  });
});

describe("config", () => {
  it("sets, shows and unsets what a profile is to do", async () => {
    expect((await run("config", "set", "timeout", "90s")).code).toBe(0);
    expect((await run("config", "list")).stdout).toContain("timeout\t90s\n");
    expect((await run("config", "unset", "timeout")).code).toBe(0);
    expect((await run("config", "get", "timeout")).code).toBe(2);
    expect((await run("config", "path")).stdout).toMatch(/profiles\/default\.json\n$/);
  });

  it("refuses what is no setting, and no value of one", async () => {
    const ended = await run("config", "set", "base-url", "ftp://example.org");
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("'ftp://example.org' is no base-url. An address with http or https is expected")]);
    expect((await run("config", "set", "colour", "always")).stderr).toContain("Settings are: base-url, org, timeout, retries, color, credentials");
  });

  it("uses the profile it is told to, and a session goes to its own server whatever the profile says", async () => {
    await run("config", "set", "base-url", "http://127.0.0.1:9", "--profile", "other");
    expect((await run("config", "use", "other")).code).toBe(0);
    expect((await run("config", "profiles", "-f", "ndjson", "--fields", "profile,used")).stdout).toContain('{"profile":"other","used":true}');
    expect((await run("auth", "switch", "default")).code).toBe(0);
    await run("config", "set", "base-url", "http://127.0.0.1:9");
    const ended = await run("auth", "status");
    expect([ended.code, ended.stderr]).toEqual([4, expect.stringContaining(`Profile default is logged in at ${server.url}, not at http://127.0.0.1:9.`)]);
    const nobody = await run("config", "use", "nobody");
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining("There is no profile nobody.\nThere are: default, other")]);
  });
});
