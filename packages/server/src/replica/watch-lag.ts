import type { PlainQuery } from "../db/with-tenant.js";
import { startLoop } from "../outbox/loop.js";
import type { Log } from "../platform/logger.js";
import { selectReplayed, selectWritten } from "./replica.sql.js";

/** Milliseconds between two looks. */
const INTERVAL = 500;

export type Lag = {
  /** Seconds: all that was committed before then is on the replica. Infinite where that is not known. */
  behind(): number;
  isFresh(): boolean;
  /** Says that the replica did not answer: it is not asked before it has been looked at again. */
  failed(error: unknown): void;
  stop(): Promise<void>;
};

type Given = { primary: PlainQuery; replica: PlainQuery; mostSeconds: number; log: Log };

/**
 * Follows how far the replica is behind, by positions of the primary's log and the time each was seen at: so it is known of
 * an idle, a paused and a lost replica alike, and whatever the clocks of the machines say.
 */
export const watchLag = ({ primary, replica, mostSeconds, log }: Given): Lag => {
  const began = performance.now();
  let positions: { at: number; written: bigint }[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  let isTrusted = true;

  const since = (at: number): number => (performance.now() - at) / 1000;
  const behind = (): number => since(reached);
  const failed = (error?: unknown): void => {
    reached = Number.NEGATIVE_INFINITY;
    if (isTrusted) log.warn({ event: "replica_left", ...(error !== undefined && { err: error }) }, "the replica is away or too far behind: the primary is read from");
    isTrusted = false;
  };
  const look = async (): Promise<void> => {
    const at = performance.now();
    positions.push({ at, written: await selectWritten(primary) });
    const replayed = await selectReplayed(replica);
    if (replayed === undefined) throw new Error("DATABASE_REPLICA_URL leads to no replica");
    reached = positions.findLast(({ written }) => written <= replayed)?.at ?? reached;
    positions = positions.filter((position) => position.at > reached && since(position.at) <= mostSeconds);
    if (since(Math.max(reached, began)) > mostSeconds) failed();
    else if (!isTrusted && behind() <= mostSeconds) {
      log.info({ event: "replica_back" }, "the replica is read from again");
      isTrusted = true;
    }
  };

  const loop = startLoop({
    step: async () => {
      await look();
      return false;
    },
    onError: failed,
    interval: INTERVAL,
  });
  return { behind, isFresh: () => behind() <= mostSeconds, failed, stop: loop.stop };
};
