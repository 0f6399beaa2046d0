import { runPlain } from "../../db/connection.js";
import { startLoop } from "../../outbox/loop.js";
import type { Relay } from "../../outbox/mail-relay.js";
import { onNudge } from "../../outbox/nudge.js";
import { allowsLoopback } from "../../platform/config.js";
import { makeSafeFetch } from "../../platform/safe-fetch.js";
import type { Couriers, DeliverDeps } from "./courier.js";
import { deliverDue } from "./deliver.js";
import { leaseNext, type Lease } from "./deliveries.sql.js";

/** Webhooks that one process serves at a time: as many slow receivers hold up the others for at most one answer's time. */
const MOST_WEBHOOKS = 8;
/** Milliseconds between two looks for what is due again, or was queued by other processes. */
const INTERVAL = 1_000;
/** Milliseconds; longer than the 10 s an answer may take and what is written around it. */
const LEASE = 30_000;

/** Sends what is queued for webhooks, and for other receivers of their kind. */
export const startDeliveryRelay = (deps: DeliverDeps, couriers: Couriers): Relay => {
  const fetch = makeSafeFetch({ loopback: allowsLoopback(deps.config) });
  const running = new Set<Promise<void>>();
  const fails = (error: unknown): void => deps.log.warn({ event: "delivery_relay_failed", err: error }, "deliveries wait");

  const serve = (lease: Lease): void => {
    const work = deliverDue(deps, couriers, fetch, lease).catch(fails).finally(() => {
      running.delete(work);
      loop.wake();
    });
    running.add(work);
  };
  const loop = startLoop({
    step: async () => {
      if (running.size >= MOST_WEBHOOKS) return false;
      const now = deps.clock.now();
      const lease = await leaseNext((statement) => runPlain(deps.workerDatabase, statement), now, new Date(now.getTime() + LEASE));
      if (lease) serve(lease);
      return lease !== undefined;
    },
    onError: fails,
    interval: INTERVAL,
  });
  const stopListening = [deps.database, deps.workerDatabase].map((database) => onNudge(database, "deliveries", loop.wake));
  return {
    async stop() {
      for (const stop of stopListening) stop();
      await loop.stop();
      await Promise.all(running);
      await fetch.close();
    },
  };
};
