import { chmod, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
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

const credentials = (profile: string): string => join(program.folder, "config", "credentials", `${profile}.json`);
const refreshTokenOf = async (profile: string): Promise<string> => (JSON.parse(await readFile(credentials(profile), "utf8")) as { refreshToken: string }).refreshToken;

/** A folder with a `secret-tool` that does what the script says. */
const putKeyring = async (name: string, script: string): Promise<Record<string, string>> => {
  const folder = join(program.folder, name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "secret-tool"), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "secret-tool"), 0o755);
  return { PATH: `${folder}:${process.env["PATH"] ?? ""}`, VITALEDGE_PROFILE: name };
};

const WORKING = `
echo "$@" >> "$(dirname "$0")/arguments"
file="$(dirname "$0")/$(echo "$5" | tr '/' '_')"
[ "$1" = store ] && file="$(dirname "$0")/$(echo "$6" | tr '/' '_')"
case "$1" in
  store) cat > "$file" ;;
  lookup) [ -f "$file" ] && cat "$file" ;;
  clear) rm -f "$file" ;;
esac`;

describe("two programs that refresh at once", () => {
  it("keep the session, every one of them", async () => {
    await program.logIn(server.url, owner);
    server.clock.advance(20 * 60_000);
    const before = await refreshTokenOf("default");
    const runs = Array.from({ length: 6 }, () => program.run(["auth", "status", "--json"]));
    expect((await Promise.all(runs)).map(({ code, stderr }) => [code, stderr])).toEqual(Array.from({ length: 6 }, () => [0, ""]));
    expect(await refreshTokenOf("default")).not.toBe(before);
    expect((await program.run(["auth", "status"])).code).toBe(0);
    expect((await readdir(join(program.folder, "config", "credentials"))).filter((name) => name.endsWith(".lock"))).toEqual([]);
  });
});

describe("a keyring", () => {
  it("keeps the session where it answers; no secret is an argument or in a file", async () => {
    const environment = await putKeyring("ring", WORKING);
    const login = ["auth", "login", "--base-url", server.url, "--email", owner.email];
    const ended = await program.run(login, { stdin: "correct-horse-battery\n", environment });
    expect(ended.code).toBe(4);
    const [logged, status] = [await program.run(login, { stdin: `${PASSWORD}\n`, environment }), await program.run(["auth", "status", "--json"], { environment })];
    expect([logged.code, logged.stderr]).toEqual([0, expect.stringContaining("The session is kept in the keyring (secret-tool).")]);
    expect(JSON.parse(status.stdout)).toMatchObject({ credentials: "keyring (secret-tool)", user: { email: owner.email } });
    await expect(readFile(credentials("ring"))).rejects.toThrow("ENOENT");
    const told = await readFile(join(program.folder, "ring", "arguments"), "utf8");
    expect(told).toContain("store --label=VitalEdge");
    expect(told).not.toMatch(/eyJ|refreshToken/);
    server.clock.advance(20 * 60_000);
    const runs = Array.from({ length: 3 }, () => program.run(["auth", "status"], { environment }));
    expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0, 0]);
    expect((await program.run(["auth", "logout"], { environment })).stderr).toBe("Logged out.\n");
    expect((await program.run(["auth", "status"], { environment })).code).toBe(4);
  });

  it("that does not answer is not waited for: the file is said once", async () => {
    const environment = await putKeyring("hangs", "sleep 30");
    const began = Date.now();
    const ended = await program.run(["auth", "login", "--base-url", server.url, "--email", owner.email], { stdin: `${PASSWORD}\n`, environment });
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining("No keyring answers here")]);
    expect(Date.now() - began).toBeLessThan(15_000);
    expect((await program.run(["auth", "status"], { environment })).stderr).toBe("");
  });

  it("is what the profile asks for, or nothing", async () => {
    const environment = { VITALEDGE_PROFILE: "strict", PATH: "/nonexistent" };
    await program.run(["config", "set", "credentials", "keyring"], { environment });
    const ended = await program.run(["auth", "login", "--base-url", server.url, "--email", owner.email], { stdin: `${PASSWORD}\n`, environment });
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("The profile wants a keyring, and none answers.")]);
  });
});

describe("a token from elsewhere", () => {
  it("is spent for a session of one's own", async () => {
    const { refreshToken } = await server.signIn(owner.email, owner.organizationId);
    const login = ["auth", "login", "--with-token", "--base-url", server.url, "--profile", "given", "--org", owner.organizationId];
    expect((await program.run(login, { stdin: `${JSON.stringify({ refreshToken })}\n` })).code).toBe(0);
    expect(await refreshTokenOf("given")).not.toBe(refreshToken);
    const token = await program.run(["auth", "token", "--profile", "given"]);
    expect([token.code, token.stdout]).toEqual([0, expect.stringMatching(/^eyJ\S+\n$/)]);
    const ended = await program.run(login, { stdin: token.stdout });
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining("That is an access token")]);
  });
});

describe("a service account", () => {
  const environment = { VITALEDGE_PROFILE: "gateway" };

  it("logs in with a secret that is never an argument, and acts for the organization of its key", async () => {
    const person = await server.signIn(owner.email, owner.organizationId);
    const { clientId, secret } = (await person.call("POST", "/api/api-keys", { name: "Gateway", permissions: ["devices:read", "patients:read"] })).body;
    const login = ["auth", "login", "--client-id", clientId, "--base-url", server.url];
    const wrong = await program.run(login, { stdin: "wrong\n", environment });
    expect([wrong.code, wrong.stderr]).toEqual([4, expect.stringContaining("The API key was refused")]);
    const logged = await program.run(login, { stdin: `${secret}\n`, environment });
    expect([logged.code, logged.stderr]).toEqual([0, expect.stringContaining(`Logged in as service account ${clientId}`)]);
    const status = JSON.parse((await program.run(["auth", "status", "--json"], { environment })).stdout) as object;
    expect(status).toMatchObject({ organizationId: owner.organizationId, role: "service account", user: null, credentials: credentials("gateway") });
    expect((await program.run(["patients", "list", "--limit", "1"], { environment })).code).toBe(0);
    expect((await program.run(["auth", "token"], { environment })).stdout).toMatch(/^eyJ/);
    expect((await program.run(["auth", "logout"], { environment })).stderr).toContain("The key is forgotten here.");
    expect((await program.run(["auth", "status"], { environment })).code).toBe(4);
    const pair = { VITALEDGE_CLIENT_ID: clientId, VITALEDGE_CLIENT_SECRET: secret, VITALEDGE_BASE_URL: server.url, VITALEDGE_ORGANIZATION_ID: owner.organizationId };
    expect((await program.run(["patients", "list", "--limit", "1"], { environment: pair })).code).toBe(0);
  });
});
