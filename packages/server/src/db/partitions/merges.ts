import { sql, type Statement } from "../sql.js";

/**
 * Held by merges of patients together, by `attach` alone: readings that come back while their patient goes would stay behind.
 * Until the transaction ends.
 */
export const HOLD_MERGES = "select pg_advisory_xact_lock(hashtext('merges of patients'))";

export const holdDuringMerge: Statement = sql`select pg_advisory_xact_lock_shared(hashtext('merges of patients'))`;
