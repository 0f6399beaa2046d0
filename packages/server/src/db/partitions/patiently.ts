import { setTimeout } from "node:timers/promises";
import { OperatorError } from "../../platform/operator-error.js";

/** Whoever comes behind a lock that is waited for waits too: it is asked for again and again rather than long. */
export const SHORT_LOCKS = "set local lock_timeout = '1s'";

const TRIES = 20;
const PAUSE = 500;
const LOCK_NOT_HAD = "55P03";

/** @throws OperatorError where the lock is not to be had for half a minute: a transaction that is longer than any of the server's. */
export const patiently = async (work: () => Promise<unknown>): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return void (await work());
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_NOT_HAD) throw error;
      if (tries === TRIES) throw new OperatorError("Another transaction holds the readings for too long, and nothing was changed. Run the command again when it has ended (a backup, a migration, a report).");
      await setTimeout(PAUSE);
    }
  }
};
