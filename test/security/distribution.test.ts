import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { distributionSql, type CatalogueTable } from "../../packages/server/src/db/distribution/distribution-sql.js";
import { SELECT_TABLES } from "../../packages/server/src/db/distribution/distribute.js";
import { groupOf, type TableGroup } from "../../packages/server/src/db/distribution/table-groups.js";
import { migrate } from "../../packages/server/src/db/migrate.js";
import { installCitusModel } from "../support/citus-model.js";
import { runProgram } from "../support/program.js";
import { sqlTexts, type SqlText } from "../support/sql-statements.js";
import { bareDatabase, cloneDatabase, type TestDatabase } from "../support/template-db.js";

let database: TestDatabase;
let superuser: pg.Client;
let tables: CatalogueTable[];

beforeAll(async () => {
  database = await cloneDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  tables = (await superuser.query<CatalogueTable>(SELECT_TABLES.text)).rows;
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => (await superuser.query<Row>(text)).rows;
const inGroup = (...groups: TableGroup[]): string[] => tables.map(({ name }) => name).filter((name) => groups.includes(groupOf(name)!));
/** What Citus knows: their rules are its own. */
const ofCitus = (): string[] => inGroup("reference", "queue", "distributed");
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(", ");

describe("each table's place on many machines", () => {
  test("is chosen: a table that no group names would fail the migration", () => {
    expect(tables.filter(({ name }) => !groupOf(name))).toEqual([]);
    expect(() => distributionSql([{ name: "surprises", refersTo: [] }])).toThrow("surprises");
  });

  test("is the same for a table and for what its rows were before", () => {
    const versions = tables.map(({ name }) => name).filter((name) => name.endsWith("_versions"));
    expect(versions.length).toBeGreaterThan(15);
    for (const name of versions) expect(groupOf(name)).toBe(groupOf(name.replace(/_versions$/, "")));
  });

  test("is a copy on every node for what is read with an organization's rows and seldom changed", () => {
    expect(inGroup("reference")).toEqual(["billing_terms", "billing_terms_versions", "metric_definitions", "metric_definitions_versions"]);
  });

  test("is the coordinator for who may come in, for what the platform keeps of its own, and for the queues", () => {
    expect(inGroup("coordinator")).toEqual([
      "account_idempotency_keys", "api_keys", "api_keys_versions", "audit_signatures", "break_glass_grants", "break_glass_grants_versions", "client_assertions", "invitations", "invitations_versions",
      "knex_migrations", "knex_migrations_lock", "known_devices", "leader_leases", "members", "members_versions", "mfa_challenges", "organization_index", "organization_keys", "organizations",
      "organizations_versions", "outbox_mails", "password_resets", "platform_keys", "rate_windows", "recent_writes", "recovery_codes", "refresh_tokens", "revoked_tokens", "scheduled_runs", "sessions",
      "sign_in_attempts", "smart_clients", "system_audit_events", "system_audit_head", "throttles", "totp_factors", "users",
    ]);
    expect(inGroup("queue")).toEqual(["fhir_export_queue", "outbox_due", "outbox_pending"]);
  });

  test("is given by these statements, in this order", async () => {
    await expect(`${distributionSql(tables).join(";\n")};\n`).toMatchFileSnapshot("distribution.sql");
  });
});

describe("what Citus asks of a table that it distributes by the organization", () => {
  test("its key is a plain text that begins the primary key and every unique key", async () => {
    const unfit = await rows(`select c.relname from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' left join pg_collation l on l.oid = a.attcollation
      where c.relnamespace = 'public'::regnamespace and c.relname in (${quoted(inGroup("distributed"))})
        and (a.attname is null or a.atttypid <> 'text'::regtype or a.attgenerated <> '' or not a.attnotnull or not l.collisdeterministic)`);
    expect(unfit).toEqual([]);
    const loose = await rows(`select x.relname from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace and c.relname in (${quoted(inGroup("distributed"))}) and (i.indisunique or i.indisexclusion)
        and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) is distinct from 'organization_id'`);
    expect(loose).toEqual([]);
    const keyed = (await rows<{ name: string }>("select c.relname as name from pg_index i join pg_class c on c.oid = i.indrelid where i.indisprimary")).map(({ name }) => name);
    expect(inGroup("distributed").filter((name) => !keyed.includes(name))).toEqual([]);
  });

  test("an exclusion asks for the same organization by =", async () => {
    const exclusions = await rows<{ first: string }>(`select o.oprname as first from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_operator o on o.oid = k.conexclop[1]
      where k.contype = 'x' and c.relname in (${quoted(inGroup("distributed"))})`);
    expect(exclusions).toEqual([{ first: "=" }]);
  });

  test("it refers to rows of its own organization on the same shard, or to a table that every node has", async () => {
    const keys = await rows<{ name: string; from: string; to: string; pairs: string[] }>(`select k.conname as name, c.relname as from, f.relname as to,
        array(select a.attname || '=' || b.attname from unnest(k.conkey, k.confkey) as pair (here, there)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = here join pg_attribute b on b.attrelid = k.confrelid and b.attnum = there) as pairs
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
      where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace and not c.relispartition`);
    expect(keys.length).toBeGreaterThan(30);
    const ways = keys.map(({ name, from, to, pairs }) => ({ name, way: `${groupOf(from)} to ${groupOf(to)}`, same: pairs.includes("organization_id=organization_id") }));
    expect(new Set(ways.map(({ way }) => way))).toEqual(new Set(["distributed to distributed", "coordinator to coordinator"]));
    expect(ways.filter(({ way, same }) => way === "distributed to distributed" && !same)).toEqual([]);
  });

  test("no policy of it has a subquery, no trigger is on it, and nothing of it calls a function of ours", async () => {
    expect(await rows(`select tablename, policyname from pg_policies where tablename in (${quoted(ofCitus())}) and concat(qual, with_check) ~* '\\mselect\\M'`)).toEqual([]);
    expect(await rows("select tgname from pg_trigger where not tgisinternal")).toEqual([]);
    const called = await rows(`select distinct p.proname from pg_depend d join pg_proc p on p.oid = d.refobjid and d.refclassid = 'pg_proc'::regclass
      where p.pronamespace = 'public'::regnamespace and d.classid in ('pg_attrdef'::regclass, 'pg_policy'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass)
        and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')`);
    expect(called).toEqual([]);
  });

  test("no sequence numbers its rows but the bigint of events, which the coordinator gives", async () => {
    const numbered = await rows(`select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relname in (${quoted(ofCitus())}) and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%nextval%')`);
    expect(numbered).toEqual([{ table: "events", column: "position", type: "bigint" }]);
  });

  test("it is partitioned once at most, and never by the organization", async () => {
    const parted = await rows(`select c.relname as table, c.relispartition as nested, array(select attname::text from pg_attribute where attrelid = c.oid and attnum = any(p.partattrs::int2[])) as by
      from pg_partitioned_table p join pg_class c on c.oid = p.partrelid`);
    expect(parted).toEqual([{ table: "observations", nested: false, by: ["recorded_at"] }]);
    expect(groupOf("observations")).toBe("distributed");
  });

  test("what is unique over all organizations lies on the coordinator", async () => {
    const shared = await rows<{ name: string }>(`select distinct c.relname as name from pg_index i join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace and i.indisunique and not c.relispartition
        and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) is distinct from 'organization_id'`);
    expect(shared.length).toBeGreaterThan(15);
    expect(shared.filter(({ name }) => groupOf(name) !== "coordinator")).toEqual([]);
  });
});

describe("the server's statements", () => {
  const texts = sqlTexts();
  const groupsIn = ({ tables: named }: SqlText): Set<TableGroup | undefined> => new Set(named.map(groupOf));
  const placesOf = (found: readonly SqlText[]): string[] => found.map(({ place }) => place.replace(/:\d+$/, ""));

  test("name the organization wherever they name a table that lies by it", () => {
    expect(texts.length).toBeGreaterThan(800);
    const unkeyed = texts.filter((one) => !one.keyed && (groupsIn(one).has("distributed") || groupsIn(one).has("reference")));
    // Beginnings alone: columns and table. Whoever uses one goes on with `where` and the organization.
    expect(placesOf(unkeyed)).toEqual(["features/devices/devices.sql.ts", "features/metric-definitions/metric-definitions.sql.ts", "features/practitioners/practitioners.sql.ts"]);
    for (const { text } of unkeyed) expect(text.trim()).toMatch(/ from \w+( \w)?$/);
  });

  test("stay on the coordinator or on a shard, but for the two that write a queue beside it", () => {
    const mixed = texts.filter((one) => groupsIn(one).has("distributed") && (groupsIn(one).has("coordinator") || groupsIn(one).has("queue")));
    expect(placesOf(mixed).toSorted()).toEqual(["features/fhir/export/exports.sql.ts", "outbox/events.sql.ts"]);
    for (const { text } of mixed) expect(text).toMatch(/insert into (outbox_pending|fhir_export_queue) \(organization_id/);
  });

  test("pass over locked rows of one shard at most, and set the tenant by no function", () => {
    const skipping = texts.filter(({ text }) => text.includes("skip locked"));
    expect(skipping.length).toBeGreaterThan(5);
    expect(placesOf(skipping.filter((one) => groupsIn(one).has("distributed") && !one.text.includes("organization_id = ${tx.organizationId}")))).toEqual([]);
    expect(placesOf(texts.filter(({ text }) => /set_config\(\s*'app\./.test(text)))).toEqual([]);
  });
});

describe("migrating with DATABASE_DISTRIBUTED=citus", () => {
  const named = async (one: TestDatabase, text: string): Promise<pg.QueryResultRow[]> => {
    const client = new pg.Client({ connectionString: one.ownerUrl });
    await client.connect();
    try {
      return (await client.query<pg.QueryResultRow>(text)).rows;
    } finally {
      await client.end();
    }
  };

  test("says what is missing where the extension is not there, before it has made anything", async () => {
    const bare = await bareDatabase();
    try {
      const { code, stderr } = await runProgram(["migrate"], { DATABASE_OWNER_URL: bare.ownerUrl, DATABASE_DISTRIBUTED: "citus" });
      expect(stderr).toContain("DATABASE_DISTRIBUTED=citus is set, and the database lacks the extension citus. As a superuser on the coordinator run `create extension citus`");
      expect(code).toBe(1);
      expect(await named(bare, "select relname from pg_class where relnamespace = 'public'::regnamespace")).toEqual([]);
      await installCitusModel(bare.superuserUrl, { nodes: false });
      await expect(migrate({ ownerUrl: bare.ownerUrl, distributed: "citus" })).rejects.toThrow("The coordinator is not among the nodes of Citus");
    } finally {
      await bare.drop();
    }
  });

  test("sorts every table once, in an order that its foreign keys allow, and has each session tell the nodes its tenant", async () => {
    const bare = await bareDatabase();
    try {
      await installCitusModel(bare.superuserUrl, { nodes: true });
      await migrate({ ownerUrl: bare.ownerUrl, distributed: "citus" });
      const sorted = "select logicalrelid::text as name, partmethod as method from pg_dist_partition order by place";
      const first = await named(bare, sorted);
      expect(first.map(({ name }) => String(name)).toSorted()).toEqual(ofCitus().toSorted());
      expect(first.filter(({ method }) => method === "h").map(({ name }) => String(name)).toSorted()).toEqual(inGroup("distributed").toSorted());
      expect(await named(bare, "select current_setting('citus.propagate_set_commands') as told")).toEqual([{ told: "local" }]);
      await migrate({ ownerUrl: bare.ownerUrl, distributed: "citus" });
      expect(await named(bare, sorted)).toEqual(first);
      await named(bare, `alter database "${new URL(bare.ownerUrl).pathname.slice(1)}" reset citus.propagate_set_commands`);
      const { code, stderr } = await runProgram(["serve"], { DATABASE_URL: bare.appUrl, VITALEDGE_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"), PORT: "0", NODE_ENV: "test" });
      expect(stderr).toContain("The database is distributed, and its sessions do not tell the nodes whose rows are asked for");
      expect(code).toBe(1);
    } finally {
      await bare.drop();
    }
  });
});
