import type { Database } from "./knex.js";

/** How long one statement may take. Both are milliseconds; none where 0. */
export type Patience = {
  /** The database ends the statement then, and the connection stays good. */
  readonly statement: number;
  /** Nothing was heard by then: the connection is given up. Later than the database's own end, so that it has its say. */
  readonly silence: number;
};

/** For what somebody waits for: several of these have to fit into the five seconds in which a request is answered. */
export const BRIEF: Patience = { statement: 3_000, silence: 3_500 };

/** For work whose size is the caller's data: exports, relinking, work without a request. The roles allow a statement no more. */
export const LONG: Patience = { statement: 30_000, silence: 33_000 };

/** For the owner's work on a whole database. Nobody waits for it but who started it. */
export const UNLIMITED: Patience = { statement: 0, silence: 0 };

const patiences = new WeakMap<Database, Patience>();

/** What users of the database wait for a statement, where they do not say otherwise. */
export const setPatience = (database: Database, patience: Patience): Database => {
  patiences.set(database, patience);
  return database;
};
export const patienceOf = (database: Database): Patience => patiences.get(database) ?? BRIEF;
