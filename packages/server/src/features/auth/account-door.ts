import { inTransaction, runOn, runPlain } from "../../db/connection.js";
import type { Database } from "../../db/knex.js";
import type { PlainQuery } from "../../db/with-tenant.js";

/** Statements on what belongs to no organization (accounts, sessions, factors, mails), each on its own. */
export const plainQuery = (database: Database): PlainQuery => (statement) => runPlain(database, statement);

/** The same in one transaction. No organization's row can be seen in it. */
export const inAccounts = <T>(database: Database, work: (query: PlainQuery) => Promise<T>): Promise<T> =>
  inTransaction(database, "set local app.organization_id = ''", (connection) => work((statement) => runOn(connection, statement)));
