import knexFactory, { type Knex } from "knex";
import pg from "pg";

const { types } = pg;
const DATE = 1082;

// pg makes a local-time Date of a `date`, which shifts it by a day west of Greenwich.
const typesWithPlainDates = {
  getTypeParser: (id: number, format?: string) =>
    id === DATE ? (text: string) => text : types.getTypeParser(id, format === "binary" ? "binary" : "text"),
};

export type Database = Knex;

export const openDatabase = (url: string, options: { poolSize: number; applicationName: string }): Database =>
  knexFactory({
    client: "pg",
    connection: {
      connectionString: url,
      application_name: options.applicationName,
      connectionTimeoutMillis: 5_000,
      types: typesWithPlainDates,
    },
    pool: { min: 0, max: options.poolSize, acquireTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 },
    acquireConnectionTimeout: 5_000,
    log: silent,
  });

// Knex writes statements, and so values, to the console by itself.
const silent = { warn: () => undefined, error: () => undefined, deprecate: () => undefined, debug: () => undefined };
