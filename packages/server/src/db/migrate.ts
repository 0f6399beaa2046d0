import type { Knex } from "knex";
import { MIGRATIONS, type Migration } from "../migrations/index.js";
import { OperatorError } from "../platform/operator-error.js";
import { runPlain } from "./connection.js";
import { distribute, expectCitus } from "./distribution/distribute.js";
import { openDatabase, type Database } from "./knex.js";
import { UNLIMITED } from "./patience.js";
import { sql } from "./sql.js";

/** `only`: the migrations of these names, for the schema of an older backup. */
const sourceOf = (only?: readonly string[]): Knex.MigrationSource<Migration> => ({
  getMigrations: async () => MIGRATIONS.filter(({ name }) => only?.includes(name) ?? true),
  getMigrationName: (migration) => migration.name,
  getMigration: async (migration) => ({
    up: async (knex) => {
      await knex.raw("set local lock_timeout = '3s'");
      for (const statement of migration.statements) await knex.raw(statement.replaceAll("?", "\\?"));
    },
    down: async () => {
      throw new Error("migrations go forward only");
    },
  }),
});

// A migration that is killed would otherwise work on in the database, and hold the next one up until it is through.
const openOwned = (ownerUrl: string): Database =>
  openDatabase(ownerUrl, { poolSize: 2, applicationName: "vitaledge migrate", patience: UNLIMITED, firstWords: "set client_connection_check_interval = '1s'" });

const ROLES = ["vitaledge_owner", "vitaledge_app", "vitaledge_worker"];

/** Names the lock that migrations take in turn; any number that nobody else takes. */
const TURN = 7_342_009;

type MigrateOptions = {
  ownerUrl: string;
  /** The tables are sorted into Citus' groups afterwards. */
  distributed?: "citus" | undefined;
};

/**
 * Brings the database to the newest form, as its owner. Answers the names of the migrations that ran. Of several at once
 * one does the work and the others wait: Knex's own lock is a row of a table that is not there the first time.
 */
export const migrate = async ({ ownerUrl, distributed }: MigrateOptions): Promise<string[]> => {
  const database = openOwned(ownerUrl);
  try {
    await expectSupported(database);
    await expectRoles(database);
    const { pending, unknown } = await migrationState(database);
    expectKnown(unknown);
    // As at most starts: Knex would look again, over a connection of its own.
    if (!pending.length && !distributed) {
      await grantNames(database);
      return [];
    }
    return await database.transaction(async (turn) => {
      await turn.raw("select pg_advisory_xact_lock(?)", [TURN]);
      if (distributed) await expectCitus(database);
      const names = await migrateIn(database);
      if (distributed) await distribute(database);
      return names;
    });
  } finally {
    await database.destroy();
  }
};

/** The same on an open database, or within a transaction. */
export const migrateIn = async (database: Database, only?: readonly string[]): Promise<string[]> => {
  const [, names] = (await database.migrate.latest({ migrationSource: sourceOf(only) })) as [number, string[]];
  await grantNames(database);
  return names;
};

// Each time: the run before may have been lost just ahead of it.
const grantNames = (database: Database) => database.raw("grant select on knex_migrations to vitaledge_app, vitaledge_worker");

/** Drops everything in the database. For the demonstration's own, embedded one. */
export const emptyDatabase = async ({ ownerUrl }: { ownerUrl: string }): Promise<void> => {
  const database = openOwned(ownerUrl);
  try {
    await database.raw("drop schema public cascade; create schema public");
  } finally {
    await database.destroy();
  }
};

export const expectRoles = async (database: Database): Promise<void> => {
  const found = await database.select("rolname").from("pg_roles").whereIn("rolname", ROLES).pluck("rolname");
  const missing = ROLES.filter((role) => !found.includes(role));
  if (missing.length) {
    throw new OperatorError(
      `The database lacks the role ${missing.join(", ")}. Run the output of \`vitaledge-server migrate --print-roles\` as a superuser first.`,
    );
  }
};

/** `pending`: migrations that have not run; `unknown`: such that a newer program made. */
export type MigrationState = { pending: string[]; unknown: string[] };

/** As the service role sees it. */
export const migrationState = async (database: Database): Promise<MigrationState> => {
  // Asked of the catalogue: a schema that nothing was granted on cannot be asked by name.
  const [found] = await runPlain<{ there: boolean }>(database, sql`
    select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relname = 'knex_migrations') as there`);
  const rows = found?.there ? await runPlain<{ name: string }>(database, sql`select name from knex_migrations order by name`) : [];
  const [known, done] = [MIGRATIONS.map(({ name }) => name), rows.map(({ name }) => name)];
  return { pending: known.filter((name) => !done.includes(name)), unknown: done.filter((name) => !known.includes(name)) };
};

/** A service never works on a form of the database that it does not know. */
export const expectMigrated = async (database: Database): Promise<void> => {
  const { pending, unknown } = await migrationState(database);
  expectKnown(unknown);
  if (pending.length) throw new OperatorError(`${pending.length} migration(s) have not run: ${pending.join(", ")}. Run \`vitaledge-server migrate\` first.`);
};

const expectKnown = (unknown: readonly string[]): void => {
  if (!unknown.length) return;
  throw new OperatorError(`The database is newer than this program: it has ${unknown.join(", ")}. Start the version that migrated it, or a newer one.`);
};

/** The oldest PostgreSQL that has what the schema is made of. */
const OLDEST = 15;

/** @throws OperatorError */
export const expectSupported = async (database: Database): Promise<void> => {
  const [row] = await runPlain<{ version: string }>(database, sql`select current_setting('server_version_num') as version`);
  const major = Math.floor(Number(row!.version) / 10_000);
  if (major < OLDEST) throw new OperatorError(`The database is PostgreSQL ${major}, and VitalEdge needs ${OLDEST} or newer. Upgrade it, then start again.`);
};
