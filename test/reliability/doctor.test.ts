import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { doctorCommand } from "../../packages/server/src/commands/doctor.js";
import type { Finding } from "../../packages/server/src/commands/doctor/finding.js";
import { runProgram } from "../support/program.js";
import { startServer, type TestServer } from "../support/server.js";

const MASTER = randomBytes(32).toString("base64");

let server: TestServer;
let superuser: pg.Client;
let environment: Record<string, string>;
beforeAll(async () => {
  server = await startServer({ settings: { VITALEDGE_MASTER_KEY: MASTER } });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  environment = { NODE_ENV: "test", DATABASE_URL: server.database.appUrl, VITALEDGE_MASTER_KEY: MASTER };
});
afterAll(async () => {
  await superuser.end();
  await server.close();
});

type Looked = { findings: Finding[]; failure: string | undefined };

const look = async (more: Record<string, string> = {}): Promise<Looked> => {
  let said = "";
  const failure = await doctorCommand({ environment: { ...environment, ...more }, version: "0.1.0" }, { json: true }, { write: (text) => (said += text) })
    .then(() => undefined, (error: Error) => error.message);
  return { findings: JSON.parse(said) as Finding[], failure };
};
const of = (check: string, { findings }: Looked): Finding | undefined => findings.find((finding) => finding.check === check);

describe("doctor", () => {
  test("finds a server that is well so: nothing failed, and each warning says what to do", async () => {
    const { findings, failure } = await look();
    expect(failure).toBeUndefined();
    expect(findings.filter(({ status }) => status === "failed")).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual(
      ["configuration", "settings", "disk", "mail", "redis", "database", "clock", "migrations", "roles", "row-level security", "grants", "partitions", "outbox", "audit", "keys", "backups"]);
    for (const { status, todo, check } of findings) expect(Boolean(todo), check).toBe(status === "warning");
  });

  test.each([
    ["row-level security", "alter table patients no force row level security", "alter table patients force row level security", "not forced on patients."],
    ["grants", "grant update on audit_events to vitaledge_app", "revoke update on audit_events from vitaledge_app", "audit_events UPDATE"],
    ["grants", "grant select on observations_history to vitaledge_app", "revoke select on observations_history from vitaledge_app", "observations_history SELECT"],
    ["migrations", "delete from knex_migrations where name = '0001_accounts'", "insert into knex_migrations (name, batch, migration_time) values ('0001_accounts', 1, now())", "1 migration has not run."],
    ["outbox", "insert into outbox_due (organization_id, webhook_id, due_at) values ('org_a', 'hook_a', now() - interval '1 hour')", "delete from outbox_due", "1 webhooks wait"],
    ["audit", "insert into audit_signatures values ('system', 999999, '', now() - interval '1 day', 'a1', '')", "delete from audit_signatures where sequence = 999999", "were last signed"],
    ["keys", "update platform_keys set active_at = now() - interval '400 days' where purpose = 'token'", "update platform_keys set active_at = now() where purpose = 'token'", "is 400 days old"],
  ])("names %s that is not as it should be (%s)", async (check, harm, mend, words) => {
    await superuser.query(harm);
    const found = of(check, await look());
    await superuser.query(mend);
    expect(found?.status).toMatch(/^(failed|warning)$/);
    expect(found?.detail).toContain(words);
    expect(found?.todo).toBeTruthy();
  });

  test("names a role that may too much, another master key, a mail server that is gone and settings that are wrong", async () => {
    expect(of("roles", await look({ DATABASE_URL: server.database.superuserUrl }))?.detail).toMatch(/is a superuser, passes row-level security by/);
    const other = await look({ VITALEDGE_MASTER_KEY: randomBytes(32).toString("base64"), SMTP_URL: "smtp://127.0.0.1:1", REDIS_URL: "redis://127.0.0.1:1" });
    expect(of("redis", other)?.status).toBe("warning");
    expect([of("keys", other)?.status, of("mail", other)?.status, other.failure]).toEqual(["failed", "failed", "2 of 16 checks failed."]);
    expect(await look({ PORT: "eighty" })).toMatchObject({ findings: [{ check: "configuration", status: "failed", detail: expect.stringContaining("PORT") }], failure: "1 of 1 checks failed." });
    expect((await look({ DATABASE_URL: "postgres://vitaledge_app@127.0.0.1:1/none" })).findings.at(-1)).toMatchObject({ check: "database", status: "failed", detail: "The database cannot be reached. Check DATABASE_URL and that PostgreSQL runs." });
  });

  test("names months that are missing", async () => {
    const { rows } = await superuser.query<{ name: string }>("select relname as name from pg_class where relispartition and relkind = 'r' and relname > 'observations_' || to_char(now(), 'YYYY_MM')  and relname ~ '^observations_2' order by 1");
    await superuser.query(`drop table ${rows.map(({ name }) => name).join(", ")}`);
    expect(of("partitions", await look())).toMatchObject({ status: "warning", detail: "Partitions are made less than a month ahead." });
  });

  test("ends with 0 where nothing failed, in lines that a person reads; a report is its owner's alone", async () => {
    const folder = await mkdtemp(join(inject("scratchDirectory"), "doctor-"));
    const file = join(folder, "support.json");
    const ended = await runProgram(["doctor", "--report", file], environment);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toMatch(/^ok {6}configuration: All settings are understood\.$/m);
    expect(ended.stdout).toMatch(/^warning partitions: .+\n {8}Run `vitaledge-server partitions ensure`/m);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const report = JSON.parse(await readFile(file, "utf8"));
    expect(report).toMatchObject({ program: "0.1.0", settings: { NODE_ENV: "test", DATABASE_URL: "(set)", VITALEDGE_MASTER_KEY: "(set)" }, findings: expect.any(Array), database: { server: { version: expect.stringContaining("PostgreSQL") } } });
    expect(report.database.tables.length).toBeGreaterThan(80);
    await rm(folder, { recursive: true });
  });
});
