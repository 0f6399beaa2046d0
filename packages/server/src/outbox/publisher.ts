import type { Deps } from "../deps.js";
import { runPlain } from "../db/connection.js";
import { SYSTEM, withTenant, type TenantTx } from "../db/with-tenant.js";
import { deletePending, insertPending, lockHead, numberEvents, selectPending, type PublishedRow } from "./events.sql.js";
import { startLoop } from "./loop.js";
import type { Relay } from "./mail-relay.js";
import { nudge, onNudge } from "./nudge.js";

/** Events numbered in one transaction, and organizations looked at in one step. */
const MOST_EVENTS = 500;
const MOST_ORGANIZATIONS = 50;
/** Milliseconds between two looks for events that other processes wrote. */
const INTERVAL = 1_000;
/** Milliseconds that the next events may wait for others while events keep coming; those after a pause wait for nothing. */
const REST = 100;

type PublisherDeps = Pick<Deps, "clock" | "database" | "keys" | "log" | "workerDatabase">;

/** Does in the publishing transaction what has to be done for each event. */
export type OnPublished = (tx: TenantTx, events: readonly PublishedRow[]) => Promise<void>;

/** Gives committed events their numbers, one publisher an organization at a time, so that whoever reads by number misses none. */
export const startPublisher = (deps: PublisherDeps, onPublished: OnPublished): Relay => {
  // Each look goes on behind the last: a lot of organizations that fail keeps nobody behind it waiting.
  let after = "";
  let [more, failed] = [false, false];
  const loop = startLoop({
    async step() {
      const looked = await publishPending(deps, onPublished, after);
      [more, failed] = [more || looked.more, failed || looked.failed];
      after = looked.last ?? "";
      if (looked.last !== undefined) return true;
      const again = more && !failed;
      [more, failed] = [false, false];
      return again;
    },
    onError: (error) => deps.log.warn({ event: "event_relay_failed", err: error }, "events wait"),
    interval: INTERVAL,
    rest: REST,
  });
  const stopListening = [deps.database, deps.workerDatabase].map((database) => onNudge(database, "events", loop.wake));
  return {
    async stop() {
      for (const stop of stopListening) stop();
      await loop.stop();
    },
  };
};

/** Whether there is more of it, whether any of it failed, and behind whom others may wait. */
type Looked = { more: boolean; failed: boolean; last?: string | undefined };

/** An organization that fails does not hold up the others. */
const publishPending = async (deps: PublisherDeps, onPublished: OnPublished, after: string): Promise<Looked> => {
  const pending = await selectPending((statement) => runPlain(deps.workerDatabase, statement), after, MOST_ORGANIZATIONS);
  if (!pending.length) return { more: false, failed: false };
  let more = false;
  let failed = false;
  for (const organizationId of pending) {
    try {
      more = (await publish(deps, organizationId, onPublished)) || more;
    } catch (error) {
      failed = true;
      deps.log.warn({ event: "event_relay_failed", organizationId, err: error }, "an organization's events wait");
    }
  }
  nudge(deps.database, "published");
  nudge(deps.database, "deliveries");
  return { more, failed, last: pending[MOST_ORGANIZATIONS - 1] };
};

const publish = (deps: PublisherDeps, organizationId: string, onPublished: OnPublished): Promise<boolean> =>
  withTenant({ ...deps, database: deps.workerDatabase }, organizationId, SYSTEM, async (tx) => {
    const last = await lockHead(tx);
    await deletePending(tx);
    const events = await numberEvents(tx, last, MOST_EVENTS);
    const more = events.length === MOST_EVENTS;
    if (more) await insertPending(tx, events[0]!.id);
    if (events.length) await onPublished(tx, events);
    return more;
  });
