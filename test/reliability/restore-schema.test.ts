import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { makeBackup } from "../../packages/server/src/db/backup/make-backup.js";
import { verifyBackup } from "../../packages/server/src/db/backup/read-backup.js";
import { restoreBackup } from "../../packages/server/src/db/backup/restore-backup.js";
import { encryptedFile } from "../../packages/server/src/db/backup/write-file.js";
import { startEmbedded } from "../../packages/server/src/db/embedded.js";
import { openDatabase, type Database } from "../../packages/server/src/db/knex.js";
import { migrate, migrateIn } from "../../packages/server/src/db/migrate.js";
import { MIGRATIONS, type Migration } from "../../packages/server/src/migrations/index.js";
import { makeIdentity, parseIdentity, parseRecipient } from "../../packages/server/src/platform/age.js";
import { parseConfig } from "../../packages/server/src/platform/config.js";
import { makeLogger } from "../../packages/server/src/platform/logger.js";
import { keptMasterKey } from "../../packages/server/src/platform/master-key.js";
import { openAsOwner } from "../../packages/server/src/store.js";
import { fingerprint } from "../support/fingerprint.js";
import { runProgram } from "../support/program.js";
import { bareDatabase, cloneDatabase, type TestDatabase } from "../support/template-db.js";

/** A migration of a later release, with what none has yet. */
const LATER: Migration = {
  name: "9000_test",
  statements: [`create table zz_test (id bigint generated always as identity primary key, other bigint references zz_test, body text, raw bytea,
    half double precision, twice bigint generated always as (id * 2) stored, at timestamptz, list text[], more jsonb)`],
};

const { identity, recipient } = makeIdentity();
const masterKey = randomBytes(32);
const known = MIGRATIONS as Migration[];

let folder: string;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  known.push(LATER);
  folder = await mkdtemp(join(inject("scratchDirectory"), "restore-"));
  await chmod(folder, 0o711);
});
afterAll(async () => {
  known.pop();
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const keep = async (made: Promise<TestDatabase>): Promise<TestDatabase> => {
  const database = await made;
  databases.push(database);
  return database;
};

const migrated = async (): Promise<TestDatabase> => {
  const database = await keep(bareDatabase());
  await migrate({ ownerUrl: database.ownerUrl });
  return database;
};

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const files = (name: string) => ({ data: join(folder, name), keys: join(folder, `${name}.keys`) });

const withOwner = async ({ ownerUrl }: TestDatabase, work: (database: Database) => Promise<unknown>): Promise<void> => {
  const database = openDatabase(ownerUrl, { poolSize: 1, applicationName: "test" });
  try {
    await work(database);
  } finally {
    await database.destroy();
  }
};

const fileFor = (path: string) => encryptedFile(path, [parseRecipient(recipient)!]);
const backUp = (source: TestDatabase, name: string, only: "keys" | "both" = "both"): Promise<void> => {
  const { data, keys } = files(name);
  return withOwner(source, (database) => makeBackup(database, { masterKey, keys: fileFor(keys), data: only === "both" ? fileFor(data) : undefined }));
};
const restore = ({ ownerUrl }: TestDatabase, name: string, keys = name) =>
  restoreBackup(ownerUrl, { data: files(name).data, keys: files(keys).keys }, { identity: parseIdentity(identity)!, masterKey });

const PATIENT = "insert into patients (organization_id, id, first_name, created_at, updated_at) values ('org_a', 'patient_a', 'A', now(), now())";
const ORGANIZATION = `insert into organization_index values ('org_a');
  insert into organizations (organization_id, name, timezone, created_at, updated_at) values ('org_a', 'Clinic', 'UTC', now(), now());
  insert into organization_keys (organization_id, id, wrapped) values ('org_a', 'k1', 'x')`;

describe("a backup of another version", () => {
  test("is restored where it is older, and migrated", async () => {
    const old = await keep(bareDatabase());
    await withOwner(old, (database) => migrateIn(database, ["0001_accounts", "0002_clinical"]));
    await withClient(old.superuserUrl, (client) => client.query(`${ORGANIZATION}; ${PATIENT}`));
    await backUp(old, "old");
    const target = await keep(bareDatabase());
    expect(await restore(target, "old")).toMatchObject({ deletedSince: [] });
    expect(await withClient(target.superuserUrl, async (client) => (await client.query("select first_name from patients")).rows)).toEqual([{ first_name: "A" }]);
    expect((await fingerprint(target.superuserUrl)).schema).toEqual((await fingerprint((await migrated()).superuserUrl)).schema);
  });

  test("is refused where it is newer", async () => {
    const newer = await keep(cloneDatabase());
    await withClient(newer.superuserUrl, (client) => client.query("insert into knex_migrations (name, batch, migration_time) values ('9999_later', 9, now())"));
    await backUp(newer, "newer");
    await expect(restore(await keep(bareDatabase()), "newer")).rejects.toThrow(/of a newer version: this program does not know 9999_later/);
  });

  test("is refused with a key file that is older", async () => {
    const database = await keep(cloneDatabase());
    await backUp(database, "first", "keys");
    await backUp(database, "second");
    await expect(restore(await keep(bareDatabase()), "second", "first")).rejects.toThrow(/is older than the backup/);
  });
});

test("partitions, generated columns, sequences, odd values and rows that refer to each other come back as they were", async () => {
  const source = await migrated();
  await withClient(source.superuserUrl, async (client) => {
    await client.query(`${ORGANIZATION}; ${PATIENT}`);
    await client.query(String.raw`insert into zz_test (other, body, raw, half, at, list, more) values
        (2, E'tab\t line\n back\\ \\. \\N', '\x00ff0a', 0.1, '2026-03-08 02:30:00.123456-05', '{"a,b",null}', '{"k": "\u00e9\n"}'),
        (1, null, null, 'NaN', 'infinity', '{}', null), (null, '', '\x', '-0', '0044-03-15 BC', null, '[]')`);
    await client.query("create table zz_report as select 1 as one; alter table zz_report owner to vitaledge_owner; create table zz_mine (id integer); select observations_ensure_partitions(now() + interval '13 months')");
  });
  const before = await fingerprint(source.superuserUrl);
  await backUp(source, "odd");
  const target = await keep(bareDatabase());
  expect(await restore(target, "odd")).toMatchObject({ leftOut: ["zz_report"] });
  const after = await fingerprint(target.superuserUrl);
  const { zz_report: _report, zz_mine: _mine, ...tables } = before.tables;
  expect(after.tables).toEqual(tables);
  expect(after.schema).toEqual(before.schema.filter((line) => !/zz_report|zz_mine/.test(line)));
  const next = await withClient(target.superuserUrl, async (client) => (await client.query("insert into zz_test (body) values ('new') returning id::integer, twice::integer")).rows);
  expect(next).toEqual([{ id: 4, twice: 8 }]);
});

test("a backup is of one moment: what is committed while it is written is not in it", async () => {
  const source = await migrated();
  await withClient(source.superuserUrl, (client) => client.query(`${ORGANIZATION}; ${PATIENT}`));
  const data = fileFor(files("moment").data);
  const keys: typeof data = async (frames) => {
    for await (const _frame of frames());
    await withClient(source.superuserUrl, (client) => client.query(PATIENT.replaceAll("patient_a", "patient_b")));
  };
  await withOwner(source, (database) => makeBackup(database, { masterKey, keys, data }));
  const manifest = await verifyBackup(files("moment").data, { identity: parseIdentity(identity)!, masterKey });
  expect(manifest.tables.find(({ name }) => name === "patients")).toMatchObject({ rows: 1 });
});

test("the embedded database is backed up beside its server, and restored into a new directory while none runs on it", { timeout: 120_000 }, async () => {
  const [running, fresh] = [join(folder, "running"), join(folder, "fresh")];
  const open = (dataDirectory: string) => openAsOwner(parseConfig({ VITALEDGE_DATA_DIR: dataDirectory }), { log: makeLogger("silent"), empty: true });
  const database = await startEmbedded({ dataDirectory: running, settings: { fsync: "off" } });
  let before;
  try {
    await migrate({ ownerUrl: database.ownerUrl });
    await withClient(database.superuserUrl, (client) => client.query(`${ORGANIZATION}; ${PATIENT}`));
    before = await fingerprint(database.superuserUrl);
    const made = await runProgram(["backup", join(folder, "night"), "--recipient", recipient], { VITALEDGE_DATA_DIR: running });
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining("patients: 1 rows") });
    await expect(open(running)).rejects.toThrow(/in use by process \d+\. Stop that process first/);
  } finally {
    await database.stop();
  }
  await expect(open(fresh)).rejects.toThrow(/The master key is not there/);
  const store = await startEmbedded({ dataDirectory: fresh, settings: { fsync: "off" } });
  try {
    const key = { identity: parseIdentity(identity)!, masterKey: keptMasterKey(running) };
    await restoreBackup(store.ownerUrl, { data: join(folder, "night"), keys: join(folder, "organization-keys.age") }, key);
    expect(await fingerprint(store.superuserUrl)).toEqual(before);
  } finally {
    await store.stop();
  }
});
