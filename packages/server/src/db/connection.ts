import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import type { Submittable } from "pg";
import type { Database } from "./knex.js";
import { patienceOf, UNLIMITED, type Patience } from "./patience.js";
import { traced } from "../platform/tracing.js";
import type { Statement } from "./sql.js";
import { isOutdated, unavailable } from "./database-errors.js";

type Result = { command: string; rows: unknown[] };
type Query = { name?: string | undefined; text: string; values?: unknown[] };

/** A connection taken from the pool; pg's own type says too little of what Knex hands out. */
export type Connection = {
  query(query: string | (Query & { query_timeout: number })): Promise<Result | Result[]>;
  /** A stream of COPY. */
  query<Stream extends Submittable>(stream: Stream): Stream;
  end(): Promise<void>;
  /** The pool throws away what carries this mark. */
  __knex__disposed?: unknown;
  /** How long whoever has it now waits for a statement. */
  patience?: Patience;
  /** When the database was last heard over it, in milliseconds of this process. */
  heardAt?: number;
  /** Statements that were sent and are not answered yet. */
  underWay?: number;
  /** Those of the transaction whose answers nobody waits for: fails with the first that fails. */
  ahead?: Promise<unknown> | undefined;
  /** The protocol's layer, for its socket. */
  connection: { stream: Pick<Socket, "cork" | "destroy" | "uncork"> };
};

/** When a connection was last given up because nothing was heard over it, or because what it had prepared was out of date. */
let doubtedAt = Number.NEGATIVE_INFINITY;

/**
 * Whether a connection from the pool may be used. Neither silence nor an outdated statement is often one connection's alone:
 * those that have not been heard since would each cost somebody the same, so they go with it.
 */
export const isTrusted = (connection: Connection): boolean => {
  if (connection.heardAt === undefined || connection.heardAt >= doubtedAt) return true;
  giveUp(connection, new Error("another connection was given up"));
  return false;
};

// The socket is closed without a word: over a line that is dead a farewell would wait for ever.
const giveUp = (connection: Connection, cause: unknown): void => {
  connection.__knex__disposed = cause;
  connection.connection.stream.destroy();
};

/** What is said in one moment goes out in one piece: each write to a socket costs as much as a small statement. */
const holdForOthers = ({ connection: { stream } }: Connection): void => {
  stream.cork();
  process.nextTick(() => stream.uncork());
};

const send = async (connection: Connection, query: Query): Promise<Result | Result[]> => {
  const { silence } = connection.patience ?? UNLIMITED;
  holdForOthers(connection);
  // Those sent before it have their time first.
  connection.underWay = (connection.underWay ?? 0) + 1;
  try {
    const result = await connection.query({ ...query, query_timeout: silence * connection.underWay });
    connection.heardAt = performance.now();
    return result;
  } catch (error) {
    if (isAnswer(error)) connection.heardAt = performance.now();
    if (isSilence(error) || isOutdated(error)) doubtedAt = performance.now();
    if (!isAnswer(error) || isOutdated(error)) giveUp(connection, error);
    throw error;
  } finally {
    connection.underWay -= 1;
  }
};

/** The database's own word, after which the connection goes on; a FATAL one ends it. */
const isAnswer = (error: unknown): boolean => error instanceof Error && "severity" in error && error.severity === "ERROR";
const isSilence = (error: unknown): boolean => error instanceof Error && error.message === "Query read timeout";

const ask = async <Row>(connection: Connection, { text, values, isMadeUp = false }: Statement): Promise<Row[]> => {
  const result = await send(connection, { name: nameOf(text, isMadeUp), text, values: [...values] });
  return (Array.isArray(result) ? result[0]?.rows ?? [] : result.rows) as Row[];
};

export const runOn = async <Row>(connection: Connection, statement: Statement): Promise<Row[]> => {
  try {
    return await ask(connection, statement);
  } catch (error) {
    // What failed before is why this failed.
    await connection.ahead;
    throw error;
  }
};

/**
 * Sends a statement of a transaction whose answer nobody needs: it travels with what comes next. Its error is thrown by the
 * next statement that is waited for, or by the commit.
 */
export const runAhead = (connection: Connection, statement: Statement): void => {
  connection.ahead = inOrder(connection.ahead, ask(connection, statement));
  connection.ahead.catch(() => undefined);
};

/** For a statement whose values stand in its text, each held against its form before. */
export const runText = async <Row>(connection: Connection, text: string): Promise<Row[]> => {
  const result = await send(connection, { text });
  return (Array.isArray(result) ? [] : result.rows) as Row[];
};

type Names = { readonly known: Map<string, string>; readonly most: number };
const names: Names = { known: new Map(), most: 1_000 };
/** Of texts that are put together anew for each request: each takes up to 300 KB of each connection, and the others keep their place. */
const madeUpNames: Names = { known: new Map(), most: 50 };
/** Prepared, such a statement would fail once a migration has added a column. */
const ALL_COLUMNS = /\.\*/;

/**
 * The name under which a connection keeps a statement prepared: over the partitions of `observations`, planning takes ten
 * times as long as the reading itself.
 */
const nameOf = (text: string, isMadeUp: boolean): string | undefined => {
  const { known, most } = isMadeUp ? madeUpNames : names;
  const found = known.get(text);
  if (found !== undefined || known.size >= most || ALL_COLUMNS.test(text)) return found;
  const name = `v${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
  known.set(text, name);
  return name;
};

type TransactionOptions = {
  patience?: Patience | undefined;
  /** Aborted when nobody waits for the work any more: it is rolled back then. */
  signal?: AbortSignal | undefined;
  /**
   * Sends the first statement along with the beginning. Should that fail, the statement is done by itself: for work on what
   * row-level security shows to nobody before the beginning has said whose it is.
   */
  isGuarded?: boolean;
};

const begin = async (connection: Connection, { statement }: Patience, settings: string): Promise<void> => {
  try {
    await send(connection, { text: `begin; set local statement_timeout = ${statement}; ${settings}` });
  } catch (error) {
    // Without a transaction around them, statements that follow would each be committed.
    giveUp(connection, error);
    throw error;
  }
};

/**
 * One transaction on one connection: `begin` and the settings travel together, which spares two round trips, and where the work
 * is guarded the first statement as well. The first error is the one that is thrown: Knex's own transaction reports ROLLBACK's
 * instead.
 */
export const inTransaction = <T>(database: Database, settings: string, work: Work<T>, options: TransactionOptions = {}): Promise<T> =>
  traced("database transaction", () => transact(database, settings, work, options));

/** `commit` sends the commit behind the work's last statement, instead of when the work is done. */
type Work<T> = (connection: Connection, commit: () => void) => Promise<T>;

const transact = async <T>(
  database: Database, settings: string, work: Work<T>, { patience = patienceOf(database), signal, isGuarded = false }: TransactionOptions,
): Promise<T> => {
  const connection = await acquire(database, patience);
  try {
    let committed: Promise<void> | undefined;
    // What throws at once, and not by its promise, must not leave the other unwatched.
    const worked = async (): Promise<T> => work(connection, () => void (committed = watched(commit(connection))));
    const begun = begin(connection, patience, settings);
    if (!isGuarded) await begun;
    const [, result] = await inOrder(begun, worked());
    signal?.throwIfAborted();
    await (committed ?? commit(connection));
    return result;
  } catch (error) {
    await rollBack(connection);
    throw error;
  } finally {
    connection.ahead = undefined;
    await database.client.releaseConnection(connection);
  }
};

/** For what is waited for later: what it fails with is told then. */
const watched = <T>(work: Promise<T>): Promise<T> => {
  work.catch(() => undefined);
  return work;
};

/** One statement in a transaction of its own, all in one round trip. */
export const runOnce = <Row>(database: Database, settings: string, statement: Statement): Promise<Row[]> =>
  traced("database transaction", () => transactOnce(database, settings, statement));

const transactOnce = async <Row>(database: Database, settings: string, statement: Statement): Promise<Row[]> => {
  const patience = patienceOf(database);
  const connection = await acquire(database, patience);
  try {
    const [, rows] = await inOrder(begin(connection, patience, settings), runOn<Row>(connection, statement), commit(connection));
    return rows;
  } finally {
    await database.client.releaseConnection(connection);
  }
};

/** Waits for all, which are under way, and throws the first one's error: that of the others is of its making. */
export const inOrder = async <T extends readonly unknown[]>(...under: { [At in keyof T]: Promise<T[At]> | T[At] }): Promise<T> => {
  const results = await Promise.allSettled(under);
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as T;
};

const commit = async (connection: Connection): Promise<void> => {
  const result = await send(connection, { text: "commit" });
  // A transaction in which a statement failed is rolled back by `commit`, without an error.
  await connection.ahead;
  if (Array.isArray(result) || result.command !== "COMMIT") throw new Error("the transaction had failed before its commit");
};

const acquire = async (database: Database, patience: Patience): Promise<Connection> => {
  try {
    const connection = (await database.client.acquireConnection()) as Connection;
    connection.patience = patience;
    return connection;
  } catch (error) {
    throw unavailable(error);
  }
};

const rollBack = async (connection: Connection): Promise<void> => {
  if (connection.__knex__disposed) return;
  try {
    await send(connection, { text: "rollback" });
  } catch (error) {
    // A connection that cannot roll back must not serve another tenant.
    giveUp(connection, error);
  }
};

/** A statement outside any organization: accounts, sessions, keys. */
export const runPlain = async <Row>(database: Database, statement: Statement, patience = patienceOf(database)): Promise<Row[]> => {
  const connection = await acquire(database, patience);
  try {
    return await runOn<Row>(connection, statement);
  } finally {
    await database.client.releaseConnection(connection);
  }
};
