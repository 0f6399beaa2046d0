import type { Deps } from "./deps.js";
import { startExportRelay } from "./features/fhir/export/relay.js";
import { subscriptionCourier } from "./features/fhir/subscriptions/courier.js";
import { queueNotifications } from "./features/fhir/subscriptions/publish.js";
import type { Couriers } from "./features/webhooks/courier.js";
import { queueDeliveries } from "./features/webhooks/deliveries.service.js";
import { startDeliveryRelay } from "./features/webhooks/delivery-relay.js";
import { webhookCourier } from "./features/webhooks/webhook-courier.js";
import { startMailRelay, type Relay } from "./outbox/mail-relay.js";
import { startScheduler } from "./scheduler/scheduler.js";
import { startPublisher, type OnPublished } from "./outbox/publisher.js";

const COURIERS: Couriers = { WEBHOOK: webhookCourier, SUBSCRIPTION: subscriptionCourier };

const onPublished: OnPublished = async (tx, events) => {
  await queueDeliveries(tx, events);
  await queueNotifications(tx, events);
};

/** All that is done without a request: any number of processes may run it at the same time. Stopping lets each finish its batch. */
export const startWorker = (deps: Deps): Relay => {
  const relays = [startMailRelay(deps), startPublisher(deps, onPublished), startDeliveryRelay(deps, COURIERS), startExportRelay(deps), startScheduler(deps)];
  return {
    async stop() {
      await Promise.all(relays.map((relay) => relay.stop()));
    },
  };
};
