import type { Permission } from "@vitaledge/contract";
import type { EventType } from "../../outbox/events.js";

/** What one has to be allowed to be told of an event: to read what it is about. */
const READS: { readonly [Type in EventType]: Permission } = {
  "observation.created": "observations:read",
  "observation.voided": "observations:read",
  "alert.opened": "alerts:read",
  "alert.updated": "alerts:read",
  "alert.resolved": "alerts:read",
  "alert.unacknowledged": "alerts:read",
  "enrollment.created": "enrollments:read",
  "enrollment.updated": "enrollments:read",
  "enrollment.ended": "enrollments:read",
  "billing.month_closed": "billing:read",
  "billing.month_reopened": "billing:read",
  "webhook.test": "webhooks:write",
};

export const mayBeTold = (isAllowed: (permission: Permission) => boolean, type: EventType): boolean => isAllowed(READS[type]);
