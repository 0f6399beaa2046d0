import knexFactory, { type Knex } from "knex";
import pg from "pg";
import { parseInstant } from "./instants.js";
import { isTrusted, type Connection } from "./connection.js";
import { BRIEF, setPatience, type Patience } from "./patience.js";

const { types } = pg;
const { DATE, TIMESTAMPTZ } = types.builtins;

// pg makes a local-time Date of a `date`, which shifts it by a day west of Greenwich.
const typesWithPlainDates = {
  getTypeParser: (id: number, format?: string) => {
    if (id === DATE) return (text: string) => text;
    if (id === TIMESTAMPTZ && format !== "binary") return parseInstant;
    return types.getTypeParser(id, format === "binary" ? "binary" : "text");
  },
};

export type Database = Knex;

/** Milliseconds: a request that gets no connection is to be told so within its five seconds. */
const CONNECT_WITHIN = 2_500;
const ACQUIRE_WITHIN = 3_000;

type Options = {
  poolSize: number;
  applicationName: string;
  /** What its users wait for a statement, where they do not say otherwise. */
  patience?: Patience;
  /** Statements of one moment travel together; a connection for COPY cannot do so. */
  pipeline?: boolean;
  /** Said over each new connection. What a database does not know of it is passed over. */
  firstWords?: string;
};

export const openDatabase = (url: string, { poolSize, applicationName, patience = BRIEF, pipeline = false, firstWords }: Options): Database =>
  setPatience(knexFactory({
    client: "pg",
    connection: {
      connectionString: url,
      application_name: applicationName,
      ...(pipeline && { pipeline }),
      connectionTimeoutMillis: CONNECT_WITHIN,
      // Of a host that vanished between two requests the system learns by itself.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      types: typesWithPlainDates,
    },
    pool: {
      min: 0, max: poolSize, acquireTimeoutMillis: ACQUIRE_WITHIN, createTimeoutMillis: ACQUIRE_WITHIN, idleTimeoutMillis: 30_000,
      validate: (connection: Connection) => isTrusted(connection),
      ...(firstWords && { afterCreate: sayFirst(firstWords) }),
    },
    acquireConnectionTimeout: ACQUIRE_WITHIN,
    log: silent,
  }), patience);

const sayFirst = (words: string) => (connection: pg.Client, done: (error: null, connection: pg.Client) => void): void =>
  connection.query(words, () => done(null, connection));

// Knex writes statements, and so values, to the console by itself.
const silent = { warn: () => undefined, error: () => undefined, deprecate: () => undefined, debug: () => undefined };
