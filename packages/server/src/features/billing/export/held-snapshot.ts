import type { TenantTx } from "../../../db/with-tenant.js";

/** A snapshot that outlives the handler that opened it. `release` may be called more than once. */
export type HeldSnapshot = { tx: TenantTx; release(): void };

export const holdSnapshot = (withSnapshot: (work: (tx: TenantTx) => Promise<void>) => Promise<void>): Promise<HeldSnapshot> =>
  new Promise((resolve, reject) => {
    // Once resolved, a rejection of the transaction changes nothing here: the reader has met it in its own statement.
    withSnapshot((tx) => new Promise<void>((release) => resolve({ tx, release }))).catch(reject);
  });
