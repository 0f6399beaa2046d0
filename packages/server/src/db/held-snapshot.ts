import { addAbortSignal, Readable } from "node:stream";
import { sql } from "./sql.js";
import type { TenantTx } from "./with-tenant.js";

/** A snapshot that outlives the handler that opened it: it is released with the stream that is read from it. */
export type HeldSnapshot = { tx: TenantTx; stream(chunks: AsyncIterable<Buffer | string>): Readable };

type WithSnapshot = (work: (tx: TenantTx) => Promise<void>) => Promise<void>;

/** A client that has not taken the stream by then is given up, and the snapshot with it. */
const LONGEST = 10 * 60_000;

/** For an answer that is read after its handler has ended. What throws instead of answering releases the snapshot at once. */
export const withHeldSnapshot = async <T>(withSnapshot: WithSnapshot, work: (held: HeldSnapshot) => Promise<T>): Promise<T> => {
  const { tx, release } = await hold(withSnapshot);
  try {
    // A client that reads slowly leaves the snapshot idle between two chunks for longer than a request may.
    await tx.query(sql`set local idle_in_transaction_session_timeout = '2min'`);
    return await work({ tx, stream: (chunks) => streamOf(chunks, release) });
  } catch (error) {
    release();
    throw error;
  }
};

const hold = (withSnapshot: WithSnapshot): Promise<{ tx: TenantTx; release(): void }> =>
  new Promise((resolve, reject) => {
    // Once resolved, a rejection of the transaction changes nothing here: the reader has met it in its own statement.
    withSnapshot((tx) => new Promise<void>((release) => resolve({ tx, release }))).catch(reject);
  });

const streamOf = (chunks: AsyncIterable<Buffer | string>, release: () => void): Readable => {
  // `close` comes after the generator has ended, so that no statement runs on a connection that was given back.
  const body = Readable.from(chunks, { objectMode: false }).once("close", release);
  addAbortSignal(AbortSignal.timeout(LONGEST), body);
  return body;
};
