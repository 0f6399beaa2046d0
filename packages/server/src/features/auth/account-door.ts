import { runPlain } from "../../db/connection.js";
import type { Database } from "../../db/knex.js";
import { withPlatform, type PlainQuery } from "../../db/with-tenant.js";

/** Statements on what belongs to no organization (accounts, sessions, factors, mails), each on its own. */
export const plainQuery = (database: Database): PlainQuery => (statement) => runPlain(database, statement);

/** The same in one transaction. */
export const inAccounts = withPlatform;
