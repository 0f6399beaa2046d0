import { inTransaction, runOn } from "../connection.js";
import type { Month } from "../../platform/civil.js";
import type { Database } from "../knex.js";
import { sql } from "../sql.js";
import { listParts, type Part } from "./spans.js";

export const partsOf = (database: Database): Promise<Part[]> => inTransaction(database, "", listParts);

export type Unclosed = { organization: string; month: Month };

/** Months before another with readings that billing counts, and without a close that stands; those of detached readings are settled. */
export const unclosedMonths = (database: Database, since: Month | null, before: Month): Promise<Unclosed[]> =>
  inTransaction(database, "", (connection) => runOn<Unclosed>(connection, sql`
    select d.organization_id as organization, d.month
      from (select distinct organization_id, to_char(measured_on, 'YYYY-MM') as month from reading_days
             where measured_on >= ${since === null ? "-infinity" : `${since}-01`}::date and measured_on < ${`${before}-01`}::date) d
     where not exists (select from billing_closes c where c.organization_id = d.organization_id and c.month = d.month and c.reopened_at is null)
     order by 2, 1`));
