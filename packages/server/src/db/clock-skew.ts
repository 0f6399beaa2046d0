import type { Clock } from "../platform/clock.js";
import { runPlain } from "./connection.js";
import type { Database } from "./knex.js";
import { sql } from "./sql.js";

/** Seconds; less is what two machines that ask for the time now and then differ by, and what leeways of tokens cover. */
export const MOST_SKEW = 5;

/** Seconds by which the database's clock is ahead. It is held against the middle of the time that asking took. */
export const readClockSkew = async (database: Database, clock: Clock): Promise<number> => {
  const before = clock.now().getTime();
  const [row] = await runPlain<{ now: Date }>(database, sql`select clock_timestamp() as now`);
  return (row!.now.getTime() - (before + clock.now().getTime()) / 2) / 1000;
};
