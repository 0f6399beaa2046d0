import { createHash } from "node:crypto";
import type { Submittable } from "pg";
import type { Database } from "./knex.js";
import type { Statement } from "./sql.js";
import { unavailable } from "./database-errors.js";

type Result = { rows: unknown[] };

/** A connection taken from the pool; pg's own type says too little of what Knex hands out. */
export type Connection = {
  query(text: string | { name?: string; text: string; values: unknown[] }): Promise<Result | Result[]>;
  /** A stream of COPY. */
  query<Stream extends Submittable>(stream: Stream): Stream;
  end(): Promise<void>;
  __knex__disposed?: unknown;
};

export const runOn = async <Row>(connection: Connection, statement: Statement): Promise<Row[]> => {
  const result = await connection.query({ name: nameOf(statement.text), text: statement.text, values: [...statement.values] });
  return (Array.isArray(result) ? result[0]?.rows ?? [] : result.rows) as Row[];
};

const names = new Map<string, string>();
/** A text that is put together anew for each request must not fill the connections' memory. */
const MOST_NAMES = 1_000;
/** Prepared, such a statement would fail once a migration has added a column. */
const ALL_COLUMNS = /\.\*/;

/**
 * The name under which a connection keeps a statement prepared: over the partitions of `observations`, planning takes ten
 * times as long as the reading itself.
 */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES || ALL_COLUMNS.test(text)) return known;
  const name = `v${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  names.set(text, name);
  return name;
};

/**
 * One transaction on one connection: `begin` and the settings travel as one message, which spares two round trips.
 * The first error is the one that is thrown: Knex's own transaction reports ROLLBACK's instead.
 */
export const inTransaction = async <T>(database: Database, settings: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = await acquire(database);
  try {
    await connection.query(`begin; ${settings}`);
    const result = await work(connection);
    await connection.query("commit");
    return result;
  } catch (error) {
    await rollBack(connection);
    throw error;
  } finally {
    await database.client.releaseConnection(connection);
  }
};

const acquire = async (database: Database): Promise<Connection> => {
  try {
    return (await database.client.acquireConnection()) as Connection;
  } catch (error) {
    throw unavailable(error);
  }
};

const rollBack = async (connection: Connection): Promise<void> => {
  try {
    await connection.query("rollback");
  } catch (error) {
    // The pool throws away what carries this mark; a connection that cannot roll back must not serve another tenant.
    connection.__knex__disposed = error;
  }
};

/** A statement outside any organization: accounts, sessions, keys. */
export const runPlain = async <Row>(database: Database, statement: Statement): Promise<Row[]> => {
  const connection = await acquire(database);
  try {
    return await runOn<Row>(connection, statement);
  } catch (error) {
    if (isConnectionLost(error)) connection.__knex__disposed = error;
    throw error;
  } finally {
    await database.client.releaseConnection(connection);
  }
};

const isConnectionLost = (error: unknown): boolean => !(error instanceof Error && "severity" in error && error.severity === "ERROR");
