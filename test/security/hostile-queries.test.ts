import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

/** What somebody could do who puts statements of their own into the service: as its two roles, within organization A, B or none. */
const [A, B] = ["org_a", "org_b"] as const;
const MAY_NOT = "42501";

let database: TestDatabase;
let superuser: pg.Client;
const clients: Record<string, pg.Client> = {};
let tables: string[];

const connect = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
};

beforeAll(async () => {
  database = await cloneDatabase();
  superuser = await connect(database.superuserUrl);
  clients.app = await connect(database.appUrl);
  clients.worker = await connect(database.workerUrl);
  tables = (await superuser.query<{ name: string }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and exists (select from pg_policy p where p.polrelid = c.oid)`)).rows.map(({ name }) => name);
  await fillEveryTable();
});
afterAll(async () => {
  for (const client of [superuser, ...Object.values(clients)]) await client.end();
  await database.drop();
});

const FILLING: Record<string, string> = {
  text: "'x'", "text[]": "'{}'", jsonb: "'{}'", "timestamp with time zone": "now()", date: "current_date", numeric: "1", integer: "1", bigint: "1", smallint: "1",
  "double precision": "1", boolean: "true", bytea: "'\\x00'",
};

/** A row of each organization in every table, whatever it refers to: what is asked here is who sees it. */
const fillEveryTable = async (): Promise<void> => {
  await superuser.query("set session_replication_role = replica");
  for (const table of tables) {
    const checks = await superuser.query<{ name: string }>("select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'", [table]);
    for (const { name } of checks.rows) await superuser.query(`alter table ${table} drop constraint ${name}`);
    const { rows } = await superuser.query<{ name: string; type: string }>(`select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and attgenerated = '' and attidentity = '' and attname <> 'organization_id'`, [table]);
    for (const { type } of rows) expect(FILLING, `${table} ${type}`).toHaveProperty(type);
    for (const organization of [A, B]) {
      await superuser.query(`insert into ${table} (organization_id, ${rows.map(({ name }) => name).join(", ")})
        values ('${organization}', ${rows.map(({ type }) => FILLING[type]).join(", ")})`);
    }
  }
  await superuser.query("set session_replication_role = origin");
};

const ROLES = ["app", "worker"];
/** Runs in a transaction that is thrown away, in the organization given. */
const within = async <T>(role: string, organization: string | undefined, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = clients[role]!;
  await client.query("begin");
  try {
    if (organization !== undefined) await client.query("select set_config('app.organization_id', $1, true)", [organization]);
    return await work(client);
  } finally {
    await client.query("rollback");
  }
};
/** The SQLSTATE a statement fails with, or how many rows it touched. */
const outcome = (role: string, organization: string | undefined, text: string): Promise<string | number> =>
  within(role, organization, (client) =>
    client.query(text).then(({ rowCount }) => rowCount ?? 0, (error: { code?: string; message: string }) => error.code ?? error.message));

const SETTINGS: [string | undefined, string[]][] = [[A, [A]], [B, [B]], [undefined, []], ["", []], ["org_a,org_b", []], ["org_%", []], ["org_a' or true --", []]];

describe.each(ROLES)("as %s", (role) => {
  test("every table shows the organization that is set, all of it and nothing else", async () => {
    expect(tables.length).toBeGreaterThan(25);
    for (const table of tables) {
      for (const [setting, expected] of SETTINGS) {
        const seen = await within(role, setting, (client) => client.query<{ organization_id: string }>(`select * from ${table}`));
        expect(seen.rows.map((row) => row.organization_id), `${table} ${setting}`).toEqual(expected);
      }
    }
  });

  test("no row of another organization is changed, deleted, made or moved, in any table", async () => {
    for (const table of tables) {
      expect([0, MAY_NOT], `${table} update`).toContain(await outcome(role, A, `update ${table} set organization_id = organization_id where organization_id = '${B}'`));
      expect([0, MAY_NOT], `${table} delete`).toContain(await outcome(role, A, `delete from ${table} where organization_id <> '${A}'`));
      expect([0, 1, MAY_NOT], `${table} delete all`).toContain(await outcome(role, A, `delete from ${table}`).then((code) => (code === "23503" ? 0 : code)));
      expect(await outcome(role, A, `update ${table} set organization_id = '${B}'`), `${table} move`).toBe(MAY_NOT);
      expect(await outcome(role, undefined, `update ${table} set organization_id = organization_id`).then((code) => (code === MAY_NOT ? 0 : code)), `${table} none`).toBe(0);
      const { rows } = await superuser.query<{ names: string }>(`select string_agg(attname, ', ') as names from pg_attribute
        where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = '' and attname <> 'organization_id'`, [table]);
      const names = rows[0]!.names;
      expect(await outcome(role, A, `insert into ${table} (organization_id, ${names}) select '${B}', ${names} from ${table}`), `${table} insert`).toBe(MAY_NOT);
      expect(await outcome(role, A, `truncate ${table}`), `${table} truncate`).toBe(MAY_NOT);
      expect(await outcome(role, A, `copy ${table} from program 'true'`), `${table} copy`).toBe(MAY_NOT);
    }
    for (const table of tables) expect((await superuser.query(`select from ${table}`)).rowCount, table).toBe(2);
  });

  test("partitions are closed to whoever names one", async () => {
    const { rows } = await superuser.query<{ name: string }>("select c.relname as name from pg_class c where c.relispartition and c.relkind = 'r'");
    for (const { name } of rows) {
      for (const text of [`select from ${name}`, `delete from ${name}`, `update ${name} set unit = ''`, `insert into ${name} select * from ${name}`, `truncate ${name}`]) {
        expect(await outcome(role, A, text), text).toBe(MAY_NOT);
      }
    }
  });

  test.each<[string, string]>([
    ["set role vitaledge_owner", MAY_NOT], ["set role postgres", "(42501|22023)"], ["set session authorization vitaledge_owner", MAY_NOT], ["select set_config('role', 'vitaledge_owner', true)", MAY_NOT],
    ["set row_security = off; select * from patients", MAY_NOT], ["set session_replication_role = replica", MAY_NOT], ["alter system set row_security = off", "(42501|25001)"],
    ["alter table patients disable row level security", MAY_NOT], ["alter table patients no force row level security", MAY_NOT], ["drop policy tenant on patients", MAY_NOT],
    ["create policy mine on patients using (true)", MAY_NOT], ["alter policy tenant on patients using (true)", MAY_NOT], ["drop table patients", MAY_NOT], ["alter table patients owner to vitaledge_app", MAY_NOT],
    ["create table public.mine (id text)", MAY_NOT], ["create temp table patients (id text)", MAY_NOT], ["create schema mine", MAY_NOT], ["create view public.mine as select * from patients", MAY_NOT],
    ["create materialized view public.mine as select * from patients", MAY_NOT],
    ["create function public.mine() returns setof patients security definer language sql as 'select * from patients'", MAY_NOT],
    ["create function pg_temp.hashtext(text) returns integer language sql as 'select 1'", MAY_NOT],
    ["create or replace function observations_ensure_partitions(at timestamptz) returns integer language sql as 'select 1'", MAY_NOT],
    ["alter function observations_ensure_partitions(timestamptz) set search_path = public", MAY_NOT], ["create rule mine as on select to patients do instead select 1", MAY_NOT],
    ["create trigger mine before insert on patients execute function mine()", "(42501|42883)"], ["create extension dblink", MAY_NOT], ["create publication mine for all tables", MAY_NOT], ["create role mine", MAY_NOT],
    ["alter role vitaledge_app bypassrls", MAY_NOT], ["alter role vitaledge_app superuser", MAY_NOT], ["alter role vitaledge_owner password 'x'", MAY_NOT], ["grant vitaledge_owner to vitaledge_app", MAY_NOT],
    ["grant select on observations_history to vitaledge_app", MAY_NOT], ["grant all on patients to public; truncate patients", MAY_NOT], ["select * from pg_authid", MAY_NOT], ["select * from pg_shadow", MAY_NOT],
    ["select * from pg_statistic", MAY_NOT], ["select pg_read_file('/etc/passwd')", MAY_NOT], ["select pg_ls_dir('/')", MAY_NOT], ["select lo_import('/etc/passwd')", MAY_NOT],
    ["copy (select 1) to program 'id'", MAY_NOT], ["copy (select 1) to '/tmp/mine'", MAY_NOT], ["copy users from '/etc/passwd'", MAY_NOT], ["select pg_reload_conf()", MAY_NOT],
    ["load 'auto_explain'", "(42501|58P01)"], ["select * from pg_stat_statements", "42P01"], ["reindex table patients", MAY_NOT], ["lock table observations_history in access share mode", MAY_NOT],
    ["insert into knex_migrations (name) values ('9999_mine')", MAY_NOT], ["delete from platform_keys", MAY_NOT], ["update platform_keys set wrapped = ''", MAY_NOT],
  ])("`%s` is refused", async (text, code) => {
    expect(String(await outcome(role, A, text))).toMatch(new RegExp(`^${code}$`));
  });

  test("with row security switched off nothing is answered rather than everything", async () => {
    for (const table of tables) expect(await outcome(role, A, `set local row_security = off; select * from ${table}`), table).toBe(MAY_NOT);
  });

  test("statistics tell nothing of rows that a policy hides, and an expression meets none", async () => {
    await superuser.query("analyze");
    const hidden = await within(role, undefined, (client) => client.query("select * from pg_stats where schemaname = 'public' and tablename = any($1)", [tables]));
    expect(hidden.rows).toEqual([]);
    const partitions = await within(role, A, (client) => client.query("select * from pg_stats where tablename like 'observations%'"));
    expect(partitions.rows).toEqual([]);
    // Were it run before the policy, the row of the other organization would fail it, and the error would quote it.
    expect(await outcome(role, undefined, "select 1 from patients where (id || 'x')::integer = 1")).toBe(0);
    expect(await outcome(role, A, "select 1 from patients where organization_id <> 'org_a' and 1 / (length(id) - length(id)) = 1")).toBe(0);
  });

  test("a search path of one's own does not turn the definer's function", async () => {
    const made = await within(role, A, async (client) => {
      await client.query("set local search_path = pg_temp, public, pg_catalog");
      return client.query<{ made: number }>("select public.observations_ensure_partitions(now()) as made");
    });
    expect(made.rows).toEqual([{ made: 0 }]);
  });
});

describe("a reference to another organization's row", () => {
  const AT = "created_at, updated_at";
  const NOW = "now(), now()";

  beforeAll(async () => {
    await superuser.query(`insert into patients (organization_id, id, ${AT}) values ('${B}', 'patient_b', ${NOW}), ('${A}', 'patient_a', ${NOW})`);
    await superuser.query(`insert into enrollments (organization_id, id, patient_id, program, status, start_date, timezone, ${AT}) values ('${B}', 'enr_b', 'patient_b', 'RPM', 'ACTIVE', now(), 'UTC', ${NOW})`);
    await superuser.query(`insert into devices (organization_id, id, serial_number, manufacturer, ${AT}) values ('${B}', 'dev_b', 'S', 'M', ${NOW}), ('${A}', 'dev_a', 'S', 'M', ${NOW})`);
    await superuser.query(`insert into practitioners (organization_id, id, first_name, last_name, npi, ${AT}) values ('${B}', 'prac_b', 'A', 'B', '1', ${NOW})`);
  });

  const reading = (columns: string, values: string): string => `insert into observations (organization_id, id, metric_definition_id, value, unit, canonical_value, canonical_unit,
    source, recorded_at, recorded_at_offset, received_at, evaluated, ${AT}, ${columns}) values ('${A}', 'obs_1', 'metric_spo2', 1, '%', 1, '%', 'DEVICE', now(), '+00:00', now(), true, ${NOW}, ${values})`;

  test.each<[string, string]>([
    ["a reading's patient", reading("patient_id", "'patient_b'")],
    ["a reading's enrollment", reading("patient_id, enrollment_id", "'patient_a', 'enr_b'")],
    ["a reading's device", reading("patient_id, device_id", "'patient_a', 'dev_b'")],
    ["an enrollment's patient", `insert into enrollments (organization_id, id, patient_id, program, status, start_date, timezone, ${AT}) values ('${A}', 'enr_1', 'patient_b', 'RPM', 'ACTIVE', now(), 'UTC', ${NOW})`],
    ["an enrollment's practitioner", `insert into enrollments (organization_id, id, patient_id, program, status, start_date, timezone, ordering_practitioner_id, ${AT}) values ('${A}', 'enr_1', 'patient_a', 'RPM', 'ACTIVE', now(), 'UTC', 'prac_b', ${NOW})`],
    ["an assignment's device", `insert into device_assignments (organization_id, id, device_id, patient_id, assigned_from, ${AT}) values ('${A}', 'x_1', 'dev_b', 'patient_a', now(), ${NOW})`],
    ["an assignment's patient", `insert into device_assignments (organization_id, id, device_id, patient_id, assigned_from, ${AT}) values ('${A}', 'x_1', 'dev_a', 'patient_b', now(), ${NOW})`],
    ["a time entry's enrollment", `insert into time_entries (organization_id, id, patient_id, enrollment_id, started_at, activity, staff_role, status, ${AT}) values ('${A}', 'x_1', 'patient_a', 'enr_b', now(), 'CALL', 'QHP', 'FINAL', ${NOW})`],
    ["a rule's patient", `insert into alert_rules (organization_id, id, name, metric_definition_id, condition, severity, patient_id, ${AT}) values ('${A}', 'x_1', 'n', 'metric_spo2', '{}', 'LOW', 'patient_b', ${NOW})`],
    ["a search key's patient", `insert into patient_keys (organization_id, patient_id, kind, key) values ('${A}', 'patient_b', 'WORD', 'x')`],
  ])("as %s fails as one to a row that is not there", async (_name, text) => {
    expect(await outcome("app", A, text)).toBe("23503");
    expect(await outcome("app", A, text.replaceAll(/'(patient|enr|dev|prac)_b'/g, "'$1_none'"))).toBe("23503");
  });

  test("an id that another organization has is free to take: it tells nobody that it is there", async () => {
    for (const [table, columns, values] of [
      ["patients", "id, mrn", "'patient_b', 'x'"], ["practitioners", "id, first_name, last_name, npi", "'prac_b', 'A', 'B', '1'"], ["devices", "id, serial_number, manufacturer", "'dev_b', 'S2', 'M'"],
    ] as const) {
      expect(await outcome("app", A, `insert into ${table} (organization_id, ${columns}, ${AT}) values ('${A}', ${values}, ${NOW})`), table).toBe(1);
    }
  });

  // The account is a person's, in however many organizations: api.md answers for it with the same words and the same work.
  test("an account's e-mail address is the one key that all organizations share", async () => {
    await superuser.query(`insert into users (id, email, first_name, last_name, password_hash, ${AT}) values ('user_b', 'b@example.com', 'A', 'B', '!', ${NOW})`);
    expect(await outcome("app", A, `insert into users (id, email, first_name, last_name, password_hash, ${AT}) values ('user_a', 'B@example.com', 'A', 'B', '!', ${NOW})`)).toBe("23505");
  });
});
