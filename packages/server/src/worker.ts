import type { Deps } from "./deps.js";
import { queueDeliveries } from "./features/webhooks/deliveries.service.js";
import { startDeliveryRelay } from "./features/webhooks/delivery-relay.js";
import { startMailRelay, type Relay } from "./outbox/mail-relay.js";
import { startScheduler } from "./scheduler/scheduler.js";
import { startPublisher } from "./outbox/publisher.js";

/** All that is done without a request: any number of processes may run it at the same time. Stopping lets each finish its batch. */
export const startWorker = (deps: Deps): Relay => {
  const relays = [startMailRelay(deps), startPublisher(deps, queueDeliveries), startDeliveryRelay(deps), startScheduler(deps)];
  return {
    async stop() {
      await Promise.all(relays.map((relay) => relay.stop()));
    },
  };
};
