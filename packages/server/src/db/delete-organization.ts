import { OperatorError } from "../platform/operator-error.js";
import { inTransaction, runOn, runPlain } from "./connection.js";
import type { Database } from "./knex.js";
import { deleteAllRows } from "./organization-rows.js";
import { sql } from "./sql.js";
import type { PlainQuery } from "./with-tenant.js";

type Request = {
  organizationId: string;
  /** The organization's name, letter by letter: the operator means this one. */
  name: string;
  /** Called once the keys are gone from the database, before anything else is. */
  keysDestroyed(): Promise<void>;
  /** Puts the act on record, in the transaction that destroys the keys. */
  record(query: PlainQuery): Promise<void>;
};

/**
 * Ends an organization, as the owner: first its keys, without which none of its encrypted columns can be read again,
 * and its members, so that nobody gets in; then all its rows but the audit trail. Answers how many rows went.
 * Of an organization that is gone it takes what a request, under way at the time, left behind.
 */
export const deleteOrganization = async (database: Database, { organizationId, name, keysDestroyed, record }: Request): Promise<number> => {
  const [found] = await runPlain<{ name: string }>(database, sql`select name from organizations where organization_id = ${organizationId}`);
  if (found && found.name !== name) throw new OperatorError("--confirm is not the organization's name, letter by letter. Nothing was deleted.");
  if (found) {
    await destroyKeys(database, organizationId, record);
    await keysDestroyed();
  }
  const rows = await deleteAllRows((statement) => runPlain(database, statement), organizationId);
  if (!found && !rows) throw new OperatorError("There is no organization with this id.");
  return rows;
};

const destroyKeys = (database: Database, organizationId: string, record: Request["record"]): Promise<void> =>
  inTransaction(database, "set local lock_timeout = '10s'", async (connection) => {
    await runOn(connection, sql`delete from organization_keys where organization_id = ${organizationId}`);
    await runOn(connection, sql`delete from members where organization_id = ${organizationId}`);
    await record((statement) => runOn(connection, statement));
  });
