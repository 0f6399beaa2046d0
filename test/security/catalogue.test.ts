import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cloneDatabase, type TestDatabase } from "../support/template-db.js";

let database: TestDatabase;
let superuser: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  database = await cloneDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  app = new pg.Client({ connectionString: database.appUrl });
  await superuser.connect();
  await app.connect();
});
afterAll(async () => {
  await superuser.end();
  await app.end();
  await database.drop();
});

const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => (await superuser.query<Row>(text, values)).rows;
const names = async (text: string): Promise<string[]> => (await rows<{ name: string }>(text)).map(({ name }) => name);

/** What belongs to no organization: accounts and what the platform keeps of its own. */
const WITHOUT_POLICY = [
  "account_idempotency_keys", "audit_signatures", "knex_migrations", "knex_migrations_lock", "known_devices", "leader_leases", "mfa_challenges",
  "outbox_mails", "password_resets", "platform_keys", "rate_windows", "recent_writes", "recovery_codes", "refresh_tokens", "scheduled_runs", "sessions",
  "sign_in_attempts", "system_audit_events", "system_audit_head", "throttles", "totp_factors", "users",
];
/** Ids and times alone, for those who go organization by organization, and for whoever has to find one. */
const INDEXES = ["fhir_export_queue", "organization_index", "outbox_due", "outbox_pending", "smart_clients"];
/** Rows that are derived, or never change. */
const WITHOUT_VERSIONS = [
  "audit_events", "audit_heads", "billing_closes", "billing_lines", "billing_sign_offs", "claim_exports", "client_assertions", "control_numbers", "deliveries", "event_heads", "events",
  "fhir_dates", "fhir_export_pieces", "fhir_export_polls", "fhir_export_seen", "fhir_exports", "fhir_hash_keys", "fhir_index", "fhir_quantities", "fhir_references", "fhir_resources", "fhir_strings", "fhir_subscriptions", "fhir_tokens", "fhir_uris", "fhir_watermarks", "idempotency_keys",
  "minute_months", "organization_keys", "patient_keys", "reading_days", "revoked_tokens",
];

const TABLES = "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')";
const TENANT = `${TABLES} and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped)
  and not c.relispartition and c.relname not in (${INDEXES.map((name) => `'${name}'`).join(", ")})`;

describe("every table of an organization's rows", () => {
  test("has row-level security enabled and forced", async () => {
    expect(await names(`${TENANT} and not (c.relrowsecurity and c.relforcerowsecurity)`)).toEqual([]);
  });

  test("has the one permissive policy; members and organizations one more, for select", async () => {
    const policies = await rows<{ tablename: string; policyname: string; permissive: string; cmd: string; qual: string; with_check: string | null }>(
      "select tablename, policyname, permissive, cmd, qual, with_check from pg_policies order by tablename, policyname");
    expect(policies.every(({ permissive }) => permissive === "PERMISSIVE")).toBe(true);
    const tenant = policies.filter(({ policyname }) => policyname === "tenant");
    expect(tenant.map(({ tablename }) => tablename).toSorted()).toEqual((await names(TENANT)).toSorted());
    for (const { cmd, qual, with_check } of tenant) {
      expect(cmd).toBe("ALL");
      expect(qual).toBe("(organization_id = NULLIF(current_setting('app.organization_id'::text, true), ''::text))");
      expect(with_check).toBe(qual);
    }
    const others = policies.filter(({ policyname }) => policyname !== "tenant").map(({ tablename, policyname, cmd }) => `${tablename} ${policyname} ${cmd}`);
    expect(others).toEqual(["members mine SELECT", "organizations mine SELECT"]);
  });

  test("has a primary key that begins with the organization, and unique indexes that do", async () => {
    const unkeyed = await names(`${TENANT} and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary
      and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) = 'organization_id')`);
    expect(unkeyed).toEqual([]);
    const loose = await names(`select x.relname as name from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
      where i.indisunique and c.relname in (${TENANT})
      and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) <> 'organization_id'`);
    expect(loose).toEqual([]);
  });

  test("refers to others' rows of its own organization alone", async () => {
    const loose = await names(`select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
      where k.contype = 'f' and f.relname in (${TENANT}) and not exists (
        select from unnest(k.conkey, k.confkey) as pair (here, there)
         where (select attname from pg_attribute where attrelid = k.conrelid and attnum = here) = 'organization_id'
           and (select attname from pg_attribute where attrelid = k.confrelid and attnum = there) = 'organization_id')`);
    expect(loose).toEqual([]);
  });

  test("archives what its rows were", async () => {
    const all = await names(TENANT);
    const expected = all.filter((name) => !name.endsWith("_versions") && !WITHOUT_VERSIONS.includes(name)).map((name) => `${name}_versions`);
    expect(all).toEqual(expect.arrayContaining(expected));
  });

  test("shows the service role the rows of the organization that is set, and none without one", async () => {
    await superuser.query("insert into users (id, email, first_name, last_name, password_hash, created_at, updated_at) values ('user_one', 'one@example.com', 'A', 'B', '!', now(), now())");
    for (const organization of ["org_a", "org_b"]) {
      await superuser.query("insert into organization_index values ($1)", [organization]);
      await superuser.query("insert into organizations (organization_id, name, timezone, created_at, updated_at) values ($1, 'Clinic', 'UTC', now(), now())", [organization]);
      await superuser.query("insert into patients (organization_id, id, first_name, created_at, updated_at) values ($1, 'patient_x', 'A', now(), now())", [organization]);
      await superuser.query(`insert into observations (organization_id, id, patient_id, metric_definition_id, value, unit, canonical_value, canonical_unit, source,
        recorded_at, recorded_at_offset, received_at, evaluated, created_at, updated_at)
        values ($1, 'obs_x', 'patient_x', 'metric_spo2', 97, '%', 97, '%', 'DEVICE', now(), '+00:00', now(), true, now(), now())`, [organization]);
    }
    for (const table of await names(TENANT)) {
      for (const [setting, expected] of [["org_a", ["org_a"]], ["org_b", ["org_b"]], ["", []], ["org_a' or true --", []]] as const) {
        await app.query("begin");
        await app.query("select set_config('app.organization_id', $1, true)", [setting]);
        const seen = (await app.query<{ organization_id: string }>(`select distinct organization_id from ${table}`)).rows.map((row) => row.organization_id);
        await app.query("rollback");
        expect(expected).toEqual(expect.arrayContaining(seen));
        if (["patients", "observations", "organizations"].includes(table)) expect(seen).toEqual(expected);
      }
    }
  });

  test("takes no row for another organization", async () => {
    await app.query("begin");
    await app.query("set local app.organization_id = 'org_a'");
    await expect(app.query("insert into patients (organization_id, id, created_at, updated_at) values ('org_b', 'patient_y', now(), now())")).rejects.toMatchObject({ code: "42501" });
    await app.query("rollback");
  });
});

describe("the catalogue", () => {
  test("has no table without a policy but those that are named", async () => {
    const without = await names(`${TABLES} and not c.relispartition and not exists (select from pg_policy p where p.polrelid = c.oid)`);
    expect(without.toSorted()).toEqual([...INDEXES, ...WITHOUT_POLICY].toSorted());
  });

  test("grants nothing on a partition, and partitions deny whoever names them", async () => {
    expect((await names(`${TABLES} and c.relispartition`)).length).toBeGreaterThan(25);
    expect(await names(`${TABLES} and c.relispartition and c.relacl is not null and array_length(c.relacl, 1) > 1`)).toEqual([]);
    expect(await names(`${TABLES} and c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)`)).toEqual([]);
    await expect(app.query("select * from observations_history")).rejects.toMatchObject({ code: "42501" });
  });

  test("grants the service no truncate, references or trigger, and nothing to everybody", async () => {
    const granted = await rows("select grantee, table_name, privilege_type from information_schema.role_table_grants where table_schema = 'public' and grantee in ('vitaledge_app', 'vitaledge_worker', 'PUBLIC') and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')");
    expect(granted).toEqual([]);
    const changing = await names("select table_name || ' ' || privilege_type as name from information_schema.role_table_grants where grantee = 'vitaledge_app' and table_name like '%\\_versions' and privilege_type in ('UPDATE', 'DELETE')");
    expect(changing).toEqual([]);
  });

  test("has no trigger, no view, and one definer function with a fixed search path", async () => {
    expect(await names("select tgname as name from pg_trigger where not tgisinternal")).toEqual([]);
    expect(await names("select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind in ('v', 'm')")).toEqual([]);
    const definers = await rows<{ proname: string; proconfig: string[] }>("select proname, proconfig from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and prosecdef");
    expect(definers).toEqual([{ proname: "observations_ensure_partitions", proconfig: ["search_path=pg_catalog, pg_temp"] }]);
  });

  test("has service roles that pass no policy by, own nothing, belong to no other role and end what takes too long", async () => {
    const attributes = "rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolconfig";
    const roles = await rows(`select ${attributes} from pg_roles where rolname in ('vitaledge_app', 'vitaledge_worker') order by 1`);
    const plain = {
      rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false,
      rolconfig: ["statement_timeout=30s", "lock_timeout=5s", "idle_in_transaction_session_timeout=5s"],
    };
    expect(roles).toEqual([{ rolname: "vitaledge_app", ...plain }, { rolname: "vitaledge_worker", ...plain }]);
    const owner = await rows("select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles where rolname = 'vitaledge_owner'");
    expect(owner).toEqual([{ rolsuper: false, rolbypassrls: true, rolcreatedb: false, rolcreaterole: false, rolreplication: false }]);
    expect(await names("select relname as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('vitaledge_app', 'vitaledge_worker')")).toEqual([]);
    expect(await names("select r.rolname || ' in ' || g.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname like 'vitaledge\\_%' or g.rolname like 'vitaledge\\_%'")).toEqual([]);
  });

  test("lets the service roles run one function of ours, and make nothing", async () => {
    const runnable = await rows(`select r.rolname, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace, pg_roles r
      where n.nspname = 'public' and r.rolname in ('vitaledge_app', 'vitaledge_worker') and has_function_privilege(r.oid, p.oid, 'execute')
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1, 2`);
    expect(runnable).toEqual(["vitaledge_app", "vitaledge_worker"].map((rolname) => ({ rolname, proname: "observations_ensure_partitions" })));
    const making = await rows(`select r.rolname, has_schema_privilege(r.oid, 'public', 'create') as tables, has_database_privilege(r.oid, current_database(), 'create') as schemas,
      has_database_privilege(r.oid, current_database(), 'temporary') as temporary from pg_roles r where r.rolname in ('vitaledge_app', 'vitaledge_worker')`);
    for (const role of making) expect(role).toMatchObject({ tables: false, schemas: false, temporary: false });
  });

  test("gives nothing away by default: what is made later is granted by name or not at all", async () => {
    expect(await rows("select defaclrole::regrole::text as role, defaclobjtype as kind, defaclacl::text as acl from pg_default_acl")).toEqual([]);
    expect(await names("select table_name || ' ' || privilege_type as name from information_schema.role_table_grants where table_schema = 'public' and grantee = 'PUBLIC'")).toEqual([]);
    expect(await names("select table_name || ' ' || column_name as name from information_schema.column_privileges where table_schema = 'public' and grantee = 'PUBLIC'")).toEqual([]);
  });

  test("keeps its rules in months that are made later", async () => {
    const before = await names(`${TABLES} and c.relispartition`);
    await app.query("select observations_ensure_partitions(now() + interval '14 months')");
    const made = (await names(`${TABLES} and c.relispartition`)).filter((name) => !before.includes(name));
    expect(made.length).toBeGreaterThanOrEqual(10);
    expect(await names(`${TABLES} and c.relispartition and (not (c.relrowsecurity and c.relforcerowsecurity) or coalesce(array_length(c.relacl, 1), 1) > 1)`)).toEqual([]);
    expect(await names(`${TABLES} and c.relispartition and c.relowner <> 'vitaledge_owner'::regrole`)).toEqual([]);
    for (const name of made) await expect(app.query(`select from ${name}`)).rejects.toMatchObject({ code: "42501" });
    await expect(app.query("select observations_ensure_partitions(now() + interval '100 years')")).rejects.toMatchObject({ code: "22023" });
  });

  test("has no unique key over organizations that a person could guess but the e-mail address of an account", async () => {
    const columns = `(select string_agg(attname, ',' order by place) from unnest(i.indkey::int2[]) with ordinality as key (number, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = key.number)`;
    const over = await rows<{ relname: string; columns: string | null }>(`select c.relname, ${columns} as columns from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and i.indisunique and c.relname not like 'knex%' order by 1, 2`);
    const shared = over.filter(({ columns: all }) => all?.split(",")[0] !== "organization_id").map(({ relname, columns: all }) => `${relname} (${all ?? "expression"})`);
    // Ids and hashes are of random bits, or a person's own come after theirs; counters are raised, never inserted by anybody's words.
    expect(shared).toEqual([
      "account_idempotency_keys (actor_id,key)", "audit_signatures (chain,sequence)", "known_devices (hash,user_id)", "leader_leases (name)", "mfa_challenges (id)", "outbox_mails (id)",
      "password_resets (hash)", "platform_keys (purpose,id)", "rate_windows (subject,window_start)", "recent_writes (subject)", "recovery_codes (user_id,hash)", "refresh_tokens (hash)",
      "scheduled_runs (name)", "sessions (id)", "sign_in_attempts (account,network)", "smart_clients (id)", "system_audit_events (sequence)", "system_audit_head (chain)", "throttles (key)",
      "totp_factors (user_id)", "users (id)", "users (expression)",
    ]);
  });
});
