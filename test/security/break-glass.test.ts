import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { breakGlassCommand, type BreakGlass } from "../../packages/server/src/commands/break-glass.js";
import { disableUser } from "../../packages/server/src/commands/users.js";
import type { Actor } from "../support/actors.js";
import type { Answer } from "../support/call.js";
import { startServer, type TestServer } from "../support/server.js";

let server: TestServer;
let owner: Actor;
let patientId: string;
beforeAll(async () => {
  server = await startServer();
  owner = await server.owner();
  patientId = (await owner.call("POST", "/api/patients", { firstName: "A", lastName: "B", birthDate: "1950-01-01" })).body.id;
});
afterAll(() => server.close());

const HOUR = 3_600_000;
const REASON = "Ransomware at the clinic, on call";
const run = async (options: Partial<BreakGlass> & { user: string }): Promise<string> => {
  const words: string[] = [];
  await breakGlassCommand(server.deps, { organization: owner.organizationId, ...(options.end ? {} : { reason: REASON }), ...options }, { write: (text) => words.push(text) });
  return words.join("");
};
/** Somebody with an account, and no part in the organization. */
const helper = async (): Promise<Actor> => server.signIn((await server.account()).email, owner.organizationId);
const codeOf = ({ status, body }: Answer): string | number => body.code ?? status;
const READS = ["/api/patients", "/api/observations", "/api/devices", "/api/enrollments", "/api/alerts", "/api/time-entries", "/api/practitioners"];

describe("emergency access", () => {
  test("writes nothing, reads no other organization and gives no membership", async () => {
    const person = await helper();
    await run({ user: person.userId });
    const before = (await owner.call("GET", `/api/patients/${patientId}`)).text;
    for (const [method, path, body] of [["PATCH", `/api/patients/${patientId}`, { firstName: "X" }], ["DELETE", `/api/patients/${patientId}`, undefined], ["POST", "/api/observations", {}],
      ["POST", "/api/api-keys", { name: "x", permissions: ["patients:read"] }], ["PATCH", `/api/organizations/${owner.organizationId}`, { name: "X" }]] as const) {
      const answer = await person.call(method, path, body);
      expect(codeOf(answer), path).toBe("permission_denied");
      expect(answer.body.detail).toContain("Emergency access");
    }
    expect((await owner.call("GET", `/api/patients/${patientId}`)).text).toBe(before);
    const other = await server.owner();
    expect(codeOf(await person.call("GET", "/api/patients", undefined, { "x-organization-id": other.organizationId }))).toBe("organization_forbidden");
    expect((await person.call("GET", "/api/organizations")).body.data).toEqual([]);
    expect((await person.call("GET", "/api/auth/me")).body.memberships).toEqual([]);
  });

  test("ends ahead of time by the operator's word, for sessions that are open", async () => {
    const person = await helper();
    await run({ user: person.email });
    await run({ user: person.email });
    expect(codeOf(await person.call("GET", "/api/patients"))).toBe(200);
    expect(await run({ user: person.email, end: true })).toMatch(/has ended \(grant_\w+, grant_\w+\)/);
    expect(codeOf(await person.call("GET", "/api/patients"))).toBe("organization_forbidden");
    expect(await run({ user: person.email, end: true })).toContain("has no emergency access");
  });

  test("takes a member's writing away for as long as it stands", async () => {
    const clinician = await server.member(owner, "CLINICIAN");
    await run({ user: clinician.userId });
    const write = (): Promise<Answer> => clinician.call("PATCH", `/api/patients/${patientId}`, {});
    expect([codeOf(await write()), codeOf(await clinician.call("GET", "/api/patients"))]).toEqual(["permission_denied", 200]);
    await run({ user: clinician.userId, end: true });
    expect(codeOf(await write())).toBe(200);
  });

  test("marks every entry of the audit, those of refusals too, and keeps its reason encrypted", async () => {
    const person = await helper();
    const grant = /grant_\w+/.exec(await run({ user: person.userId }))![0];
    await person.call("GET", `/api/patients/${patientId}`);
    await person.call("DELETE", `/api/patients/${patientId}`);
    const superuser = new pg.Client({ connectionString: server.database.superuserUrl });
    await superuser.connect();
    const read = await superuser.query("select reason, outcome from audit_events where actor_id = $1", [person.userId]);
    const denied = await superuser.query("select reason, outcome from system_audit_events where actor_id = $1 and method = 'DELETE'", [person.userId]);
    const kept = await superuser.query<{ row: string }>("select g::text as row from break_glass_grants g where id = $1", [grant]);
    await superuser.end();
    expect(read.rows).toEqual([{ reason: grant, outcome: "SUCCESS" }]);
    expect(denied.rows).toEqual([{ reason: `permission_denied ${grant}`, outcome: "DENIED" }]);
    expect(kept.rows[0]!.row).toContain(person.userId);
    expect(kept.rows[0]!.row).not.toContain("Ransomware");
  });

  test("asks for an account, an organization and a reason, and says what happens", async () => {
    const person = await helper();
    const words = await run({ user: person.email });
    for (const said of [person.userId, owner.organizationId, "one hour", "Every write is refused", "marked", "encrypted", "--end"]) expect(words).toContain(said);
    await expect(run({ user: "nobody@example.com" })).rejects.toThrow("no account");
    await expect(run({ user: person.email, organization: "org_none" })).rejects.toThrow("no such organization");
    await expect(run({ user: person.email, organization: "x'" })).rejects.toThrow("--organization");
    for (const reason of ["", "  ", "x".repeat(501)]) await expect(run({ user: person.email, reason })).rejects.toThrow("--reason");
    await disableUser(server.deps, person.userId, { write: () => undefined });
    await expect(run({ user: person.email })).rejects.toThrow("disabled");
    expect(codeOf(await person.call("GET", "/api/patients"))).toBe("session_ended");
  });

  // The last one: the clock stays ahead, where everybody else's tokens have ended.
  test("lets an account that is no member read for one hour by the server's clock, and not a moment more", async () => {
    const person = await helper();
    const read = async (): Promise<(string | number)[]> => {
      const fresh = await server.signIn(person.email, owner.organizationId);
      return Promise.all([fresh.call("GET", `/api/patients/${patientId}`), fresh.call("GET", `/api/organizations/${owner.organizationId}/members`)].map(async (answer) => codeOf(await answer)));
    };
    expect(await read()).toEqual(["organization_forbidden", "organization_forbidden"]);
    const begun = server.clock.now().getTime();
    const words = await run({ user: person.email });
    const until = new Date(/until (\S+),/.exec(words)![1]!).getTime();
    expect(await read()).toEqual([200, 200]);
    for (const path of READS) expect(codeOf(await person.call("GET", path)), path).toBe(200);
    server.clock.set(new Date(until - 1_000));
    expect(await read()).toEqual([200, 200]);
    server.clock.set(new Date(until));
    expect(await read()).toEqual(["organization_forbidden", "organization_forbidden"]);
    expect(until - begun - HOUR).toBeGreaterThanOrEqual(0);
    expect(until - begun - HOUR).toBeLessThan(60_000);
  });
});
