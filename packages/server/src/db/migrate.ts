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
    await expectRoles(database);
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
  await database.raw("grant select on knex_migrations to vitaledge_app, vitaledge_worker");
  return names;
};

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

/** The names of migrations that have not run, as the service role sees them. */
export const pendingMigrations = async (database: Database): Promise<string[]> => {
  // Asked of the catalogue: a schema that nothing was granted on cannot be asked by name.
  const [found] = await runPlain<{ there: boolean }>(database, sql`
    select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relname = 'knex_migrations') as there`);
  const done = found?.there ? await runPlain<{ name: string }>(database, sql`select name from knex_migrations`) : [];
  return MIGRATIONS.map(({ name }) => name).filter((name) => !done.some((row) => row.name === name));
};

/** A service never works on a form of the database that it does not know. */
export const expectMigrated = async (database: Database): Promise<void> => {
  const pending = await pendingMigrations(database);
  if (pending.length) throw new OperatorError(`${pending.length} migration(s) have not run: ${pending.join(", ")}. Run \`vitaledge-server migrate\` first.`);
};
