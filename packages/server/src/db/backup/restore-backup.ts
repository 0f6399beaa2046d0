import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { DamagedFile } from "../../platform/age.js";
import { OperatorError } from "../../platform/operator-error.js";
import { MIGRATIONS } from "../../migrations/index.js";
import { runOn, type Connection } from "../connection.js";
import { openDatabase, type Database } from "../knex.js";
import { UNLIMITED } from "../patience.js";
import { expectRoles, migrateIn } from "../migrate.js";
import { deleteAllRows } from "../organization-rows.js";
import { DETACHED } from "../partitions/spans.js";
import { sql } from "../sql.js";
import { listForeignKeys, listPartitions, listTables, PLAIN_SESSION, quoted } from "./catalogue.js";
import { cutOff } from "./cut-off.js";
import { makeTally, type Frame, type Manifest } from "./frames.js";
import type { Progress } from "./make-backup.js";
import { readBackup, verifyBackup, type Keys } from "./read-backup.js";

export type Files = { data: string; keys: string };
type Restored = {
  rows: number;
  /** Organizations that were deleted after the backup. */
  deletedSince: string[];
  /** Tables that no migration makes: somebody else's. */
  leftOut: string[];
};

/** Both files, read to the end and held against each other, this program and the keys. Nothing is written. */
export const verifyFiles = async (files: Files, keys: Keys): Promise<{ data: Manifest; keys: Manifest }> => {
  const found = { data: await verifyBackup(files.data, keys), keys: await verifyBackup(files.keys, keys) };
  if (found.data.kind !== "data") throw new OperatorError(`${files.data} is a key file. Name the backup first, and the key file with --keys.`);
  if (found.keys.kind !== "keys") throw new OperatorError(`${files.keys} is no key file. Name it with --keys: the newest one that was written.`);
  if (found.keys.madeAt < found.data.madeAt) throw new OperatorError(`${files.keys} is older than the backup. Give the newest key file.`);
  for (const { migrations } of [found.data, found.keys]) {
    const unknown = migrations.filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
    if (unknown.length) throw new OperatorError(`The backup is of a newer version: this program does not know ${unknown.join(", ")}. Restore it with the version that made it, or a newer one.`);
  }
  return found;
};

/** Fills an empty database, in one transaction: whatever stops it leaves the database as empty as it was. */
export const restoreBackup = async (ownerUrl: string, files: Files, keys: Keys, progress?: Progress): Promise<Restored> => {
  const database = openDatabase(ownerUrl, { poolSize: 1, applicationName: "vitaledge restore", patience: UNLIMITED });
  try {
    await expectEmpty(database);
    const manifests = await verifyFiles(files, keys);
    progress?.(`the backup of ${manifests.data.madeAt} is whole`);
    return await inOne(database, async (trx, connection) => {
      await migrateIn(trx, manifests.data.migrations);
      await connection.query(PLAIN_SESSION);
      const restored = await load(connection, files, manifests, keys, progress);
      await migrateIn(trx);
      return restored;
    });
  } finally {
    await database.destroy();
  }
};

/** Knex's migrations and COPY's streams in one transaction; its own reports ROLLBACK's fault in place of the first. */
const inOne = async <T>(database: Database, work: (trx: Database, connection: Connection) => Promise<T>): Promise<T> => {
  const trx = await database.transaction();
  try {
    const connection = (await trx.client.acquireConnection()) as Connection;
    const result = await cutOff(connection, () => work(trx, connection));
    await trx.commit();
    return result;
  } catch (error) {
    await trx.rollback().catch(() => undefined);
    throw error;
  }
};

const expectEmpty = async (database: Database): Promise<void> => {
  await expectRoles(database);
  const { rows } = (await database.raw("select exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')) as filled")) as { rows: { filled: boolean }[] };
  if (rows[0]!.filled) throw new OperatorError("The database is not empty. A backup is restored into a new one alone: make one, and do not migrate it first.");
};

type Manifests = { data: Manifest; keys: Manifest };

const load = async (connection: Connection, files: Files, manifests: Manifests, { identity }: Keys, progress?: Progress): Promise<Restored> => {
  const foreignKeys = await listForeignKeys(connection);
  for (const { table, name } of foreignKeys) await connection.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  await remakePartitions(connection, manifests.data);
  await remakeDetached(connection, manifests.data);
  // What migrations put in is in the backup as it was.
  const tables = (await listTables(connection)).map(({ name }) => name);
  const names = tables.map(quoted).join(", ");
  await connection.query(`truncate ${names}`);
  for (const kind of ["keys", "data"] as const) {
    await readBackup(files[kind], identity, (frames) => copyTables(connection, frames, { said: manifests[kind].tables, tables, progress }));
  }
  for (const { name, value, called } of manifests.data.sequences) await runOn(connection, sql`select setval(to_regclass(${quoted(name)}), ${value}::bigint, ${called})`);
  const deletedSince = await finishDeletions(connection);
  // A session that was ended after the backup must not come back to life.
  await runOn(connection, sql`update sessions set ended_at = now(), end_reason = 'RESTORED' where ended_at is null`);
  progress?.("references are checked");
  for (const { table, name, definition } of foreignKeys) await connection.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
  await connection.query(`analyze ${names}`);
  const mine = manifests.data.tables.filter(({ name }) => tables.includes(name));
  const leftOut = manifests.data.tables.filter((table) => !mine.includes(table)).map(({ name }) => name);
  return { rows: mine.reduce((sum, { rows }) => sum + rows, 0), deletedSince, leftOut };
};

/** The months of then, not of now: a reading of the backup needs the partition it lay in. */
const remakePartitions = async (connection: Connection, { partitions }: Manifest): Promise<void> => {
  for (const { name } of await listPartitions(connection)) await connection.query(`drop table ${quoted(name)}`);
  for (const { parent, name, bound } of partitions) {
    await connection.query(`create table ${quoted(name)} partition of ${quoted(parent)} ${bound}`);
    await connection.query(`alter table ${quoted(name)} enable row level security, force row level security`);
  }
};

/** Months that were detached then are so again. */
const remakeDetached = async (connection: Connection, { tables }: Manifest): Promise<void> => {
  for (const { name } of tables.filter((table) => DETACHED.test(table.name))) {
    const like = name.startsWith("detached_versions") ? "observations_versions" : "observations";
    await connection.query(`create table ${quoted(name)} (like ${like} including all)`);
    await connection.query(`alter table ${quoted(name)} enable row level security, force row level security`);
  }
};

type Copying = { said: Manifest["tables"]; tables: readonly string[]; progress?: Progress | undefined };

/** Tables come one after another, each with its rows behind it. */
const copyTables = async (connection: Connection, frames: AsyncGenerator<Frame>, { said, tables, progress }: Copying): Promise<void> => {
  let ahead = await frames.next();
  const rowsInto = async function* (tally: ReturnType<typeof makeTally>): AsyncGenerator<Buffer> {
    for (ahead = await frames.next(); !ahead.done && ahead.value.type === "R"; ahead = await frames.next()) {
      tally.add(ahead.value.content);
      yield ahead.value.content;
    }
  };
  let copied = 0;
  while (!ahead.done) {
    if (ahead.value.type !== "T") {
      ahead = await frames.next();
      continue;
    }
    const table = said[copied] ?? changed();
    if (ahead.value.content.toString() !== table.name) changed();
    const tally = makeTally();
    const into = tables.includes(table.name)
      ? connection.query(copyFrom(`copy ${quoted(table.name)} (${table.columns.map(quoted).join(", ")}) from stdin`))
      : Object.assign(new Writable({ write: (_rows, _encoding, done) => done() }), { rowCount: table.rows });
    await pipeline(Readable.from(rowsInto(tally), { objectMode: false }), into);
    const { rows, sha256 } = tally.end();
    if (rows !== table.rows || sha256 !== table.sha256 || into.rowCount !== table.rows) changed();
    progress?.(`${table.name}: ${rows} rows`);
    copied += 1;
  }
  if (copied !== said.length) changed();
};

// The file is read a second time, and held against what was verified.
const changed = (): never => {
  throw new DamagedFile("the file was changed while it was read");
};

/** An organization without keys was deleted after the backup: it does not come back. */
const finishDeletions = async (connection: Connection): Promise<string[]> => {
  const gone = await runOn<{ id: string }>(connection, sql`
    select organization_id as id from organization_index i
     where not exists (select from organization_keys k where k.organization_id = i.organization_id) order by 1`);
  for (const { id } of gone) await deleteAllRows((statement) => runOn(connection, statement), id);
  // The key file may be newer, with keys of organizations that were made since.
  await runOn(connection, sql`delete from organization_keys k where not exists (select from organization_index i where i.organization_id = k.organization_id)`);
  return gone.map(({ id }) => id);
};
