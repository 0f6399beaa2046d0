import type { Database } from "./knex.js";

/** What of Knex's pool (tarn) is read. */
type Pool = { numUsed(): number; numFree(): number; numPendingAcquires(): number; max: number };

export type PoolState = { used: number; idle: number; waiting: number; max: number };

export const poolState = (database: Database): PoolState => {
  const pool = database.client.pool as Pool;
  return { used: pool.numUsed(), idle: pool.numFree(), waiting: pool.numPendingAcquires(), max: pool.max };
};
