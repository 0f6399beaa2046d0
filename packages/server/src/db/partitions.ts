import { runPlain } from "./connection.js";
import type { Database } from "./knex.js";
import { LONG } from "./patience.js";
import { sql } from "./sql.js";

/** Makes the months of readings up to three after `now`; what is there already stays. */
export const ensurePartitions = async (database: Database, now: Date): Promise<void> => {
  await runPlain(database, sql`select observations_ensure_partitions(${now})`, LONG);
};
